using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using MessengerMarketing.Audiences.Uploads;
using MessengerMarketing.Audiences.Uploads.Journal;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>All that came in about one upload. A journal knows most, then a summary, then receipts; who knows less lends what the others lack.</summary>
internal sealed class UploadDraft
{
    private static readonly Regex ErrorId = new("^MM[A-Za-z]{1,60}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly List<BatchReceipt> _receipts = [];
    private int _summaries;

    public UploadRecord? Record { get; set; }

    public IReadOnlyList<JournalBatch>? Batches { get; set; }

    public UploadSummary? Summary { get; private set; }

    /// <summary>Whether a receipt is of this journal's upload: sessions' ids follow from the upload's identity.</summary>
    public bool Owns(BatchReceipt receipt)
    {
        if (Record is not { } record)
        {
            return false;
        }

        return receipt.SessionId is { } session
            ? session == UploadSession.DeriveId(record.RunId, receipt.Batch).ToString(CultureInfo.InvariantCulture)
            : Batches?.Any(batch => batch.Number == receipt.Batch && batch.FirstRow == receipt.FirstRow && batch.LastRow == receipt.LastRow) ?? receipt.LastRow <= record.RowsRead;
    }

    /// <summary>Whether a summary can be of this journal's upload: all it counts finds a place in what the journal counts.</summary>
    public bool Fits(UploadSummary summary)
    {
        if (Record is not { } record)
        {
            return false;
        }

        long left = record.RowsAccepted - (Summary?.RowsAccepted ?? 0);
        return summary.RowsAccepted <= left && (summary.RowsAccepted == left || summary.RowsRead + summary.RowsDoneBefore <= record.RowsRead);
    }

    /// <summary>Whether receipts can be those of this summary's batches.</summary>
    public bool Fits(IReadOnlyList<BatchReceipt> receipts) => Record is null && Summary is { } summary && _receipts.Count == 0
        && receipts.Count <= summary.Batches
        && receipts.Where(static receipt => receipt.Status == BatchStatus.Accepted).Sum(static receipt => (long)receipt.Rows) <= summary.RowsAccepted
        && receipts.Sum(static receipt => (long)receipt.Rows + receipt.Rejected) <= summary.RowsRead;

    public void Add(UploadSummary summary)
    {
        Summary = Summary is null ? summary : Join(Summary, summary);
        _summaries++;
    }

    public void Add(IEnumerable<BatchReceipt> receipts) => _receipts.AddRange(receipts);

    /// <summary>The account of a process that went on with an upload, joined with that of the process before it.</summary>
    public static UploadSummary Join(UploadSummary earlier, UploadSummary later)
    {
        long read = later.RowsRead + later.RowsDoneBefore;
        long accepted = earlier.RowsAccepted + later.RowsAccepted;
        return later with
        {
            RowsRead = read,
            RowsAccepted = accepted,
            RowsRejected = Math.Max(0, read - accepted - later.RowsNotAccepted),
            RowsDoneBefore = 0,
            Received = earlier.Received + later.Received,
            Invalid = earlier.Invalid + later.Invalid,
            Batches = earlier.Batches + later.Batches,
            Retries = earlier.Retries + later.Retries,
            Waited = earlier.Waited + later.Waited,
            Duration = earlier.Duration + later.Duration,
        };
    }

    /// <summary>Makes the account.</summary>
    public UploadAccount ToAccount()
    {
        BatchLine[] lines = Batches is { } batches
            ? [.. batches.OrderBy(static batch => batch.Number).Select(Describe)]
            : [.. ReceiptGroups.Of(_receipts).SelectMany(static group => group).OrderBy(static receipt => receipt.Batch).Select(Describe)];
        return new UploadAccount
        {
            FileName = CleanText.FileName(Record?.SourcePath),
            Action = Record?.Action,
            State = Record?.State,
            Rows = CountRows(lines),
            RowsDoneBefore = Record is null ? Summary?.RowsDoneBefore ?? 0 : 0,
            Received = Record?.Received ?? Summary?.Received ?? SumKnown(static receipt => receipt.Received),
            Invalid = Record?.Invalid ?? Summary?.Invalid ?? SumKnown(static receipt => receipt.Invalid),
            Batches = Record?.Batches ?? Summary?.Batches ?? lines.Length,
            Retries = Summary?.Retries,
            Waited = Summary?.Waited,
            Duration = Summary?.Duration,
            From = Record?.Started ?? _receipts.Min(static receipt => receipt.SentAt),
            To = Record?.LastWritten ?? _receipts.Max(static receipt => receipt.SentAt + receipt.Duration),
            Rejections = RejectCauses.Read(Record?.Rejections ?? Summary?.Rejections ?? new Dictionary<string, long>()),
            BlankedCells = Summary is null ? null : RejectCauses.Read(Summary.BlankedCells),
            Lines = lines,
            AlsoGiven = (Record is null ? 0 : _summaries) + (Record is null && Summary is null ? 0 : _receipts.Count),
        };
    }

    private RowCounts CountRows(BatchLine[] lines)
    {
        RowCounts itemised = RowCounts.Sum(lines.Select(static line => line.Rows));
        if (Batches is not null || (Record is null && Summary is null))
        {
            return itemised;
        }

        if (Record is { } record)
        {
            return new RowCounts { Accepted = record.RowsAccepted, Rejected = record.RowsRejected, Unknown = record.RowsUnknown, NotAccepted = record.RowsNotSent };
        }

        UploadSummary summary = Summary!;
        long explained = itemised.Refused + itemised.Unknown + itemised.NotSent;
        var sent = new RowCounts { Accepted = summary.RowsAccepted, Rejected = summary.RowsRejected };
        return explained <= summary.RowsNotAccepted
            ? sent with { Refused = itemised.Refused, Unknown = itemised.Unknown, NotSent = itemised.NotSent, NotAccepted = summary.RowsNotAccepted - explained }
            : sent with { NotAccepted = summary.RowsNotAccepted };
    }

    private long? SumKnown(Func<BatchReceipt, long?> count) => _receipts.Any(receipt => count(receipt) is not null) ? _receipts.Sum(count) : null;

    private static BatchLine Describe(BatchReceipt receipt) => new(
        receipt.Batch,
        receipt.FirstRow,
        receipt.LastRow,
        receipt.Status switch
        {
            BatchStatus.Accepted => new RowCounts { Accepted = receipt.Rows, Rejected = receipt.Rejected },
            BatchStatus.Rejected => new RowCounts { Refused = receipt.Rows, Rejected = receipt.Rejected },
            BatchStatus.Unknown => new RowCounts { Unknown = receipt.Rows, Rejected = receipt.Rejected },
            _ => new RowCounts { NotSent = receipt.Rows, Rejected = receipt.Rejected },
        },
        receipt.SentAt,
        null);

    private static BatchLine Describe(JournalBatch batch)
    {
        long rejected = batch.Rejected.Values.Sum();
        return new BatchLine(
            batch.Number,
            batch.FirstRow,
            batch.LastRow,
            batch.Outcome switch
            {
                JournalOutcome.Accepted => new RowCounts { Accepted = batch.Rows, Rejected = rejected },
                JournalOutcome.Rejected => new RowCounts { Refused = batch.Rows, Rejected = rejected },
                JournalOutcome.Unknown or JournalOutcome.Sending => new RowCounts { Unknown = batch.Rows, Rejected = rejected },
                _ => new RowCounts { NotSent = batch.Rows, Rejected = rejected },
            },
            batch.Time,
            batch.Error is { } error && ErrorId.IsMatch(error) ? error : null);
    }
}
