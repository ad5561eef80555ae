using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace MessengerMarketing.ModuleTests;

public sealed class StagedModuleTests
{
    // What PowerShell 7 on .NET 8 and later has itself; the loader and the hashing are built against it.
    private static readonly string[] CoreFramework = ["netstandard", "System.Collections", "System.Linq", "System.Runtime", "System.Runtime.Loader"];

    // What .NET Framework 4.7.2 has itself, in the versions of its own list of assemblies.
    private static readonly Dictionary<string, Version> DesktopFramework = new(StringComparer.Ordinal)
    {
        ["mscorlib"] = new(4, 0, 0, 0),
        ["netstandard"] = new(2, 0, 0, 0),
        ["System"] = new(4, 0, 0, 0),
        ["System.ComponentModel.DataAnnotations"] = new(4, 0, 0, 0),
        ["System.Core"] = new(4, 0, 0, 0),
        ["System.Data"] = new(4, 0, 0, 0),
        ["System.Net.Http"] = new(4, 2, 0, 0),
        ["System.Numerics"] = new(4, 0, 0, 0),
        ["System.Xml"] = new(4, 0, 0, 0),
        ["System.Xml.Linq"] = new(4, 0, 0, 0),
    };

    [Fact]
    public void The_folder_is_named_by_the_version_in_the_manifest()
        => Assert.Equal(Path.GetFileName(StagedModule.Folder), StagedModule.ReadVersion(Path.Combine(StagedModule.Folder, "MessengerMarketing.psd1")));

    [Theory]
    [InlineData("core")]
    [InlineData("desktop")]
    public void The_assemblies_carry_the_version_of_the_manifest(string set)
    {
        Version version = Version.Parse(Path.GetFileName(StagedModule.Folder) + ".0");
        Assert.All(
            StagedModule.Assemblies(set).Where(assembly => assembly.Name.StartsWith("MessengerMarketing", StringComparison.Ordinal)),
            assembly => Assert.Equal(version, assembly.Version));
    }

    [Theory]
    [InlineData("core")]
    [InlineData("desktop")]
    public void The_manifest_exports_exactly_the_compiled_cmdlets(string set)
    {
        AssemblyFile module = StagedModule.Assemblies(set).Single(assembly => assembly.Name == "MessengerMarketing");
        Assert.Equal(module.Cmdlets.Order(StringComparer.Ordinal), StagedModule.ManifestList("CmdletsToExport").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("core")]
    [InlineData("desktop")]
    public void PowerShell_itself_is_not_shipped(string set)
        => Assert.DoesNotContain(
            StagedModule.Assemblies(set),
            assembly => assembly.Name.StartsWith("System.Management.Automation", StringComparison.Ordinal) || assembly.Name.StartsWith("Microsoft.PowerShell", StringComparison.Ordinal));

    [Fact]
    public void What_PowerShell_7_loads_refers_only_to_what_is_shipped_or_to_the_platform()
    {
        IReadOnlyList<AssemblyFile> shipped = StagedModule.Assemblies("core");
        var known = shipped.Select(assembly => assembly.Name).Concat(CoreFramework).Append("System.Management.Automation").ToHashSet(StringComparer.Ordinal);
        Assert.Empty(shipped.SelectMany(assembly => assembly.References.Where(reference => !known.Contains(reference.Name)).Select(reference => $"{assembly.Name} -> {reference}")));
    }

    [Fact]
    public void What_Windows_PowerShell_loads_refers_only_to_what_is_shipped_or_to_the_framework()
    {
        IReadOnlyList<AssemblyFile> shipped = StagedModule.Assemblies("desktop");
        var names = shipped.Select(assembly => assembly.Name).Append("System.Management.Automation").Concat(Resolved("Framework")).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(
            from assembly in shipped
            from reference in assembly.References
            where !names.Contains(reference.Name) && !(DesktopFramework.TryGetValue(reference.Name, out Version? version) && version >= reference.Version)
            select $"{assembly.Name} -> {reference}");
    }

    /// <summary>
    /// .NET Framework takes another version than the one asked for only by a binding redirect, which a module cannot have, or
    /// by the module's own handler, which answers for the assemblies it names.
    /// </summary>
    [Fact]
    public void What_Windows_PowerShell_loads_asks_for_exactly_the_versions_shipped_unless_the_resolver_answers_for_it()
    {
        IReadOnlyList<AssemblyFile> shipped = StagedModule.Assemblies("desktop");
        var versions = shipped.ToDictionary(assembly => assembly.Name, assembly => assembly.Version, StringComparer.Ordinal);
        var unified = Resolved("Unified").ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(unified);
        Assert.Empty(
            from assembly in shipped
            from reference in assembly.References
            where versions.TryGetValue(reference.Name, out Version? version)
                && reference.Version != version
                && !(unified.Contains(reference.Name) && reference.Version < version)
            select $"{assembly.Name} -> {reference}, shipped {versions[reference.Name]}");
    }

    [Fact]
    public void The_loader_refers_to_the_platform_alone()
    {
        AssemblyFile loader = StagedModule.Assemblies("core").Single(assembly => assembly.Name == "MessengerMarketing.Loader");
        Assert.DoesNotContain(loader.References, reference => !CoreFramework.Contains(reference.Name, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("core", "System.Runtime", true)]
    [InlineData("desktop", "mscorlib", false)]
    public void Only_PowerShell_7_is_given_the_hashing_that_uses_vectors(string set, string framework, bool usesVectors)
    {
        AssemblyFile hashing = StagedModule.Assemblies(set).Single(assembly => assembly.Name == "MessengerMarketing.Hashing");
        Assert.Contains(hashing.References, reference => reference.Name == framework);
        Assert.Equal(usesVectors, hashing.References.Any(reference => reference.Name == "System.Numerics.Vectors"));
    }

    [Fact]
    public void The_folder_holds_the_manifest_the_licences_what_it_is_made_of_and_the_files_of_the_module_folder_and_no_other()
    {
        IEnumerable<string> sources = Directory.GetFiles(Path.Combine(StagedModule.Repository, "module"))
            .Where(file => Path.GetExtension(file) is ".psm1" or ".ps1xml")
            .Select(file => Path.GetFileName(file));
        Assert.Equal(
            sources.Concat(["DOTNET-THIRD-PARTY-NOTICES.txt", "LICENSE", "MessengerMarketing.cdx.json", "MessengerMarketing.psd1", "THIRD-PARTY-NOTICES.txt"]).Order(StringComparer.Ordinal),
            Directory.GetFiles(StagedModule.Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_view_and_type_file_is_named_in_the_manifest()
        => Assert.Equal(
            Directory.GetFiles(StagedModule.Folder, "*.ps1xml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
            StagedModule.ManifestList("FormatsToProcess").Concat(StagedModule.ManifestList("TypesToProcess")).Order(StringComparer.Ordinal));

    /// <summary>The names in a list of the resolver. It is compiled for .NET Framework alone, so its source is read.</summary>
    private static IEnumerable<string> Resolved(string list)
    {
        string source = File.ReadAllText(Path.Combine(StagedModule.Repository, "src", "MessengerMarketing", "Desktop", "AssemblyResolver.cs"));
        return StagedModule.QuotedWords(source, $"IReadOnlyCollection<string> {list} {{ get; }}", ';', '"');
    }
}
