using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>Remembers recent events to detect repetitions. Its size is limited, because Meta repeats a delivery only for some hours.</summary>
internal sealed class EventMemory(int capacity = EventMemory.DefaultCapacity)
{
    private const int DefaultCapacity = 200_000;

    // Half of an id is enough to distinguish 200,000 events, and uses much less memory than the text.
    private readonly HashSet<(ulong High, ulong Low)> _known = [];
    private readonly Queue<(ulong High, ulong Low)> _order = new();

    /// <summary>Adds an event.</summary>
    /// <returns>Whether the event is new.</returns>
    public bool Add(WebhookEvent item) => Add(item.Id);

    /// <summary>Adds the id of an event, or its first half.</summary>
    /// <returns>Whether the event is new.</returns>
    public bool Add(string id)
    {
        (ulong, ulong) key = (Part(id, 0), Part(id, 16));
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
