using System.Collections.Generic;

namespace MessengerMarketing.Uploads;

/// <summary>
/// Holds batches back until the first 1,000 rows of a list are judged. In batches of 1,000 rows and more, nothing of a refused list is
/// sent; smaller batches go on while the rows are counted. Batches may come in any order.
/// </summary>
internal sealed class RejectGate(double percent, int batchSize)
{
    private readonly RejectLimit _limit = new(percent);
    private readonly List<BatchPrepared> _held = [];

    /// <summary>Counts a batch.</summary>
    /// <returns>The batches that may be sent now, in the order in which they came; none while the verdict is open.</returns>
    /// <exception cref="TooManyRejectedException">Too many rows are rejected.</exception>
    public IReadOnlyList<BatchPrepared> Add(BatchPrepared prepared)
    {
        if (_limit.IsDecided)
        {
            return [prepared];
        }

        _limit.Add(prepared.Batch);
        bool isWholeList = prepared.Batch.Number == 1 && prepared.Batch.RowsRead < batchSize;
        if (_limit.IsExceeded || (isWholeList && _limit.IsExceededAtEnd))
        {
            throw new TooManyRejectedException(_limit);
        }

        _held.Add(prepared);
        if (batchSize >= RejectLimit.JudgedRows && _limit.Rows == 0)
        {
            // The batch with the first rows is still being hashed.
            return [];
        }

        BatchPrepared[] released = [.. _held];
        _held.Clear();
        return released;
    }

    /// <summary>Judges a list that ended before its first 1,000 rows were seen.</summary>
    /// <exception cref="TooManyRejectedException">Too many rows are rejected.</exception>
    public void Complete()
    {
        if (_limit.IsExceededAtEnd)
        {
            throw new TooManyRejectedException(_limit);
        }
    }
}
