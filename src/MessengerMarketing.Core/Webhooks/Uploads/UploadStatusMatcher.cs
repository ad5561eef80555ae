using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>
/// Joins receipts with upload-status events. An event names no session: it belongs to the batch of that audience with so many rows
/// that was sent before it came, the earliest first where several fit.
/// </summary>
internal sealed class UploadStatusMatcher
{
    private readonly List<BatchReceipt> _receipts = [];
    private readonly Dictionary<string, List<(UploadStatusEvent Event, DateTimeOffset Received)>> _events = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<object, string?> _told = [];
    private bool _isChanged;

    /// <summary>Receipts that no event was found for yet.</summary>
    public IReadOnlyList<BatchReceipt> Waiting => _receipts;

    public void Add(BatchReceipt receipt)
    {
        _receipts.Add(receipt);
        _isChanged = true;
    }

    /// <summary>Takes an event, unless it came before, or tells for another object what is known already.</summary>
    /// <param name="item">The event.</param>
    /// <param name="received">When its delivery came, by this machine's clock, which is also that of the receipts.</param>
    public void Add(UploadStatusEvent item, DateTimeOffset received)
    {
        // The field can be subscribed to for the Page and for the ad account; then both tell of the same batch.
        var content = (item.CustomAudienceId, item.NumRows, item.Timestamp, item.ApproximateCountLowerBound, item.ApproximateCountUpperBound, item.BatchUploadingStatus);
        if (!_known.Add(item.Id) || (_told.TryGetValue(content, out string? teller) && teller != item.Object))
        {
            return;
        }

        _told[content] = item.Object;
        string audience = item.CustomAudienceId ?? string.Empty;
        if (!_events.TryGetValue(audience, out var events))
        {
            _events.Add(audience, events = []);
        }

        events.Add((item, received));
        _isChanged = true;
    }

    /// <summary>Takes the statuses that can be told by now.</summary>
    public IReadOnlyList<AudienceUploadStatus> Take()
    {
        var found = new List<AudienceUploadStatus>();
        if (_isChanged)
        {
            _isChanged = false;
            foreach (IGrouping<string, BatchReceipt> batches in _receipts.GroupBy(static receipt => receipt.AudienceId).ToArray())
            {
                if (_events.TryGetValue(batches.Key, out var events))
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
                found.Add(Tell(receipt, item));
            }
        }
    }

    private static bool Fits(BatchReceipt receipt, UploadStatusEvent item, DateTimeOffset received) =>
        receipt.AudienceId == item.CustomAudienceId
        && (item.NumRows == receipt.Rows || (receipt.Invalid is { } invalid && item.NumRows == receipt.Rows - invalid))
        && (receipt.SentAt is not { } sent || received >= sent);

    private static AudienceUploadStatus Tell(BatchReceipt receipt, UploadStatusEvent item) => new()
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
}
