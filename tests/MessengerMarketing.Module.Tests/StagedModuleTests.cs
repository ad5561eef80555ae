using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace MessengerMarketing.ModuleTests;

public sealed class StagedModuleTests
{
    // What PowerShell 7 on .NET 8 and later has itself; the loader and the hashing are built against it.
    private static readonly string[] CoreFramework = ["netstandard", "System.Collections", "System.Linq", "System.Reflection.Emit", "System.Reflection.Emit.ILGeneration", "System.Runtime", "System.Runtime.Loader", "System.Threading"];

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
    };

    // Facades of the framework for whose newer versions the loader answers with the framework's own.
    private static readonly string[] FrameworkFacades = ["System.Reflection.Emit", "System.Reflection.Emit.ILGeneration", "System.ValueTuple"];

    [Fact]
    public void The_name_of_the_folder_is_the_version_in_the_manifest()
        => Assert.Equal(Path.GetFileName(StagedModule.Folder), StagedModule.ReadVersion(Path.Combine(StagedModule.Folder, "MessengerMarketing.psd1")));

    [Theory]
    [InlineData("core")]
    [InlineData("desktop")]
    public void The_assemblies_have_the_version_of_the_manifest(string edition)
    {
        var version = Version.Parse(Path.GetFileName(StagedModule.Folder) + ".0");
        Assert.All(
            StagedModule.Assemblies(edition).Where(assembly => assembly.Name.StartsWith("MessengerMarketing", StringComparison.Ordinal)),
            assembly => Assert.Equal(version, assembly.Version));
    }

    [Theory]
    [InlineData("core")]
    [InlineData("desktop")]
    public void The_manifest_exports_exactly_the_compiled_cmdlets(string edition)
    {
        AssemblyFile module = StagedModule.Assemblies(edition).Single(assembly => assembly.Name == "MessengerMarketing");
        Assert.Equal(module.Cmdlets.Order(StringComparer.Ordinal), StagedModule.ManifestList("CmdletsToExport").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("core")]
    [InlineData("desktop")]
    public void PowerShell_itself_is_not_shipped(string edition)
        => Assert.DoesNotContain(
            StagedModule.Assemblies(edition),
            assembly => assembly.Name.StartsWith("System.Management.Automation", StringComparison.Ordinal) || assembly.Name.StartsWith("Microsoft.PowerShell", StringComparison.Ordinal));

    [Fact]
    public void Assemblies_for_PowerShell_7_refer_only_to_shipped_or_platform_assemblies()
    {
        IReadOnlyList<AssemblyFile> shipped = StagedModule.Assemblies("core");
        var known = shipped.Select(assembly => assembly.Name).Concat(CoreFramework).Append("System.Management.Automation").ToHashSet(StringComparer.Ordinal);
        Assert.Empty(shipped.SelectMany(assembly => assembly.References.Where(reference => !known.Contains(reference.Name)).Select(reference => $"{assembly.Name} -> {reference}")));
    }

    [Fact]
    public void Assemblies_for_Windows_PowerShell_refer_only_to_shipped_or_framework_assemblies()
    {
        IReadOnlyList<AssemblyFile> shipped = StagedModule.Assemblies("desktop");
        var names = shipped.Select(assembly => assembly.Name).Concat(["System.Management.Automation", .. FrameworkFacades]).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(
            from assembly in shipped
            from reference in assembly.References
            where !names.Contains(reference.Name) && !(DesktopFramework.TryGetValue(reference.Name, out Version? version) && version >= reference.Version)
            select $"{assembly.Name} -> {reference}");
    }

    /// <summary>
    /// .NET Framework takes a newer version than the one asked for only by a binding redirect, which a module cannot have, or by the
    /// loader's handler; an older one it takes nowhere.
    /// </summary>
    [Fact]
    public void No_assembly_for_Windows_PowerShell_requires_a_newer_version_than_the_shipped_one()
    {
        IReadOnlyList<AssemblyFile> shipped = StagedModule.Assemblies("desktop");
        var versions = shipped.ToDictionary(assembly => assembly.Name, assembly => assembly.Version, StringComparer.Ordinal);
        Assert.Empty(
            from assembly in shipped
            from reference in assembly.References
            where versions.TryGetValue(reference.Name, out Version? version) && reference.Version > version
            select $"{assembly.Name} -> {reference}, shipped {versions[reference.Name]}");
    }

    /// <summary>What an assembly takes for the platform's decides whether Windows PowerShell and PowerShell 7 can both load it.</summary>
    [Fact]
    public void Assemblies_for_both_editions_target_netstandard()
        => Assert.All(
            Directory.GetFiles(StagedModule.Shared, "*.dll").Select(AssemblyFile.Read),
            assembly => Assert.Equal(["netstandard"], assembly.References.Select(reference => reference.Name).Intersect(["netstandard", "mscorlib", "System.Runtime"])));

    [Theory]
    [InlineData("core", "Hashing,Loader")]
    [InlineData("desktop", "Loader")]
    public void An_edition_has_its_own_builds_of_platform_libraries_and_of_few_module_assemblies(string edition, string own)
    {
        string[] names = [.. Directory.GetFiles(Path.Combine(StagedModule.Shared, edition), "*.dll").Select(path => Path.GetFileNameWithoutExtension(path))];
        Assert.Equal(own.Split(',').Select(name => "MessengerMarketing." + name), names.Where(name => name.StartsWith("MessengerMarketing", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("System.Text.Json", names);
        Assert.All(names, name => Assert.Matches("^(MessengerMarketing|System|Microsoft\\.Bcl)\\.", name));
    }

    [Theory]
    [InlineData("core")]
    [InlineData("desktop")]
    public void The_loader_refers_only_to_the_platform(string edition)
    {
        AssemblyFile loader = StagedModule.Assemblies(edition).Single(assembly => assembly.Name == "MessengerMarketing.Loader");
        Assert.DoesNotContain(loader.References, reference => !CoreFramework.Contains(reference.Name, StringComparer.Ordinal) && !DesktopFramework.ContainsKey(reference.Name));
    }

    [Theory]
    [InlineData("core", "System.Runtime", true)]
    [InlineData("desktop", "netstandard", false)]
    public void Only_PowerShell_7_gets_the_hashing_with_vectors(string edition, string framework, bool usesVectors)
    {
        AssemblyFile hashing = StagedModule.Assemblies(edition).Single(assembly => assembly.Name == "MessengerMarketing.Hashing");
        Assert.Contains(hashing.References, reference => reference.Name == framework);
        Assert.Equal(usesVectors, hashing.References.Any(reference => reference.Name == "System.Runtime.Intrinsics" || reference.Name == "System.Numerics.Vectors"));
    }

    [Fact]
    public void The_folder_contains_only_the_manifest_the_licenses_and_the_files_of_the_module_folder()
    {
        IEnumerable<string> sources = Directory.GetFiles(Path.Combine(StagedModule.Repository, "module"))
            .Where(file => Path.GetExtension(file) is ".psm1" or ".ps1xml")
            .Select(file => Path.GetFileName(file));
        Assert.Equal(
            sources.Concat(["DOTNET-THIRD-PARTY-NOTICES.txt", "LICENSE", "MessengerMarketing.psd1", "THIRD-PARTY-NOTICES.txt"]).Order(StringComparer.Ordinal),
            Directory.GetFiles(StagedModule.Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_manifest_lists_every_view_and_type_file()
        => Assert.Equal(
            Directory.GetFiles(StagedModule.Folder, "*.ps1xml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
            StagedModule.ManifestList("FormatsToProcess").Concat(StagedModule.ManifestList("TypesToProcess")).Order(StringComparer.Ordinal));
}
