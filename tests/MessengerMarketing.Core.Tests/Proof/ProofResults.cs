using System.IO;
using System.Text.Json;
using System.Threading;

namespace MessengerMarketing.Tests.Proof;

/// <summary>Keeps how much each generated test did, for the page that <c>build.ps1 -Task Prove</c> prints.</summary>
internal static class ProofResults
{
    private static readonly Lock Gate = new();

    /// <summary>Adds a result, when results are kept.</summary>
    /// <param name="part">The kind of test, such as <c>fuzzing</c>.</param>
    /// <param name="name">What was tested, such as <c>csv</c>.</param>
    /// <param name="count">How many inputs, sequences or stops.</param>
    /// <param name="unit">What was counted.</param>
    /// <param name="detail">What else there is to say, the same in every run that does the same; null for nothing.</param>
    /// <param name="note">What else there is to say, and may differ; null for nothing.</param>
    public static void Add(string part, string name, long count, string unit, string? detail = null, string? note = null)
    {
        if (ProofSettings.ResultPath is { } path)
        {
            lock (Gate)
            {
                File.AppendAllText(path, JsonSerializer.Serialize(new { part, name, count, unit, detail, note }) + "\n");
            }
        }
    }
}
