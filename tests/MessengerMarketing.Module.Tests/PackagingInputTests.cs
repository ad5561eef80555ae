using System.Collections.Generic;
using MessengerMarketing.Packaging;
using Xunit;

namespace MessengerMarketing.ModuleTests;

/// <summary>What the packages are made of, and what is said when it is not as it has to be.</summary>
public sealed class PackagingInputTests
{
    [Fact]
    public void A_manifest_is_read_as_PowerShell_reads_it()
    {
        IReadOnlyDictionary<string, object> table = DataFile.Read(
            "# a comment\n@{\n  Name = 'it''s'; List = @('a', 'b'\n 'c')  # another\n  Sub = @{ 'Key' = @'\ntwo\nlines\n'@ }\n  Flag = $true\n}\n", "a.psd1");
        Assert.Equal("it's", table["name"]);
        Assert.Equal(["a", "b", "c"], Assert.IsType<List<string>>(table["List"]));
        Assert.Equal("two\nlines", Assert.IsType<IReadOnlyDictionary<string, object>>(table["Sub"], exactMatch: false)["Key"]);
        Assert.Equal("$true", table["Flag"]);
    }

    [Theory]
    [InlineData("@{ A = }", "a.psd1, line 1: expected a value: '...', @( ) or @{ }.")]
    [InlineData("@{\nA 'x' }", "a.psd1, line 2: expected '=' after A.")]
    [InlineData("@{ A = 'x", "a.psd1, line 1: expected the quote that ends a string.")]
    [InlineData("@{ A = Get-Date }", "a.psd1, line 1: expected")]
    [InlineData("'x'", "a.psd1, line 1: expected one table, @{ }.")]
    public void What_is_no_manifest_is_told_with_its_line(string text, string message)
        => Assert.StartsWith(message, Assert.Throws<PackagingException>(() => DataFile.Read(text, "a.psd1")).Message, System.StringComparison.Ordinal);

    [Fact]
    public void The_release_notes_are_the_section_of_the_version_after_what_is_unreleased()
    {
        const string Changelog = "# Changelog\n\n## Unreleased\n\n- new\n\n## 1.1.0\n\n- own\n\n## 1.0.0\n\n- old\n";
        Assert.Equal("Unreleased\n\n- new\n\n1.1.0\n\n- own", ReleaseNotes.Of(Changelog, "1.1.0"));
        Assert.Equal("- own", ReleaseNotes.Of(Changelog.Replace("- new", string.Empty, System.StringComparison.Ordinal), "1.1.0"));
        Assert.Equal("The changelog has no section '## 2.0.0', or nothing stands in it.", Assert.Throws<PackagingException>(() => ReleaseNotes.Of(Changelog, "2.0.0")).Message);
    }
}
