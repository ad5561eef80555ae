using System;
using System.Collections.Concurrent;

namespace MessengerMarketing.Context;

/// <summary>What this process has already said about a host, so that a loop over a cmdlet says it once.</summary>
internal static class SessionNotices
{
    // Texts of a server are among them, so their number is limited.
    private const int MaxNotices = 1000;

    private static readonly ConcurrentDictionary<(string Host, string Text), bool> Said = new();

    /// <summary>The clock by which versions end.</summary>
    public static Func<DateTime> Clock { get; set; } = static () => DateTime.UtcNow;

    /// <summary>The current time, UTC.</summary>
    public static DateTime UtcNow => Clock();

    /// <summary>Returns true the first time that a text is given for a host.</summary>
    public static bool IsNew(string host, string text) => Said.Count < MaxNotices && Said.TryAdd((host, text), true);
}
