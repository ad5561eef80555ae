using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>Remembers which events came before. Bounded: Meta repeats a delivery for some hours, not for as long as a watcher runs.</summary>
internal sealed class EventMemory(int capacity = EventMemory.DefaultCapacity)
{
    private const int DefaultCapacity = 200_000;

    // Half of an id is enough to tell 200,000 events apart and takes a fraction of its text's memory.
    private readonly HashSet<(ulong High, ulong Low)> _known = [];
    private readonly Queue<(ulong High, ulong Low)> _order = new();

    /// <summary>Takes note of an event.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(WebhookEvent item)
    {
        var key = (Part(item.Id, 0), Part(item.Id, 16));
        if (!_known.Add(key))
        {
            return false;
        }

        if (_order.Count == capacity)
        {
            _known.Remove(_order.Dequeue());
        }

        _order.Enqueue(key);
        return true;
    }

    private static ulong Part(string id, int start) => ulong.Parse(id.Substring(start, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
