using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Uploads;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>Reads upload status events from an inbox that a watcher writes, in this process or another one. It does not change the watcher's position.</summary>
internal sealed class InboxStatusSource(string path) : IUploadStatusSource
{
    private readonly UploadStatusMatcher _matcher = new();
    private readonly InboxFollower _inbox = new(path);

    /// <inheritdoc/>
    public TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public IReadOnlyList<BatchReceipt> Waiting => _matcher.Waiting;

    /// <inheritdoc/>
    public void Add(BatchReceipt receipt) => _matcher.Add(receipt);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UploadStatusUpdate>> PollAsync(CancellationToken cancellationToken)
    {
        while (_inbox.TryRead() is { } record)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (record.Delivery is not { } delivery)
            {
                continue;
            }

            foreach (UploadStatusEvent item in WebhookParser.Parse(delivery.Body).Events.OfType<UploadStatusEvent>())
            {
                _matcher.Add(item, delivery.Received);
            }
        }

        return Task.FromResult<IReadOnlyList<UploadStatusUpdate>>([.. _matcher.MatchEvents().Select(static status => new UploadStatusUpdate(status))]);
    }

    /// <inheritdoc/>
    public void Dispose() => _inbox.Dispose();
}
