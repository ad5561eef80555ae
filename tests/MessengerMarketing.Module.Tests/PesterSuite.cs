using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MessengerMarketing.ModuleTests;

/// <summary>The files of the Pester suite.</summary>
internal static class PesterSuite
{
    private const int LaneCount = 2;

    // The first line of a file that needs a fresh process.
    private const string OwnProcess = "# Runs in its own process";

    private static readonly string Folder = Path.Combine(StagedModule.Repository, "tests", "Pester");

    /// <summary>The script that runs files.</summary>
    public static string Script { get; } = Path.Combine(Folder, "Invoke-Suite.ps1");

    /// <summary>The names of the files.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Directory.GetFiles(Folder, "*.Tests.ps1").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>The names of every second file, beginning with the first or the second.</summary>
    /// <param name="lane">1 or 2.</param>
    public static IEnumerable<string> FilesOfLane(int lane) => Files.Where((_, index) => index % LaneCount == lane - 1);

    /// <summary>The whole path of a file.</summary>
    public static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Whether a file needs a fresh process.</summary>
    public static bool NeedsOwnProcess(string file) => File.ReadLines(PathOf(file)).First().StartsWith(OwnProcess, StringComparison.Ordinal);
}
