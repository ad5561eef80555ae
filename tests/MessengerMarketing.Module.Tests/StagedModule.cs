using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MessengerMarketing.ModuleTests;

/// <summary>The module as it is staged under <c>output/</c>, read as files.</summary>
internal static class StagedModule
{
    /// <summary>The folder of the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The staged folder, whose name is the version.</summary>
    public static string Folder { get; } = Path.Combine(Repository, "output", "MessengerMarketing", ReadVersion(Path.Combine(Repository, "MessengerMarketing.psd1")));

    /// <summary>The staged manifest.</summary>
    public static string Manifest { get; } = File.ReadAllText(Path.Combine(Folder, "MessengerMarketing.psd1"));

    /// <summary>The folder of the assemblies that every PowerShell loads.</summary>
    public static string Shared { get; } = Path.Combine(Folder, "bin");

    /// <summary>What an edition, <c>core</c> or <c>desktop</c>, finds: its own assemblies, and those of the shared ones that it has no build of its own of.</summary>
    public static IReadOnlyList<AssemblyFile> Assemblies(string edition)
        => [.. Directory.GetFiles(Path.Combine(Shared, edition), "*.dll").Concat(Directory.GetFiles(Shared, "*.dll")).Select(AssemblyFile.Read).DistinctBy(assembly => assembly.Name)];

    /// <summary>The quoted words of a list in the manifest.</summary>
    public static IReadOnlyList<string> ManifestList(string name) => QuotedWords(Manifest, name, ')', '\'');

    /// <summary>The version that a manifest declares.</summary>
    public static string ReadVersion(string manifest) => QuotedWords(File.ReadAllText(manifest), "ModuleVersion", '\n', '\'').Single();

    /// <summary>The quoted words of a source between a word and the next closing character.</summary>
    public static IReadOnlyList<string> QuotedWords(string source, string after, char until, char quote)
    {
        int start = source.IndexOf(after, StringComparison.Ordinal);
        int end = start < 0 ? -1 : source.IndexOf(until, start + after.Length);
        return end < 0 ? [] : [.. source[start..end].Split(quote).Where((_, index) => index % 2 == 1)];
    }

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MessengerAudience.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from a folder of the solution.");
    }
}
