using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>Every kind of file that must survive a crash, and what the tests of all of them share.</summary>
internal static class CrashCases
{
    /// <summary>The kinds. Add a new one here.</summary>
    public static IReadOnlyList<ICrashCase> All { get; } = 
    [
        new UploadCrashCase(),
        // A delivery is about 330 bytes.
        new InboxCrashCase("inbox", maxFileBytes: null),
        new InboxCrashCase("rotated inbox", maxFileBytes: 600),
        new SyncCrashCase(),
        new MessageJournalCrashCase(),
        new ContactHistoryCrashCase(),
        new SuppressionFileCrashCase(),
    ];

    /// <summary>The names of all kinds, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(static crashCase => crashCase.Name)];

    /// <summary>The share of a write that reaches the disk before a crash.</summary>
    public static IReadOnlyList<double> Parts { get; } = [0, 0.01, 0.5, 0.99, 1];

    /// <summary>A kind by its name.</summary>
    public static ICrashCase Find(string name) => All.Single(crashCase => crashCase.Name == name);

    /// <summary>Fails if something that was reported is no longer recorded.</summary>
    public static void AssertNothingIsLost(ICrashCase crashCase, string folder, IEnumerable<string> acknowledged, string where)
    {
        string[] lost = [.. acknowledged.Except(crashCase.Read(folder))];
        Assert.True(lost.Length == 0, $"{where}: {string.Join(", ", lost)} was acknowledged and is lost.");
    }

    /// <summary>Works in a temporary folder.</summary>
    public static async Task InFolderAsync(Func<string, Task> work)
    {
        string folder = Directory.CreateTempSubdirectory("mm-crash-").FullName;
        try
        {
            await work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
