using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>Keeps deliveries between their arrival and the coming out of their events.</summary>
internal interface IInbox : IDisposable
{
    /// <summary>Keeps a delivery. Once the task has ended it can be confirmed to the sender. From any thread.</summary>
    /// <exception cref="IOException">From the task: it cannot be kept.</exception>
    Task AppendAsync(byte[] body, DateTimeOffset received);

    /// <summary>The next delivery, without waiting; null when there is none yet. From one thread at a time, as the other members.</summary>
    InboxRecord? TryTake();

    /// <summary>Ends when there may be a next delivery.</summary>
    /// <exception cref="ObjectDisposedException">From the task: the inbox was closed, so that there will be none.</exception>
    Task WaitAsync(CancellationToken cancellationToken);

    /// <summary>How many of a delivery's events were written before this inbox was opened.</summary>
    int EventsBefore(InboxRecord record);

    /// <summary>Records that a delivery's events were written up to this number.</summary>
    /// <param name="record">The delivery.</param>
    /// <param name="events">How many of its events.</param>
    /// <param name="isWhole">Whether those are all.</param>
    void Confirm(InboxRecord record, int events, bool isWhole);
}
