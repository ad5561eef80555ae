using System;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// An inbox in memory. Its deliveries are lost when the process ends, although they were confirmed to Meta. Its size is limited: when it
/// is full, deliveries are rejected, and Meta sends them again later.
/// </summary>
internal sealed class MemoryInbox : IInbox
{
    private const int MaxDeliveries = 10_000;
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly Channel<WebhookDelivery> _queue = Channel.CreateBounded<WebhookDelivery>(MaxDeliveries);
    private long _bytes;
    private long _sequence;

    /// <inheritdoc/>
    public Task AppendAsync(byte[] body, DateTimeOffset received)
    {
        if (Interlocked.Add(ref _bytes, body.Length) <= MaxBytes
            && _queue.Writer.TryWrite(new WebhookDelivery(Interlocked.Increment(ref _sequence), received, body)))
        {
            return Task.CompletedTask;
        }

        Interlocked.Add(ref _bytes, -body.Length);
        return Task.FromException(new IOException("The inbox in memory is full because its events are not read fast enough. An inbox file has no limit."));
    }

    /// <inheritdoc/>
    public InboxRecord? TryTake()
    {
        if (!_queue.Reader.TryRead(out WebhookDelivery? delivery))
        {
            return null;
        }

        Interlocked.Add(ref _bytes, -delivery.Body.Length);
        return new InboxRecord(delivery.Sequence, delivery.Sequence + 1, delivery);
    }

    /// <inheritdoc/>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (!await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            throw new ObjectDisposedException(nameof(MemoryInbox));
        }
    }

    /// <inheritdoc/>
    public int EventsBefore(InboxRecord record) => 0;

    /// <inheritdoc/>
    public void Confirm(InboxRecord record, int events, bool isWhole)
    {
        // An inbox in memory has no position to store.
    }

    /// <inheritdoc/>
    public void Dispose() => _queue.Writer.TryComplete();
}
