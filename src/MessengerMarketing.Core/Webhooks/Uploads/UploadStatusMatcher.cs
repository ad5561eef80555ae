using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>
/// Matches receipts with upload status events. An event has no session id. It belongs to the earliest batch of the audience that has the
/// same number of rows and was sent before the event arrived.
/// </summary>
internal sealed class UploadStatusMatcher
{
    private readonly List<BatchReceipt> _receipts = [];
    private readonly Dictionary<string, List<(UploadStatusEvent Event, DateTimeOffset Received)>> _events = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<StatusContent, string?> _reporters = [];
    private bool _isChanged;

    /// <summary>Receipts without an event.</summary>
    public IReadOnlyList<BatchReceipt> Waiting => _receipts;

    public void Add(BatchReceipt receipt)
    {
        _receipts.Add(receipt);
        _isChanged = true;
    }

    /// <summary>Adds an event, unless it is a repetition, or reports a known status for another object.</summary>
    /// <param name="item">The event.</param>
    /// <param name="received">When its delivery arrived, by the local clock, which is also the clock of the receipts.</param>
    public void Add(UploadStatusEvent item, DateTimeOffset received)
    {
        // The field can be subscribed to for the Page and for the ad account. Both then report the same batch.
        var content = new StatusContent(item.CustomAudienceId, item.NumRows, item.Timestamp, item.ApproximateCountLowerBound, item.ApproximateCountUpperBound, item.BatchUploadingStatus);
        if (!_known.Add(item.Id) || (_reporters.TryGetValue(content, out string? reporter) && reporter != item.Object))
        {
            return;
        }

        _reporters[content] = item.Object;
        string audience = item.CustomAudienceId ?? string.Empty;
        if (!_events.TryGetValue(audience, out List<(UploadStatusEvent Event, DateTimeOffset Received)>? events))
        {
            _events.Add(audience, events = []);
        }

        events.Add((item, received));
        _isChanged = true;
    }

    /// <summary>Matches receipts with events, removes both, and returns the statuses.</summary>
    public IReadOnlyList<AudienceUploadStatus> MatchEvents()
    {
        var found = new List<AudienceUploadStatus>();
        if (_isChanged)
        {
            _isChanged = false;
            foreach (IGrouping<string, BatchReceipt> batches in _receipts.GroupBy(static receipt => receipt.AudienceId).ToArray())
            {
                if (_events.TryGetValue(batches.Key, out List<(UploadStatusEvent Event, DateTimeOffset Received)>? events))
                {
                    Join([.. batches.OrderBy(static receipt => receipt.SentAt)], events, found);
                }
            }
        }

        return found;
    }

    private void Join(List<BatchReceipt> batches, List<(UploadStatusEvent Event, DateTimeOffset Received)> events, List<AudienceUploadStatus> found)
    {
        for (int i = 0; i < events.Count; i++)
        {
            (UploadStatusEvent item, DateTimeOffset received) = events[i];
            if (batches.Find(batch => Fits(batch, item, received)) is { } receipt)
            {
                batches.Remove(receipt);
                _receipts.Remove(receipt);
                events.RemoveAt(i--);
                found.Add(CreateStatus(receipt, item));
            }
        }
    }

    private static bool Fits(BatchReceipt receipt, UploadStatusEvent item, DateTimeOffset received) =>
        receipt.AudienceId == item.CustomAudienceId
        && (item.NumRows == receipt.Rows || (receipt.Invalid is { } invalid && item.NumRows == receipt.Rows - invalid))
        && (receipt.SentAt is not { } sent || received >= sent);

    private static AudienceUploadStatus CreateStatus(BatchReceipt receipt, UploadStatusEvent item) => new()
    {
        AudienceId = receipt.AudienceId,
        Batch = receipt.Batch,
        Rows = receipt.Rows,
        Status = string.Equals(item.BatchUploadingStatus, UploadStatusEvent.Success, StringComparison.OrdinalIgnoreCase) ? nameof(AudienceUploadState.Succeeded) : nameof(AudienceUploadState.Failed),
        Detail = item.BatchUploadingStatus,
        LowerBound = item.ApproximateCountLowerBound,
        UpperBound = item.ApproximateCountUpperBound,
        Source = nameof(UploadStatusSource.Webhook),
        Time = item.Time,
    };

    /// <summary>What an event reports, without the object that it is reported for.</summary>
    private sealed record StatusContent(string? AudienceId, long? Rows, DateTimeOffset? Timestamp, long? LowerBound, long? UpperBound, string? Status);
}
