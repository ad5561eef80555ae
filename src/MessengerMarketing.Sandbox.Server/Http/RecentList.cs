using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>A list of the most recent items, oldest first. Older items are removed.</summary>
internal sealed class RecentList<T>(int capacity)
{
    private readonly Queue<T> _items = new();

    public void Add(T item)
    {
        lock (_items)
        {
            if (_items.Count == capacity)
            {
                _items.Dequeue();
            }

            _items.Enqueue(item);
        }
    }

    public IReadOnlyList<T> Snapshot()
    {
        lock (_items)
        {
            return _items.ToArray();
        }
    }
}
