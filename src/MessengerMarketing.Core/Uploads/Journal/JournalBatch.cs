using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>What a line of a journal says of a batch. A later line about the same batch takes the place of an earlier one.</summary>
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

        // A member that a line lacks is set to null, whatever its default is.
        init => field = value ?? field;
    } = new Dictionary<string, long>();

    /// <summary>Where its first row starts in the file, in bytes; null where the file cannot be entered there.</summary>
    public long? Offset { get; init; }

    /// <summary>
    /// SHA-256 over the run's identity, the number of the batch and the rows as they are sent. It tells whether the same rows come
    /// again, and cannot be compared from one upload to another.
    /// </summary>
    public string? Payload { get; init; }

    /// <summary>Id of its upload session; null when it was not sent.</summary>
    public string? SessionId { get; init; }

    /// <summary>How often the batch was about to be sent.</summary>
    public int Attempt { get; init; }

    /// <summary>How far it has come.</summary>
    public required JournalOutcome Outcome { get; init; }

    /// <summary>Error id, such as <c>MMThrottled</c>, where one stood in the way.</summary>
    public string? Error { get; init; }

    /// <summary>Rows that the Graph API says it received.</summary>
    public long? Received { get; init; }

    /// <summary>Rows that the Graph API says are invalid.</summary>
    public long? Invalid { get; init; }

    /// <summary>When the line was written, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Rows of the list in it, those included that were left out.</summary>
    internal int RowsRead => (int)(LastRow - FirstRow + 1);

    /// <summary>Whether nothing is left to do: it was received, or has nobody to send.</summary>
    internal bool IsDone => Outcome == JournalOutcome.Accepted || (Outcome == JournalOutcome.NotSent && Rows == 0);

    /// <summary>Whether it may have arrived without anybody knowing.</summary>
    internal bool IsOpen => Outcome is JournalOutcome.Sending or JournalOutcome.Unknown;

    /// <summary>Creates the line of a batch that is on its way.</summary>
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

    /// <summary>Whether a batch that is read again has the same rows.</summary>
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

/// <summary>
/// A line of a journal after which batches have another size. Batches that were received, or may have been, stay as they are. All other rows of the
/// list are divided anew, in their order, and the numbers of their batches continue where the earlier ones ended.
/// </summary>
/// <param name="BatchSize">Rows of the list in one batch from then on.</param>
/// <param name="FirstBatch">Number of the first batch of that size.</param>
/// <param name="Time">When, UTC.</param>
internal sealed record JournalResize(int BatchSize, int FirstBatch, DateTimeOffset Time);

/// <summary>The last line of a journal whose list was read to its end.</summary>
/// <param name="Batches">Batches of the list.</param>
/// <param name="Rows">Rows of the list.</param>
/// <param name="Time">When, UTC.</param>
internal sealed record JournalEnd(int Batches, long Rows, DateTimeOffset Time);

/// <summary>A line of a journal whose list changed while it was read.</summary>
/// <param name="Reason">What changed.</param>
/// <param name="Rows">Rows that were read.</param>
/// <param name="Time">When, UTC.</param>
internal sealed record JournalChange(string Reason, long Rows, DateTimeOffset Time);
