using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>The input data of one upload. The journal takes precedence, then the summary, then the receipts. Each fills what the others lack.</summary>
internal sealed class UploadDraft(Guid runId)
{
    private static readonly Regex ErrorId = new("^MM[A-Za-z]{1,60}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly SortedDictionary<int, BatchReceipt> _receipts = [];
    private readonly List<UploadSummary> _summaries = [];
    private SyncSummary? _sync;
    private UploadRecord? _record;
    private IReadOnlyList<JournalBatch>? _batches;

    public Guid RunId { get; } = runId;

    /// <summary>Adds a receipt. When a batch has two, the later one is used, unless it has less data.</summary>
    public void Add(BatchReceipt receipt)
    {
        if (!_receipts.TryGetValue(receipt.Batch, out BatchReceipt? known) || (known.StatusValue != BatchStatus.Accepted && (known.SessionId is null || receipt.SessionId is not null)))
        {
            _receipts[receipt.Batch] = receipt;
        }
    }

    /// <summary>Adds the summary of the process that started the upload, or of one that resumed it.</summary>
    public void Add(UploadSummary summary)
    {
        // The same object can be added twice.
        if (!_summaries.Contains(summary))
        {
            _summaries.Add(summary);
        }
    }

    /// <summary>Adds the summary of a sync.</summary>
    public void Add(SyncSummary summary) => _sync = summary;

    /// <summary>Adds the record of its journal. When there are two, the later one is used, and one with batches is preferred.</summary>
    public void Add(UploadRecord record, IReadOnlyList<JournalBatch>? batches)
    {
        bool isLater = _record is null || record.LastWritten >= _record.LastWritten;
        if (batches is not null ? isLater || _batches is null : isLater && _batches is null)
        {
            (_record, _batches) = (record, batches);
        }
    }

    /// <summary>Creates the report entry.</summary>
    public UploadReportEntry ToEntry()
    {
        UploadSummary? summary = _summaries.Count == 0 ? null : _summaries.OrderBy(static one => one.RowsDoneBefore).Aggregate(Join);
        BatchLine[] lines = _batches is null
            ? [.. FindCurrentReceipts().Select(CreateLine)]
            : [.. _batches.OrderBy(static batch => batch.FirstRow).Select(CreateLine)];
        return new UploadReportEntry
        {
            FileName = CleanText.FileName(_record?.SourcePath),
            Host = CleanText.Clean(_record?.Host ?? summary?.Host ?? _sync?.Host ?? _receipts.Values.Select(static receipt => receipt.Host).FirstOrDefault(static host => host is not null)),
            Action = _record?.ActionValue,
            State = _record?.StateValue ?? (summary is { StateValue: UploadState.Changed } ? UploadState.Changed : null),
            Rows = _sync is null ? CountRows(summary, lines) : SyncUpload.CountRows(_sync),
            Sync = _sync is null ? null : SyncUpload.Count(_sync),
            RowsDoneBefore = _record is null ? summary?.RowsDoneBefore ?? 0 : 0,
            Received = _record?.Received ?? summary?.Received ?? SumKnown(static receipt => receipt.Received),
            Invalid = _record?.Invalid ?? summary?.Invalid ?? SumKnown(static receipt => receipt.Invalid),
            Batches = _record?.Batches ?? summary?.Batches ?? _sync?.Batches ?? lines.Length,
            Retries = summary?.Retries ?? _sync?.Retries,
            Waited = summary?.Waited,
            Duration = summary?.Duration ?? _sync?.Duration,
            From = _record?.Started ?? _receipts.Values.Min(static receipt => receipt.SentAt),
            To = _record?.LastWritten ?? _receipts.Values.Max(static receipt => receipt.SentAt + receipt.Duration),
            Rejections = RejectCauses.Read(_record?.Rejections ?? summary?.Rejections ?? _sync?.Rejections ?? new Dictionary<string, long>()),
            BlankedCells = summary is null ? null : RejectCauses.Read(summary.BlankedCells),
            Lines = lines,
        };
    }

    /// <summary>
    /// Merges the summary of a process that resumed an upload with that of the earlier process. Rows that the earlier process read but did not
    /// complete were read again by the later one, with their reasons.
    /// </summary>
    private static UploadSummary Join(UploadSummary earlier, UploadSummary later)
    {
        long read = later.RowsRead + later.RowsDoneBefore - earlier.RowsDoneBefore;
        long accepted = earlier.RowsAccepted + later.RowsAccepted;
        return later with
        {
            RowsRead = read,
            RowsAccepted = accepted,
            RowsRejected = Math.Max(0, read - accepted - later.RowsNotAccepted),
            RowsDoneBefore = earlier.RowsDoneBefore,
            Received = earlier.Received + later.Received,
            Invalid = earlier.Invalid + later.Invalid,
            Batches = earlier.Batches + later.Batches,
            Retries = earlier.Retries + later.Retries,
            Waited = earlier.Waited + later.Waited,
            Duration = earlier.Duration + later.Duration,
        };
    }

    /// <summary>
    /// The receipts, in the order of the rows, without those whose rows were divided into smaller or larger batches later. Later batches have higher
    /// numbers.
    /// </summary>
    private List<BatchReceipt> FindCurrentReceipts()
    {
        var current = new List<BatchReceipt>();
        foreach (BatchReceipt receipt in _receipts.Values.OrderBy(static receipt => receipt.FirstRow).ThenBy(static receipt => receipt.Batch))
        {
            bool overlaps = current.Count > 0 && current[current.Count - 1].LastRow >= receipt.FirstRow;
            if (overlaps && current[current.Count - 1].Batch > receipt.Batch)
            {
                continue;
            }

            if (overlaps)
            {
                current.RemoveAt(current.Count - 1);
            }

            current.Add(receipt);
        }

        return current;
    }

    private RowCounts CountRows(UploadSummary? summary, BatchLine[] lines)
    {
        var itemized = RowCounts.Sum(lines.Select(static line => line.Rows));
        if (_batches is not null || (_record is null && summary is null))
        {
            return itemized;
        }

        if (_record is { } record)
        {
            return new RowCounts { Accepted = record.RowsAccepted, Rejected = record.RowsRejected, Unknown = record.RowsUnknown, NotAccepted = record.RowsNotSent };
        }

        long explained = itemized.RejectedByApi + itemized.Unknown + itemized.NotSent;
        var sent = new RowCounts { Accepted = summary!.RowsAccepted, Rejected = summary.RowsRejected };
        return explained <= summary.RowsNotAccepted
            ? sent with { RejectedByApi = itemized.RejectedByApi, Unknown = itemized.Unknown, NotSent = itemized.NotSent, NotAccepted = summary.RowsNotAccepted - explained }
            : sent with { NotAccepted = summary.RowsNotAccepted };
    }

    private long? SumKnown(Func<BatchReceipt, long?> count) => _receipts.Values.Any(receipt => count(receipt) is not null) ? _receipts.Values.Sum(count) : null;

    private static BatchLine CreateLine(BatchReceipt receipt) => new(
        receipt.Batch,
        receipt.FirstRow,
        receipt.LastRow,
        receipt.StatusValue switch
        {
            BatchStatus.Accepted => new RowCounts { Accepted = receipt.Rows, Rejected = receipt.Rejected },
            BatchStatus.Rejected => new RowCounts { RejectedByApi = receipt.Rows, Rejected = receipt.Rejected },
            BatchStatus.Unknown => new RowCounts { Unknown = receipt.Rows, Rejected = receipt.Rejected },
            _ => new RowCounts { NotSent = receipt.Rows, Rejected = receipt.Rejected },
        },
        receipt.SentAt,
        null);

    private static BatchLine CreateLine(JournalBatch batch)
    {
        long rejected = batch.Rejected.Values.Sum();
        return new BatchLine(
            batch.Number,
            batch.FirstRow,
            batch.LastRow,
            batch.Outcome switch
            {
                JournalOutcome.Accepted => new RowCounts { Accepted = batch.Rows, Rejected = rejected },
                JournalOutcome.Rejected => new RowCounts { RejectedByApi = batch.Rows, Rejected = rejected },
                JournalOutcome.Unknown or JournalOutcome.Sending => new RowCounts { Unknown = batch.Rows, Rejected = rejected },
                _ => new RowCounts { NotSent = batch.Rows, Rejected = rejected },
            },
            batch.Time,
            batch.Error is { } error && ErrorId.IsMatch(error) ? error : null);
    }
}
