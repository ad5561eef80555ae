using System;
using System.Collections.Concurrent;

namespace MessengerMarketing.Context;

/// <summary>Notices about hosts that this process has already written, so that a loop over a cmdlet writes each notice once.</summary>
internal static class SessionNotices
{
    // Notices can contain text from a server, so their number is limited.
    private const int MaxNotices = 1000;

    private static readonly ConcurrentDictionary<(string Host, string Text), bool> Said = new();

    /// <summary>The clock for the end dates of versions.</summary>
    public static Func<DateTime> Clock { get; set; } = static () => DateTime.UtcNow;

    /// <summary>The current time, UTC.</summary>
    public static DateTime UtcNow => Clock();

    /// <summary>Returns true the first time that a notice occurs for a host.</summary>
    public static bool IsNew(string host, string text) => Said.Count < MaxNotices && Said.TryAdd((host, text), true);
}
