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
/// Polls the status of the audience. Meta reports the status of the audience, not of a batch. A batch counts as matched when the audience
/// is back to normal and its content has changed since the batch was sent.
/// </summary>
internal sealed class PollStatusSource(GraphClient client, TimeSpan interval) : IUploadStatusSource
{
    private const int Normal = 200;

    // The time of a change comes from Meta's clock, in whole seconds. It can be behind the local clock by this much.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    // Temporary statuses: being updated or populated. All others are final until someone fixes the cause.
    private static readonly int[] Passing = [0, 300, 414, 441];

    private readonly AudienceClient _audiences = new(client);
    private readonly List<BatchReceipt> _waiting = [];

    /// <inheritdoc/>
    public TimeSpan Interval { get; } = interval;

    /// <inheritdoc/>
    public IReadOnlyList<BatchReceipt> Waiting => _waiting;

    /// <inheritdoc/>
    public void Add(BatchReceipt receipt) => _waiting.Add(receipt);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UploadStatusUpdate>> PollAsync(CancellationToken cancellationToken)
    {
        var updates = new List<UploadStatusUpdate>();
        foreach (IGrouping<string, BatchReceipt> batches in _waiting.GroupBy(static receipt => receipt.AudienceId).ToArray())
        {
            try
            {
                CustomAudience audience = await _audiences.GetAsync(batches.Key, cancellationToken);
                BatchReceipt[] settled = [.. batches.Where(receipt => IsSettled(audience, receipt))];
                IReadOnlyDictionary<string, SessionMatches> sessions = await ReadSessionsAsync(audience, settled, cancellationToken);
                updates.AddRange(settled.Select(receipt => Settle(audience, receipt, sessions)));
            }
            catch (GraphException exception) when (IsTemporary(exception))
            {
                // Retried at the next poll. The wait has its own timeout.
            }
            catch (GraphException exception) when (exception.Kind != GraphErrorKind.Authentication)
            {
                updates.Add(new UploadStatusUpdate(null, exception));
                updates.AddRange(batches.ToArray().Select(receipt => Settle(receipt, AudienceUploadState.Failed, exception.ErrorId)));
            }
        }

        return updates;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The caller owns the client.
    }

    private static bool IsTemporary(GraphException error) =>
        error.Kind is GraphErrorKind.Throttled or GraphErrorKind.ServiceUnavailable or GraphErrorKind.NoAnswer or GraphErrorKind.UnexpectedAnswer;

    private static bool IsSettled(CustomAudience audience, BatchReceipt receipt) => audience.OperationStatusCode switch
    {
        Normal => audience.TimeContentUpdated is not { } changed || receipt.SentAt is not { } sent || changed >= sent - ClockSkew,
        null => false,
        { } code => !Passing.Contains(code),
    };

    /// <summary>Reads the sessions of the batches. Their status is known without it, so a failure does not end the wait.</summary>
    private async Task<IReadOnlyDictionary<string, SessionMatches>> ReadSessionsAsync(CustomAudience audience, BatchReceipt[] settled, CancellationToken cancellationToken)
    {
        string[] ids = audience.OperationStatusCode == Normal ? [.. settled.Select(static receipt => receipt.SessionId).OfType<string>()] : [];
        try
        {
            return await SessionMatches.ReadAsync(client, audience.Id, ids, cancellationToken);
        }
        catch (GraphException)
        {
            return new Dictionary<string, SessionMatches>();
        }
    }

    private UploadStatusUpdate Settle(CustomAudience audience, BatchReceipt receipt, IReadOnlyDictionary<string, SessionMatches> sessions)
    {
        SessionMatches? session = receipt.SessionId is { } id && sessions.TryGetValue(id, out SessionMatches? found) ? found : null;
        AudienceUploadState state = audience.OperationStatusCode == Normal ? AudienceUploadState.Succeeded : AudienceUploadState.Failed;
        UploadStatusUpdate update = Settle(receipt, state, audience.OperationStatus);
        return update with
        {
            Status = update.Status! with
            {
                LowerBound = audience.ApproximateCountLowerBound,
                UpperBound = audience.ApproximateCountUpperBound,
                Time = audience.TimeContentUpdated,
                Matched = session?.Matched,
                Stage = session?.Stage,
                Progress = session?.Progress,
            },
        };
    }

    private UploadStatusUpdate Settle(BatchReceipt receipt, AudienceUploadState state, string? detail)
    {
        _waiting.Remove(receipt);
        return new UploadStatusUpdate(UploadStatusWaiter.CreateStatus(receipt, state, UploadStatusSource.Poll) with { Detail = detail });
    }
}
