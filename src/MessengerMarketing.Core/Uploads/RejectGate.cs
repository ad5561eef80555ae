using System.Collections.Generic;

namespace MessengerMarketing.Uploads;

/// <summary>Holds batches until the first 1,000 rows of a list are checked. With batches of 1,000 rows or more, nothing of a refused list is sent. Smaller
/// batches are sent while the rows are counted. Batches can arrive in any order.</summary>
internal sealed class RejectGate(double percent, int batchSize)
{
    private readonly RejectLimit _limit = new(percent);
    private readonly List<BatchPrepared> _held = [];

    /// <summary>Counts a batch.</summary>
    /// <returns>The batches that can be sent now, in the order of arrival, or none if the check is not complete.</returns>
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
            // The batch with the first rows has not been hashed yet.
            return [];
        }

        BatchPrepared[] released = [.. _held];
        _held.Clear();
        return released;
    }

    /// <summary>Checks a list with fewer than 1,000 rows.</summary>
    /// <exception cref="TooManyRejectedException">Too many rows are rejected.</exception>
    public void Complete()
    {
        if (_limit.IsExceededAtEnd)
        {
            throw new TooManyRejectedException(_limit);
        }
    }
}
