using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>A journal line about a batch. A later line about the same batch replaces an earlier line.</summary>
public sealed record JournalBatch
{
    /// <summary>Number of the batch, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Number of its first row in the list, from 1.</summary>
    public required long FirstRow { get; init; }

    /// <summary>Number of its last row in the list.</summary>
    public required long LastRow { get; init; }

    /// <summary>Rows in the call.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows left out, by key and reason: <c>PHONE TooFewDigits</c>.</summary>
    public IReadOnlyDictionary<string, long> Rejected
    {
        get;

        // A missing member is set to null, regardless of its default.
        init => field = value ?? field;
    } = new Dictionary<string, long>();

    /// <summary>Byte offset of its first row in the file, or null if reading cannot start there.</summary>
    public long? Offset { get; init; }

    /// <summary>SHA-256 hash of the run ID, the batch number, and the rows as they are sent. It shows whether the same rows are sent again, and cannot be
    /// compared between uploads.</summary>
    public string? Payload { get; init; }

    /// <summary>ID of its upload session, or null if it was not sent.</summary>
    public string? SessionId { get; init; }

    /// <summary>Number of attempts to send the batch.</summary>
    public int Attempt { get; init; }

    /// <summary>The outcome.</summary>
    public required JournalOutcome Outcome { get; init; }

    /// <summary>Error ID, such as <c>MMThrottled</c>, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Number of rows that the Graph API received, according to its response.</summary>
    public long? Received { get; init; }

    /// <summary>Number of invalid rows, according to the Graph API.</summary>
    public long? Invalid { get; init; }

    /// <summary>When the line was written, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Number of list rows in it, including rows that were left out.</summary>
    internal int RowsRead => (int)(LastRow - FirstRow + 1);

    /// <summary>Whether nothing is left to do: it was received, or has no usable rows.</summary>
    internal bool IsDone => Outcome == JournalOutcome.Accepted || (Outcome == JournalOutcome.NotSent && Rows == 0);

    /// <summary>Whether it may have arrived without a response.</summary>
    internal bool IsOpen => Outcome is JournalOutcome.Sending or JournalOutcome.Unknown;

    /// <summary>Creates the line of a batch in flight.</summary>
    internal static JournalBatch Create(HashedBatch batch, JournalOutcome outcome) => new()
    {
        Number = batch.Number,
        FirstRow = batch.FirstRow,
        LastRow = batch.LastRow,
        Rows = batch.Rows,
        Rejected = CountRejections(batch.Issues),
        Offset = batch.Offset,
        Outcome = outcome,
        Time = DateTimeOffset.UtcNow,
    };

    /// <summary>Creates the line of a batch whose result is known.</summary>
    internal static JournalBatch FromReceipt(HashedBatch batch, BatchReceipt receipt, JournalBatch? earlier, string? errorId) => Create(batch, ToOutcome(receipt.StatusValue)) with
    {
        Payload = earlier?.Payload,
        SessionId = receipt.SessionId ?? earlier?.SessionId,
        Attempt = earlier?.Attempt ?? 0,
        Error = errorId,
        Received = receipt.Received,
        Invalid = receipt.Invalid,
    };

    /// <summary>Returns whether a batch that is read again has the same rows.</summary>
    internal bool HasRowsOf(HashedBatch batch, string payload)
        => (Payload is null || Payload == payload) && FirstRow == batch.FirstRow && LastRow == batch.LastRow;

    private static JournalOutcome ToOutcome(BatchStatus status) => status switch
    {
        BatchStatus.Accepted => JournalOutcome.Accepted,
        BatchStatus.Rejected => JournalOutcome.Rejected,
        BatchStatus.Unknown => JournalOutcome.Unknown,
        _ => JournalOutcome.NotSent,
    };

    private static Dictionary<string, long> CountRejections(IReadOnlyList<RowIssue> issues)
    {
        var counts = new Dictionary<string, long>();
        foreach (IGrouping<long, RowIssue> row in issues.Where(static issue => issue.RowRejected).GroupBy(static issue => issue.Row))
        {
            RowIssue first = row.First();
            string reason = first.Key is { } key ? $"{key} {first.Reason}" : first.Reason.ToString();
            counts[reason] = counts.TryGetValue(reason, out long count) ? count + 1 : 1;
        }

        return counts;
    }
}

/// <summary>A journal line that changes the batch size. Batches that were received, or may have been received, do not change. All other rows of the list are
/// divided again in order, and the numbers of their batches continue after the earlier numbers.</summary>
/// <param name="BatchSize">Number of list rows in a batch from then on.</param>
/// <param name="FirstBatch">Number of the first batch of that size.</param>
/// <param name="Time">When, UTC.</param>
internal sealed record JournalResize(int BatchSize, int FirstBatch, DateTimeOffset Time);

/// <summary>The last line of a journal if the list was read to its end.</summary>
/// <param name="Batches">Batches of the list.</param>
/// <param name="Rows">Rows of the list.</param>
/// <param name="Time">When, UTC.</param>
internal sealed record JournalEnd(int Batches, long Rows, DateTimeOffset Time);

/// <summary>The line of a journal if the list changed while it was read.</summary>
/// <param name="Reason">What changed.</param>
/// <param name="Rows">Rows that were read.</param>
/// <param name="Time">When, UTC.</param>
internal sealed record JournalChange(string Reason, long Rows, DateTimeOffset Time);
