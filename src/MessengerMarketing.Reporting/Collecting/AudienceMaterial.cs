using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Audiences;
using MessengerMarketing.Audiences.Uploads;
using MessengerMarketing.Audiences.Uploads.Journal;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>All that came in about one audience.</summary>
internal sealed class AudienceMaterial(string id)
{
    private readonly List<UploadDraft> _journals = [];
    private readonly List<UploadSummary> _summaries = [];

    public string Id { get; } = id;

    public CustomAudience? Audience { get; set; }

    public List<BatchReceipt> Receipts { get; } = [];

    public HashSet<AudienceUploadStatus> Statuses { get; } = [];

    public HashSet<UploadStatusEvent> Events { get; } = [];

    public void Add(UploadSummary summary)
    {
        // The same object may come along two ways.
        if (!_summaries.Contains(summary))
        {
            _summaries.Add(summary);
        }
    }

    public void Add(UploadRecord record, IReadOnlyList<JournalBatch>? batches)
    {
        if (_journals.Find(journal => journal.Record!.RunId == record.RunId) is not { } journal)
        {
            _journals.Add(journal = new UploadDraft { Record = record });
        }

        // Of two looks at a journal the later one holds, and one with batches holds more than one without.
        bool isLater = record.LastWritten >= journal.Record!.LastWritten;
        if (batches is not null && (journal.Batches is null || isLater))
        {
            (journal.Record, journal.Batches) = (record, batches);
        }
        else if (journal.Batches is null && isLater)
        {
            journal.Record = record;
        }
    }

    public AudienceReport Report(DateTimeOffset now) => new()
    {
        Id = Id,
        Name = CleanText.Of(Audience?.Name),
        Uploads = [.. Drafts().Select(static draft => draft.ToAccount()).OrderBy(static account => account.From ?? DateTimeOffset.MaxValue)],
        Outcomes = Outcomes(),
        Matches = Matches(now),
    };

    private List<UploadDraft> Drafts()
    {
        var drafts = new List<UploadDraft>(_journals);
        var loose = new List<BatchReceipt>();
        foreach (BatchReceipt receipt in Receipts)
        {
            if (_journals.Find(journal => journal.Owns(receipt)) is { } journal)
            {
                journal.Add([receipt]);
            }
            else
            {
                loose.Add(receipt);
            }
        }

        foreach (UploadSummary summary in JoinContinued())
        {
            UploadDraft? owner = _journals.Find(journal => journal.Fits(summary) && journal.Record!.RowsRead == summary.RowsRead + summary.RowsDoneBefore)
                ?? _journals.Find(journal => journal.Fits(summary));
            if (owner is null)
            {
                drafts.Add(owner = new UploadDraft());
            }

            owner.Add(summary);
        }

        foreach (IReadOnlyList<BatchReceipt> group in ReceiptGroups.Of(loose))
        {
            UploadDraft? owner = drafts.Find(draft => draft.Fits(group) && draft.Summary!.Batches == group.Count) ?? drafts.Find(draft => draft.Fits(group));
            if (owner is null)
            {
                drafts.Add(owner = new UploadDraft());
            }

            owner.Add(group);
        }

        return drafts;
    }

    /// <summary>The summaries, each process that went on with an upload joined with the one before it.</summary>
    private List<UploadSummary> JoinContinued()
    {
        List<UploadSummary> joined = [.. _summaries.Where(static summary => summary.RowsDoneBefore == 0)];
        foreach (UploadSummary later in _summaries.Where(static summary => summary.RowsDoneBefore > 0).OrderBy(static summary => summary.RowsDoneBefore))
        {
            int at = joined.FindIndex(earlier => earlier.RowsNotAccepted > 0 && earlier.RowsAccepted <= later.RowsDoneBefore && earlier.RowsRead <= later.RowsRead + later.RowsDoneBefore);
            if (at < 0)
            {
                joined.Add(later);
            }
            else
            {
                joined[at] = UploadDraft.Join(joined[at], later);
            }
        }

        return joined;
    }

    private MatchOutcome[] Outcomes()
    {
        // Statuses were made from webhooks, so these count only where there are none.
        IEnumerable<(AudienceUploadState Status, long Rows)> told = Statuses.Count > 0
            ? Statuses.Select(static status => (status.Status, (long)status.Rows))
            : DistinctEvents().Select(static item => (IsSuccess(item) ? AudienceUploadState.Succeeded : AudienceUploadState.Failed, item.NumRows ?? 0));
        return [.. told.GroupBy(static each => each.Status).OrderBy(static each => each.Key).Select(static each => new MatchOutcome(each.Key, each.Count(), each.Sum(static one => one.Rows)))];
    }

    private MatchPoint[] Matches(DateTimeOffset now)
    {
        IEnumerable<MatchPoint?> points =
        [
            .. Statuses.Select(static status => Point(status.Time, status.LowerBound, status.UpperBound, status.Source == UploadStatusSource.Poll ? "Audience's own status" : "Webhook")),
            .. Events.Select(static item => Point(item.Time, item.ApproximateCountLowerBound, item.ApproximateCountUpperBound, "Webhook")),
            Point(now, Audience?.ApproximateCountLowerBound, Audience?.ApproximateCountUpperBound, "Audience, when this report was made"),
        ];
        return [.. points
            .OfType<MatchPoint>()
            .GroupBy(static point => (point.Time, point.Lower, point.Upper))
            .Select(static same => same.First())
            .OrderBy(static point => point.Time).ThenBy(static point => point.Upper).ThenBy(static point => point.Lower)];
    }

    /// <summary>Events without those that the ad account tells again after the Page.</summary>
    private IEnumerable<UploadStatusEvent> DistinctEvents() => Events
        .GroupBy(static item => item.Id)
        .Select(static same => same.First())
        .GroupBy(static item => (item.NumRows, item.Time, item.ApproximateCountLowerBound, item.ApproximateCountUpperBound, item.BatchUploadingStatus))
        .SelectMany(static same => same.Where(item => item.Object == same.First().Object));

    private static bool IsSuccess(UploadStatusEvent item) => string.Equals(item.BatchUploadingStatus, UploadStatusEvent.Success, StringComparison.OrdinalIgnoreCase);

    private static MatchPoint? Point(DateTimeOffset? time, long? lower, long? upper, string source) =>
        time is { } at && lower is { } least && upper is { } most ? new MatchPoint(at.ToUniversalTime(), least, most, source) : null;
}
