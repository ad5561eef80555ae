using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>Stores deliveries until their events are written.</summary>
internal interface IInbox : IDisposable
{
    /// <summary>Stores a delivery. When the task has completed, the delivery can be confirmed to the sender. Thread-safe.</summary>
    /// <exception cref="IOException">The delivery cannot be stored (set on the task).</exception>
    Task AppendAsync(byte[] body, DateTimeOffset received);

    /// <summary>Returns the next delivery without waiting; null when there is none. Like the remaining members, not thread-safe.</summary>
    InboxRecord? TryTake();

    /// <summary>Completes when there may be another delivery.</summary>
    /// <exception cref="ObjectDisposedException">The inbox was closed (set on the task).</exception>
    Task WaitAsync(CancellationToken cancellationToken);

    /// <summary>Returns the number of a delivery's events that were written before this inbox was opened.</summary>
    int EventsBefore(InboxRecord record);

    /// <summary>Stores that events of a delivery were written.</summary>
    /// <param name="record">The delivery.</param>
    /// <param name="events">The number of its written events.</param>
    /// <param name="isWhole">Whether these are all its events.</param>
    void Confirm(InboxRecord record, int events, bool isWhole);
}
