using System;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;

namespace MessengerMarketing.Uploads;

/// <summary>
/// Judges a list by its first 1,000 rows: where too many of them are bad, the column mapping is most likely wrong, and
/// the rest is better not sent.
/// </summary>
public sealed class RejectLimit
{
    /// <summary>Rows that a list is judged by.</summary>
    public const int JudgedRows = 1000;

    private readonly double _percent;

    /// <summary>A limit.</summary>
    /// <param name="percent">Share of the rows that may be bad, 0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public RejectLimit(double percent) => _percent = percent is >= 0 and <= 100
        ? percent
        : throw new ArgumentOutOfRangeException(nameof(percent), percent, "A share lies between 0 and 100 percent.");

    /// <summary>Rows judged so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Bad ones among them.</summary>
    public int Rejected { get; private set; }

    /// <summary>Whether as many rows have been seen as the list is judged by.</summary>
    public bool IsDecided => Rows >= JudgedRows;

    /// <summary>Whether too many are bad, whatever comes after them.</summary>
    public bool IsExceeded => Rejected * 100.0 > _percent * JudgedRows || (IsDecided && IsExceededAtEnd);

    /// <summary>Whether too many are bad, if nothing comes after them.</summary>
    public bool IsExceededAtEnd => Rejected * 100.0 > _percent * Rows;

    /// <summary>Takes a batch. Batches may come in any order. Rows that were left out on purpose are not bad.</summary>
    public void Add(HashedBatch batch)
    {
        if (batch.FirstRow <= JudgedRows)
        {
            Rows += (int)(Math.Min(batch.LastRow, JudgedRows) - batch.FirstRow + 1);
            Rejected += batch.Issues.Where(static issue => issue.RowRejected && issue.Row <= JudgedRows && issue.Reason is not (RejectReason.Suppressed or RejectReason.OptedOut or RejectReason.Duplicate)).Select(static issue => issue.Row).Distinct().Count();
        }
    }
}
