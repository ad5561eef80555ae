using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>Every kind of file that must survive a crash.</summary>
internal static class CrashCases
{
    /// <summary>The kinds. Add a new one here.</summary>
    public static IReadOnlyList<ICrashCase> All { get; } = [new UploadCrashCase(), new InboxCrashCase()];

    /// <summary>A kind by its name.</summary>
    public static ICrashCase Find(string name) => All.Single(crashCase => crashCase.Name == name);
}
