using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>The events of one way to the Page.</summary>
/// <param name="Door">Its name, as in webhook events.</param>
/// <param name="Events">The number of events.</param>
/// <param name="Ref">The <c>ref</c> of the last event that had one.</param>
/// <param name="Time">When the last event happened.</param>
internal sealed record DoorCount(string Door, long Events, string? Ref, DateTimeOffset Time);

/// <summary>Counts the events of each way to the Page.</summary>
internal sealed class DoorCounts
{
    private readonly Dictionary<string, DoorCount> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts an event.</summary>
    public void Add(string door, DateTimeOffset time, string? reference = null)
    {
        lock (_counts)
        {
            DoorCount? before = _counts.TryGetValue(door, out DoorCount? count) ? count : null;
            _counts[door] = new DoorCount(door, (before?.Events ?? 0) + 1, reference ?? before?.Ref, time);
        }
    }

    /// <summary>Returns the counts, largest first.</summary>
    public IReadOnlyList<DoorCount> Snapshot()
    {
        lock (_counts)
        {
            return [.. _counts.Values.OrderByDescending(static count => count.Events).ThenBy(static count => count.Door, StringComparer.Ordinal)];
        }
    }
}
