using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Collections;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads;

/// <summary>The counts of an upload, updated with its events.</summary>
internal sealed class UploadTally
{
    private readonly Dictionary<(SchemaKey? Key, RejectReason Reason), long> _rejected = [];
    private readonly Dictionary<(SchemaKey? Key, RejectReason Reason), long> _blanked = [];
    private readonly Dictionary<(SchemaKey Key, CellRepair Repair), long> _repaired = [];
    private readonly List<ConsentCount> _consent = [];

    /// <summary>Rows read from the list.</summary>
    public long RowsRead { get; private set; }

    /// <summary>Number of rows that can be sent.</summary>
    public long RowsPrepared { get; private set; }

    /// <summary>Number of rows in accepted batches.</summary>
    public long RowsAccepted { get; private set; }

    /// <summary>Number of list rows in batches that an earlier process completed.</summary>
    public long RowsSkipped { get; private set; }

    /// <summary>Rows left out.</summary>
    public long RowsRejected => RowsRead - (RowsPrepared - FurtherRows);

    /// <summary>Number of rows that can be sent for additional email addresses and phone numbers of people.</summary>
    public long FurtherRows { get; private set; }

    /// <summary>Number of rows that the Graph API received, according to its responses.</summary>
    public long Received { get; private set; }

    /// <summary>Number of invalid rows, according to the Graph API.</summary>
    public long Invalid { get; private set; }

    /// <summary>Number of rows in accepted batches that the Graph API did not receive, according to its responses.</summary>
    public long NotReceived { get; private set; }

    /// <summary>Number of completed batches, regardless of their results.</summary>
    public int Batches { get; private set; }

    /// <summary>Number of phone numbers that were left out because they have no calling code and no country is known.</summary>
    public long LackingCallingCode => CountOf(_rejected) + CountOf(_blanked);

    /// <summary>Number of rows that were left out, by key and reason. Each row is counted once, with its first reason.</summary>
    public IReadOnlyDictionary<(SchemaKey? Key, RejectReason Reason), long> RejectedRows => _rejected;

    /// <summary>Number of cells left blank in rows that were kept, by key and reason.</summary>
    public IReadOnlyDictionary<(SchemaKey? Key, RejectReason Reason), long> BlankedCells => _blanked;

    /// <summary>Number of cells repaired in rows that were kept, by key and repair.</summary>
    public IReadOnlyDictionary<(SchemaKey Key, CellRepair Repair), long> RepairedCells => _repaired;

    /// <summary>The counts of the consent columns, by column name.</summary>
    public IReadOnlyList<ConsentCount> Consent => _consent;

    /// <summary>Counts a hashed batch.</summary>
    public void Add(HashedBatch batch)
    {
        RowsRead += batch.RowsRead;
        RowsPrepared += batch.Rows;
        foreach (CellCount count in batch.CellCounts)
        {
            if (count.Repair != CellRepair.None)
            {
                _repaired.TryGetValue((count.Key, count.Repair), out long repaired);
                _repaired[(count.Key, count.Repair)] = repaired + count.Cells;
            }
            else
            {
                _blanked.TryGetValue((count.Key, count.Blank), out long blanked);
                _blanked[(count.Key, count.Blank)] = blanked + count.Cells;
            }
        }

        foreach (ConsentCount count in batch.Consent)
        {
            Add(count);
        }

        FurtherRows += batch.FurtherRows;
        long lastRejected = 0;
        foreach (RowIssue issue in batch.Issues)
        {
            if (!issue.RowRejected)
            {
                Count(_blanked, issue);
            }
            else if (issue.Row != lastRejected)
            {
                lastRejected = issue.Row;
                Count(_rejected, issue);
            }
        }
    }

    /// <summary>Counts a skipped batch.</summary>
    public void Skip(int rows) => RowsSkipped += rows;

    /// <summary>Counts a completed batch.</summary>
    public void Add(BatchReceipt receipt)
    {
        Batches++;
        if (receipt.StatusValue == BatchStatus.Accepted)
        {
            RowsAccepted += receipt.Rows;
            Received += receipt.Received ?? 0;
            Invalid += receipt.Invalid ?? 0;
            NotReceived += Math.Max(0, receipt.Rows - (receipt.Received ?? receipt.Rows));
        }
    }

    /// <summary>Creates the summary at the end of the upload.</summary>
    public UploadSummary Summarize(string audienceId, IReadOnlyList<Guid> runIds, TimeSpan duration, int retries, TimeSpan waited) => new()
    {
        AudienceId = audienceId,
        RunIds = new ReadableList<Guid>([.. runIds]),
        RowsRead = RowsRead,
        RowsAccepted = RowsAccepted,
        RowsNotAccepted = RowsPrepared - RowsAccepted,
        RowsRejected = RowsRejected,
        FurtherRows = FurtherRows,
        RowsDoneBefore = RowsSkipped,
        Rejections = ByName(_rejected),
        BlankedCells = ByName(_blanked),
        RepairedCells = new ReasonCounts(_repaired.OrderByDescending(static entry => entry.Value).ToDictionary(static entry => $"{entry.Key.Key} {entry.Key.Repair}", static entry => entry.Value)),
        Consent = new ReadableList<ConsentCount>([.. _consent], "; "),
        Received = Received,
        Invalid = Invalid,
        Batches = Batches,
        Retries = retries,
        Waited = waited,
        Duration = duration,
    };

    /// <summary>Formats counts, most frequent first: <c>12 EMAIL NotAnEmailAddress, 3 NoIdentifier</c>.</summary>
    public static string FormatCounts(IReadOnlyDictionary<(SchemaKey? Key, RejectReason Reason), long> counts)
        => ByName(counts).ToString();

    private static ReasonCounts ByName(IReadOnlyDictionary<(SchemaKey? Key, RejectReason Reason), long> counts)
        => new(counts.OrderByDescending(static entry => entry.Value).ToDictionary(static entry => Name(entry.Key), static entry => entry.Value));

    private static string Name((SchemaKey? Key, RejectReason Reason) cause) => cause.Key is { } key ? $"{key} {cause.Reason}" : cause.Reason.ToString();

    private void Add(ConsentCount count)
    {
        int index = _consent.FindIndex(known => known.Column == count.Column);
        if (index < 0)
        {
            _consent.Add(count);
        }
        else
        {
            ConsentCount known = _consent[index];
            _consent[index] = new ConsentCount(count.Column, known.Yes + count.Yes, known.No + count.No, known.Unknown + count.Unknown);
        }
    }

    private static long CountOf(Dictionary<(SchemaKey? Key, RejectReason Reason), long> counts) =>
        counts.TryGetValue((SchemaKey.PHONE, RejectReason.NoCallingCode), out long count) ? count : 0;

    private static void Count(Dictionary<(SchemaKey? Key, RejectReason Reason), long> counts, RowIssue issue)
    {
        counts.TryGetValue((issue.Key, issue.Reason), out long count);
        counts[(issue.Key, issue.Reason)] = count + 1;
    }
}
