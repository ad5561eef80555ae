using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>
/// Asks for the audience's status. It tells of the audience and not of a batch: a batch counts as matched once the audience is back to
/// normal and its content has changed since the batch was sent.
/// </summary>
internal sealed class PollStatusSource(AudienceClient audiences, TimeSpan interval) : IUploadStatusSource
{
    private const int Normal = 200;

    // Meta stamps changes by its own clock, in whole seconds; this is how far that may be behind.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    // States that pass: being updated or filled. Every other one is final until somebody does something about it.
    private static readonly int[] Passing = [0, 300, 414, 441];

    private readonly List<BatchReceipt> _waiting = [];

    /// <inheritdoc/>
    public TimeSpan Interval { get; } = interval;

    /// <inheritdoc/>
    public IReadOnlyList<BatchReceipt> Waiting => _waiting;

    /// <inheritdoc/>
    public void Add(BatchReceipt receipt) => _waiting.Add(receipt);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UploadStatusNews>> LookAsync(CancellationToken cancellationToken)
    {
        var news = new List<UploadStatusNews>();
        foreach (IGrouping<string, BatchReceipt> batches in _waiting.GroupBy(static receipt => receipt.AudienceId).ToArray())
        {
            try
            {
                CustomAudience audience = await audiences.GetAsync(batches.Key, cancellationToken);
                news.AddRange(batches.Where(receipt => IsSettled(audience, receipt)).ToArray().Select(receipt => Settle(audience, receipt)));
            }
            catch (GraphException exception) when (IsTemporary(exception))
            {
                // Asked again at the next look; the wait has an end of its own.
            }
            catch (GraphException exception) when (exception.Kind != GraphErrorKind.Authentication)
            {
                news.Add(new UploadStatusNews(null, exception));
                news.AddRange(batches.ToArray().Select(receipt => Settle(receipt, AudienceUploadState.Failed, exception.ErrorId)));
            }
        }

        return news;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The client belongs to whoever made it.
    }

    private static bool IsTemporary(GraphException error) =>
        error.Kind is GraphErrorKind.Throttled or GraphErrorKind.ServiceUnavailable or GraphErrorKind.NoAnswer or GraphErrorKind.UnexpectedAnswer;

    private static bool IsSettled(CustomAudience audience, BatchReceipt receipt) => audience.OperationStatusCode switch
    {
        Normal => audience.TimeContentUpdated is not { } changed || receipt.SentAt is not { } sent || changed >= sent - ClockSkew,
        null => false,
        { } code => !Passing.Contains(code),
    };

    private UploadStatusNews Settle(CustomAudience audience, BatchReceipt receipt)
    {
        AudienceUploadState state = audience.OperationStatusCode == Normal ? AudienceUploadState.Succeeded : AudienceUploadState.Failed;
        UploadStatusNews news = Settle(receipt, state, audience.OperationStatus);
        return news with
        {
            Status = news.Status! with
            {
                LowerBound = audience.ApproximateCountLowerBound,
                UpperBound = audience.ApproximateCountUpperBound,
                Time = audience.TimeContentUpdated,
            },
        };
    }

    private UploadStatusNews Settle(BatchReceipt receipt, AudienceUploadState state, string? detail)
    {
        _waiting.Remove(receipt);
        return new UploadStatusNews(UploadStatusWaiter.Describe(receipt, state, UploadStatusSource.Poll) with { Detail = detail });
    }
}
