using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MessengerMarketing.ModuleTests;

/// <summary>The files of the Pester suite.</summary>
internal static class PesterSuite
{
    // The first line of a file that needs a fresh process.
    private const string OwnProcess = "# Runs in its own process";

    private static readonly string Folder = Path.Combine(StagedModule.Repository, "tests", "Pester");

    /// <summary>The script that runs files.</summary>
    public static string Script { get; } = Path.Combine(Folder, "Invoke-Suite.ps1");

    /// <summary>The names of the files.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Directory.GetFiles(Folder, "*.Tests.ps1").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>The files that take longest, longest first. They start first: a long file that starts last runs alone.</summary>
    public static IReadOnlyList<string> Slowest { get; } = ["Kill.Tests.ps1", "HelpExamples.Tests.ps1", "WarehouseSync.Tests.ps1", "Nightly.Tests.ps1", "Tokens.Tests.ps1", "Help.Tests.ps1", "WebhookWatch.Tests.ps1", "Warehouse.Tests.ps1", "Module.Tests.ps1", "Sandbox.Tests.ps1", "SafeUpload.Tests.ps1", "Network.Tests.ps1", "WebhookSecrets.Tests.ps1", "Ads.Tests.ps1", "Examples.Tests.ps1"];

    /// <summary>How many files run at a time. Two for each processor, because tests wait for servers and other processes more than half of their time.</summary>
    public static int LaneCount { get; } = 2 * Environment.ProcessorCount;

    /// <summary>A number that sorts a file: smaller numbers start earlier.</summary>
    public static int Position(string file) => Slowest.Contains(file) ? Slowest.TakeWhile(slow => slow != file).Count() : Slowest.Count;

    /// <summary>The whole path of a file.</summary>
    public static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Whether a file needs a fresh process.</summary>
    public static bool NeedsOwnProcess(string file) => File.ReadLines(PathOf(file)).First().StartsWith(OwnProcess, StringComparison.Ordinal);
}
