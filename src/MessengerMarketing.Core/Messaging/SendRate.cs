using System;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging;

/// <summary>
/// Keeps a Page within the documented rates of the Send API: 300 calls per second, and 10 with media. The limits apply to the Page, so all
/// clients in the process share them. Source: Meta's Messenger Platform rate limits.
/// </summary>
internal static class SendRate
{
    private const int PlainPerSecond = 300;
    private const int MediaPerSecond = 10;
    private const int Segments = 10;

    private static readonly PartitionedRateLimiter<Key> Limiter = PartitionedRateLimiter.Create<Key, Key>(static key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, static key => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = key.HasMedia ? MediaPerSecond : PlainPerSecond,
            Window = TimeSpan.FromSeconds(1),
            SegmentsPerWindow = Segments,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    /// <summary>Waits until the Page can send another message.</summary>
    public static async Task WaitAsync(GraphContext context, bool hasMedia, CancellationToken cancellationToken)
    {
        // The queue limit is the maximum, so that a lease is always acquired.
        using RateLimitLease lease = await Limiter.AcquireAsync(new Key(context.BaseUri.AbsoluteUri, context.PageId, hasMedia), 1, cancellationToken);
    }

    private sealed record Key(string Address, string PageId, bool HasMedia);
}
