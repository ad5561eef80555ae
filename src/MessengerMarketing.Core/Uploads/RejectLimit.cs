using System;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;

namespace MessengerMarketing.Uploads;

/// <summary>Checks the first 1,000 rows of a list. If too many of them are rejected, the column mapping is probably wrong, and the rest should not be
/// sent.</summary>
public sealed class RejectLimit
{
    /// <summary>Number of rows that are checked.</summary>
    public const int JudgedRows = 1000;

    private readonly double _percent;

    /// <summary>Creates a limit.</summary>
    /// <param name="percent">Maximum percentage of rejected rows, 0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public RejectLimit(double percent) => _percent = percent is >= 0 and <= 100
        ? percent
        : throw new ArgumentOutOfRangeException(nameof(percent), percent, "A share lies between 0 and 100 percent.");

    /// <summary>Number of rows checked so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Number of rejected rows.</summary>
    public int Rejected { get; private set; }

    /// <summary>Whether enough rows have been checked.</summary>
    public bool IsDecided => Rows >= JudgedRows;

    /// <summary>Whether too many rows are rejected, regardless of the following rows.</summary>
    public bool IsExceeded => Rejected * 100.0 > _percent * JudgedRows || (IsDecided && IsExceededAtEnd);

    /// <summary>Whether too many rows are rejected, if no more rows follow.</summary>
    public bool IsExceededAtEnd => Rejected * 100.0 > _percent * Rows;

    /// <summary>Adds a batch. Batches can arrive in any order. Rows that were left out intentionally are not counted as rejected.</summary>
    public void Add(HashedBatch batch)
    {
        if (batch.FirstRow <= JudgedRows)
        {
            Rows += (int)(Math.Min(batch.LastRow, JudgedRows) - batch.FirstRow + 1);
            Rejected += batch.Issues.Where(static issue => issue.RowRejected && issue.Row <= JudgedRows && issue.Reason is not (RejectReason.Suppressed or RejectReason.OptedOut or RejectReason.Duplicate)).Select(static issue => issue.Row).Distinct().Count();
        }
    }
}
