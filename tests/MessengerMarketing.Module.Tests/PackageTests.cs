using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace MessengerMarketing.ModuleTests;

[Collection(nameof(PackageGroup))]
public sealed class PackageTests(PackedModule packed)
{
    // Ask what has grown before this does.
    private const long MaxPackageBytes = 4_000_000;

    private XElement Metadata => XElement.Parse(Encoding.UTF8.GetString(packed.Read("MessengerMarketing.nuspec")).TrimStart('\uFEFF')).Elements().Single();

    [Fact]
    public void The_package_contains_every_staged_file_except_symbols_and_a_bill_of_materials()
    {
        string[] staged = [.. Directory.GetFiles(StagedModule.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(StagedModule.Folder, path).Replace('\\', '/'))
            .Where(name => !name.EndsWith(".pdb", StringComparison.Ordinal))];
        string[] packaging = ["[Content_Types].xml", "_rels/.rels", "MessengerMarketing.nuspec"];
        IEnumerable<string> names = packed.ReadNames().Except(packaging).Where(name => !name.StartsWith("package/services/metadata/", StringComparison.Ordinal));
        Assert.Equal(staged.Append("MessengerMarketing.cdx.json").Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.All(staged, name => Assert.Equal(File.ReadAllBytes(Path.Combine(StagedModule.Folder, name)), packed.Read(name)));
        Assert.Contains("MessengerMarketing.psd1", staged);
        Assert.Contains("bin/core/MessengerMarketing.Loader.dll", staged);
    }

    [Fact]
    public void The_package_stays_small() => Assert.InRange(new FileInfo(packed.Path).Length, 1, MaxPackageBytes);

    [Fact]
    public void The_nuspec_matches_the_manifest()
    {
        Assert.Equal("MessengerMarketing", Text("id"));
        Assert.Equal(Path.GetFileName(StagedModule.Folder), Text("version"));
        Assert.Equal("MessengerMarketing contributors", Text("authors"));
        Assert.StartsWith("Grow a Messenger marketing audience from PowerShell", Text("description"), StringComparison.Ordinal);
        Assert.Equal("MIT", Text("license"));
        Assert.Matches("^https://github\\.com/[^/]+/[^/]+$", Text("projectUrl"));
        Assert.Matches("^https://raw\\.githubusercontent\\.com/[^/]+/[^/]+/main/assets/icon\\.png$", Text("iconUrl"));
        Assert.Matches("^https://github\\.com/[^/]+/[^/]+/blob/main/CHANGELOG\\.md$", Text("releaseNotes"));
    }

    /// <summary>A module brings its libraries along: a package that NuGet would resolve is no module of the Gallery's.</summary>
    [Fact]
    public void The_package_has_no_dependencies()
        => Assert.DoesNotContain(Metadata.Elements(), element => element.Name.LocalName == "dependencies");

    /// <summary>The tags by which Find-PSResource and the Gallery's own pages find modules for an edition, and commands.</summary>
    [Fact]
    public void The_tags_are_those_that_the_Gallery_searches_by()
    {
        string[] tags = Text("tags").Split(' ');
        Assert.Equal(tags.Distinct(StringComparer.OrdinalIgnoreCase), tags);
        Assert.Superset(
            new HashSet<string>(["PSModule", "PSEdition_Core", "PSEdition_Desktop", "PSIncludes_Cmdlet", "PSCmdlet_Add-MMAudienceUser", "PSCommand_Add-MMAudienceUser", "Messenger", "Windows", "Linux", "MacOS"], StringComparer.Ordinal),
            tags.ToHashSet(StringComparer.Ordinal));
        Assert.Equal(StagedModule.ManifestList("CmdletsToExport").Count, tags.Count(tag => tag.StartsWith("PSCmdlet_", StringComparison.Ordinal)));
        // The Gallery's limit for all of a package's tags.
        Assert.InRange(Text("tags").Length, 1, 4000);
    }

    [Fact]
    public void The_icon_is_a_square_of_128_pixels()
    {
        byte[] icon = File.ReadAllBytes(Path.Combine(StagedModule.Repository, "assets", "icon.png"));
        Assert.Equal("\u0089PNG\r\n\u001a\n", Encoding.Latin1.GetString(icon, 0, 8));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)));
    }

    [Fact]
    public async Task PSResourceGet_installs_the_package_from_a_folder()
    {
        string target = Path.Combine(packed.Repository, "saved");
        Directory.CreateDirectory(target);
        string output = await PowerShellHost.RunPinnedAsync("-Command", $"""
            $ErrorActionPreference = 'Stop'
            Register-PSResourceRepository -Name MMPackageTest -Uri '{packed.Repository}' -Trusted -Force
            try {"{"}
                Save-PSResource -Name MessengerMarketing -Repository MMPackageTest -Path '{target}'
            {"}"} finally {"{"}
                Unregister-PSResourceRepository -Name MMPackageTest
            {"}"}
            Import-Module '{target}/MessengerMarketing'
            (ConvertTo-MMHashedUser -Email person1@example.com).EMAIL
            """);
        Assert.Equal("18c0922f0e3b9e9e84a5ded2ff107ab7cc938e72dd9f9c8db6baa701b734623d", output.Trim());
    }

    private string Text(string name) => Metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
