using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>Every kind of file that must survive a crash.</summary>
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

    /// <summary>A kind by its name.</summary>
    public static ICrashCase Find(string name) => All.Single(crashCase => crashCase.Name == name);
}
