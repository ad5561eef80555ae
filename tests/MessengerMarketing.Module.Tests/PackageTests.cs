using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace MessengerMarketing.ModuleTests;

public sealed class PackageTests(PackedModule packed) : IClassFixture<PackedModule>
{
    private const string Module = ".nupkg";
    private const string Symbols = ".snupkg";

    [Theory]
    [InlineData(Module)]
    [InlineData(Symbols)]
    public void Two_packages_of_the_same_files_are_the_same_bytes(string extension)
    {
        Assert.Equal(packed.Bytes(extension), packed.Bytes(extension, "second"));
        Assert.All(packed.Parts(extension), part => Assert.Equal(new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), part.Written));
    }

    [Fact]
    public void The_package_holds_every_staged_file_but_the_symbols()
    {
        Dictionary<string, byte[]> files = Content(Module);
        string[] staged = [.. Staged().Where(name => !name.EndsWith(".pdb", StringComparison.Ordinal))];
        Assert.Equal(staged, files.Keys.Order(StringComparer.Ordinal));
        Assert.All(staged, name => Assert.Equal(File.ReadAllBytes(Path.Combine(StagedModule.Folder, name)), files[name]));
        Assert.Contains("MessengerMarketing.psd1", files.Keys);
        Assert.Contains("bin/core/MessengerMarketing.Loader.dll", files.Keys);
    }

    [Fact]
    public void The_symbols_are_in_a_package_of_their_own()
    {
        Assert.Equal(Staged().Where(name => name.EndsWith(".pdb", StringComparison.Ordinal)), Content(Symbols).Keys.Order(StringComparer.Ordinal));
        XElement metadata = Metadata(Symbols);
        Assert.Equal("MessengerMarketing", Text(metadata, "id"));
        Assert.Equal("SymbolsPackage", metadata.Descendants().Single(element => element.Name.LocalName == "packageType").Attribute("name")!.Value);
    }

    /// <summary>ECMA-376 part 2: every part has a content type, and the relationships of the package lead to parts.</summary>
    [Theory]
    [InlineData(Module)]
    [InlineData(Symbols)]
    public void The_package_keeps_to_the_packaging_conventions(string extension)
    {
        IReadOnlyList<(string Name, DateTime Written, byte[] Content)> parts = packed.Parts(extension);
        Assert.Equal(["[Content_Types].xml", "_rels/.rels", "MessengerMarketing.nuspec"], parts.Take(3).Select(part => part.Name));

        XElement types = Xml(parts, "[Content_Types].xml");
        Assert.Equal("http://schemas.openxmlformats.org/package/2006/content-types", types.Name.NamespaceName);
        HashSet<string> extensions = [.. types.Elements().Where(type => type.Name.LocalName == "Default").Select(type => type.Attribute("Extension")!.Value)];
        HashSet<string> overrides = [.. types.Elements().Where(type => type.Name.LocalName == "Override").Select(type => type.Attribute("PartName")!.Value)];
        Assert.DoesNotContain(parts.Skip(1), part => !extensions.Contains(Path.GetExtension(part.Name).TrimStart('.')) && !overrides.Contains("/" + part.Name));

        Dictionary<string, string> links = Xml(parts, "_rels/.rels").Elements().ToDictionary(link => link.Attribute("Type")!.Value, link => link.Attribute("Target")!.Value, StringComparer.Ordinal);
        Assert.Equal("/MessengerMarketing.nuspec", links["http://schemas.microsoft.com/packaging/2010/07/manifest"]);
        string properties = links["http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"];
        Assert.Matches("^/package/services/metadata/core-properties/[0-9a-f]{32}\\.psmdcp$", properties);
        Assert.Equal("coreProperties", Xml(parts, properties[1..]).Name.LocalName);
    }

    [Fact]
    public void The_nuspec_says_what_the_manifest_says()
    {
        XElement metadata = Metadata(Module);
        Assert.Equal("http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd", metadata.Name.NamespaceName);
        Assert.Equal("MessengerMarketing", Text(metadata, "id"));
        Assert.Equal(Path.GetFileName(StagedModule.Folder), Text(metadata, "version"));
        Assert.Equal("MessengerMarketing contributors", Text(metadata, "authors"));
        Assert.Equal("false", Text(metadata, "requireLicenseAcceptance"));
        Assert.StartsWith("Grow a Messenger marketing audience from PowerShell", Text(metadata, "description"), StringComparison.Ordinal);
        Assert.Equal("https://opensource.org/license/mit", Text(metadata, "licenseUrl"));
        Assert.Matches("^https://github\\.com/[^/]+/[^/]+$", Text(metadata, "projectUrl"));
        Assert.Matches("^https://raw\\.githubusercontent\\.com/[^/]+/[^/]+/main/assets/icon\\.png$", Text(metadata, "iconUrl"));
        Assert.Contains("a customer list becomes a Messenger marketing-message custom audience", Text(metadata, "releaseNotes"), StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)^## ", Text(metadata, "releaseNotes"));
    }

    /// <summary>The tags by which Find-PSResource and the Gallery's own pages find modules for an edition, and commands.</summary>
    [Fact]
    public void The_tags_are_those_that_the_Gallery_searches_by()
    {
        string[] tags = Text(Metadata(Module), "tags").Split(' ');
        Assert.Equal(tags.Distinct(StringComparer.OrdinalIgnoreCase), tags);
        Assert.Superset(
            new HashSet<string>(["PSModule", "PSEdition_Core", "PSEdition_Desktop", "PSIncludes_Cmdlet", "PSCmdlet_Add-MMAudienceUser", "PSCommand_Add-MMAudienceUser", "Messenger", "Windows", "Linux", "MacOS"], StringComparer.Ordinal),
            tags.ToHashSet(StringComparer.Ordinal));
        Assert.Equal(StagedModule.ManifestList("CmdletsToExport").Count, tags.Count(tag => tag.StartsWith("PSCmdlet_", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_manifest_tells_the_Gallery_where_the_changelog_is()
        => Assert.Matches("(?m)^ +ReleaseNotes = 'https://github\\.com/[^/]+/[^/]+/blob/main/CHANGELOG\\.md'\\r?$", StagedModule.Manifest);

    [Fact]
    public void The_icon_is_a_square_of_128_pixels()
    {
        byte[] icon = File.ReadAllBytes(Path.Combine(StagedModule.Repository, "assets", "icon.png"));
        Assert.Equal("\u0089PNG\r\n\u001a\n", Encoding.Latin1.GetString(icon, 0, 8));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)));
    }

    /// <summary>NuGet's client reads packages with the library that PSResourceGet reads them with.</summary>
    [Fact]
    public async Task NuGet_finds_and_unpacks_the_package()
    {
        string folder = Directory.CreateTempSubdirectory("mmrestore").FullName;
        try
        {
            string project = Path.Combine(folder, "restore.csproj");
            string version = Path.GetFileName(StagedModule.Folder);
            await File.WriteAllTextAsync(project, $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <RestoreSources>{packed.Repository}</RestoreSources>
                    <RestorePackagesPath>{folder}/packages</RestorePackagesPath>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="MessengerMarketing" Version="[{version}]" />
                  </ItemGroup>
                </Project>
                """);
            (_, string output) = await ExternalProgram.RunAsync(new ProcessStartInfo("dotnet", ["restore", project, "-nodeReuse:false"]));
            string unpacked = Path.Combine(folder, "packages", "messengermarketing", version);
            Assert.True(Directory.Exists(unpacked), output);
            Assert.Equal(File.ReadAllBytes(Path.Combine(StagedModule.Shared, "MessengerMarketing.dll")), await File.ReadAllBytesAsync(Path.Combine(unpacked, "bin", "MessengerMarketing.dll")));
            Assert.Equal(StagedModule.Manifest, await File.ReadAllTextAsync(Path.Combine(unpacked, "MessengerMarketing.psd1")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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

    private static IEnumerable<string> Staged()
        => Directory.GetFiles(StagedModule.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(StagedModule.Folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static XElement Xml(IEnumerable<(string Name, DateTime Written, byte[] Content)> parts, string name)
        => XElement.Parse(Encoding.UTF8.GetString(parts.Single(part => part.Name == name).Content));

    private static string Text(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;

    // What a package brings besides its own description.
    private Dictionary<string, byte[]> Content(string extension)
        => packed.Parts(extension).Where((part, index) => index > 3).ToDictionary(part => part.Name, part => part.Content, StringComparer.Ordinal);

    private XElement Metadata(string extension) => Xml(packed.Parts(extension), "MessengerMarketing.nuspec").Elements().Single();
}
