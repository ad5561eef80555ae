using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using MessengerMarketing.Help;
using Xunit;

namespace MessengerMarketing.ModuleTests;

/// <summary>The program that makes the module's help of the cmdlets' pages.</summary>
public sealed class HelpToolTests : IDisposable
{
    private const string Page = """
        ---
        document type: cmdlet
        external help file: MessengerMarketing.dll-Help.xml
        HelpUri: https://example.com/docs/Get-Thing.md
        Module Name: MessengerMarketing
        title: Get-Thing
        ---

        # Get-Thing

        ## SYNOPSIS

        Gets things.

        ## SYNTAX

        ### Id

        ```
        Get-Thing -Id <string[]> [<CommonParameters>]
        ```

        ### Name (Default)

        ```
        Get-Thing [[-Name] <string>] [<CommonParameters>]
        ```

        ## DESCRIPTION

        Reads `things` that
        [somebody](https://example.com) made:

        - **large** ones
        - small ones

        ## EXAMPLES

        ### Example 1: Get one

        <!-- not run: it needs a thing -->

        ```powershell
        # Not a heading:
        ## either
        Get-Thing -Id 1
        ```

        Writes one.

        ## PARAMETERS

        ### -Id

        Ids of things.

        ```yaml
        Type: System.String[]
        DefaultValue: ''
        SupportsWildcards: false
        Aliases:
        - ThingId
        - Key
        ParameterSets:
        - Name: Id
          Position: Named
          IsRequired: true
          ValueFromPipeline: true
          ValueFromPipelineByPropertyName: true
          ValueFromRemainingArguments: false
        DontShow: false
        AcceptedValues: []
        HelpMessage: ''
        ```

        ### -Name

        Name of the thing.

        ```yaml
        Type: System.String
        DefaultValue: 'it''s'
        SupportsWildcards: true
        Aliases: []
        ParameterSets:
        - Name: Name
          Position: 0
          IsRequired: false
          ValueFromPipeline: false
          ValueFromPipelineByPropertyName: false
          ValueFromRemainingArguments: false
        DontShow: false
        AcceptedValues:
        - Red
        - Blue
        HelpMessage: ''
        ```

        ### CommonParameters

        This cmdlet supports the common parameters.

        ## INPUTS

        ### System.String

        Ids.

        ## OUTPUTS

        ### Thing

        The things.

        ## NOTES

        Mind the gap.

        ## RELATED LINKS

        - [Set-Thing](Set-Thing.md)
        - [Things](https://example.com/things)
        """;

    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".md");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_page_is_read_in_all_its_parts()
    {
        HelpPage page = Read(Page);
        Assert.Equal("Get-Thing", page.Name);
        Assert.Equal("https://example.com/docs/Get-Thing.md", page.HelpUri);
        Assert.Equal("Gets things.", page.Synopsis);
        Assert.Equal(["Name", "Id"], page.ParameterSets);
        Assert.Equal("Mind the gap.", page.Notes);
        Assert.Equal([new HelpLink("Set-Thing", "Set-Thing.md"), new HelpLink("Things", "https://example.com/things")], page.Links);
        Assert.Equal(new HelpSection("System.String", "Ids."), Assert.Single(page.Inputs));
        Assert.Equal("Example 1: Get one", Assert.Single(page.Examples).Title);

        HelpParameter id = page.Parameters[0];
        Assert.Equal(("Id", "Ids of things.", "System.String[]", string.Empty), (id.Name, id.Text, id.Type, id.DefaultValue));
        Assert.Equal(["ThingId", "Key"], id.Aliases);
        Assert.Equal(new HelpBinding("Id", "Named", IsRequired: true, TakesPipeline: true, TakesProperty: true), Assert.Single(id.Bindings));

        HelpParameter name = page.Parameters[1];
        Assert.Equal(2, page.Parameters.Count);
        Assert.Equal("it's", name.DefaultValue);
        Assert.True(name.SupportsWildcards);
        Assert.Empty(name.Aliases);
        Assert.Equal(["Red", "Blue"], name.AcceptedValues);
        Assert.Equal("0", name.Bindings[0].Position);
    }

    [Fact]
    public void Get_Help_shows_the_content_of_the_page()
    {
        XElement command = MamlWriter.Write([Read(Page)]).Root!.Elements().Single();
        Assert.Equal("Gets things.", command.Element(Command + "details")!.Element(Maml + "description")!.Value);
        Assert.Equal(["Reads things that somebody made:", "- large ones", "- small ones"], command.Element(Maml + "description")!.Elements().Select(para => para.Value));

        XElement example = command.Descendants(Command + "example").Single();
        Assert.Equal("# Not a heading:\n## either\nGet-Thing -Id 1", example.Element(Dev + "code")!.Value);
        Assert.Equal(["Writes one.", string.Empty], example.Element(Dev + "remarks")!.Elements().Select(para => para.Value));

        Assert.Equal(
            [("Online Version:", "https://example.com/docs/Get-Thing.md"), ("Set-Thing", string.Empty), ("Things", "https://example.com/things")],
            command.Descendants(Maml + "navigationLink").Select(link => (link.Element(Maml + "linkText")!.Value, link.Element(Maml + "uri")!.Value)));

        XElement[] sets = [.. command.Element(Command + "syntax")!.Elements()];
        Assert.Equal(["Name", "Id"], sets.Select(set => set.Element(Command + "parameter")!.Element(Maml + "name")!.Value));
        Assert.Equal(["Red", "Blue"], sets[0].Descendants(Command + "parameterValueGroup").Elements().Select(value => value.Value));

        XElement id = command.Element(Command + "parameters")!.Elements().First();
        Assert.Equal(
            ["true", "true", "false", "True (ByPropertyName, ByValue)", "named", "ThingId, Key"],
            id.Attributes().Select(attribute => attribute.Value));
        Assert.Equal("string[]", id.Element(Command + "parameterValue")!.Value);
    }

    [Theory]
    [InlineData("title: Get-Thing\n", "", "has no title in its front matter")]
    [InlineData("HelpUri: https://example.com/docs/Get-Thing.md\n", "", "has no URL for Get-Help -Online in its front matter")]
    [InlineData("## OUTPUTS\n", "", "has no heading '## OUTPUTS'")]
    [InlineData("Gets things.", "", "has no text under '## SYNOPSIS'")]
    [InlineData("Ids of things.", "", "'### -Id': a parameter must have a heading such as '### -Name', a description and a YAML block")]
    [InlineData("Type: System.String[]\n", "", "'### -Id': Type or ParameterSets is missing in the YAML block")]
    public void The_error_names_the_missing_part_of_a_page(string part, string instead, string message)
        => Assert.Contains(message, Assert.Throws<HelpPageException>(() => Read(Page.Replace(part, instead, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("System.String[]", "string[]")]
    [InlineData("System.Nullable`1[System.DateTimeOffset]", "DateTimeOffset")]
    [InlineData("System.Collections.Generic.IReadOnlyDictionary`2[MessengerMarketing.Customers.Columns.ColumnTarget,System.String]", "IReadOnlyDictionary[ColumnTarget,string]")]
    [InlineData("System.Management.Automation.SwitchParameter", "SwitchParameter")]
    public void Types_have_the_names_that_PowerShell_shows(string type, string shown) => Assert.Equal(shown, TypeNames.Short(type));

    private HelpPage Read(string text)
    {
        File.WriteAllText(_path, text);
        return HelpPageReader.Read(_path);
    }
}
