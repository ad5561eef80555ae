using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Removes the rows of duplicates from a hashed batch, and closes the gaps.</summary>
internal sealed class DuplicateRemover(IReadOnlyList<SchemaKey> schema, DuplicateFilter duplicates)
{
    private readonly PersonReader _reader = new(schema);
    private readonly List<RejectReason> _reasons = [];

    /// <summary>Removes the rows.</summary>
    /// <param name="json">The rows, separated by commas.</param>
    /// <param name="length">Number of bytes of the rows.</param>
    /// <param name="starts">Start of each row. Updated.</param>
    /// <param name="indexes">Index of each row in the block. Updated.</param>
    /// <param name="firstRow">Number of the block's first row in the list.</param>
    /// <param name="issues">Receives the rows that are left out, in the order of the list.</param>
    /// <returns>Number of remaining bytes.</returns>
    public int Apply(byte[] json, int length, List<int> starts, List<int> indexes, long firstRow, List<RowIssue> issues)
    {
        int kept = 0;
        int end = 0;
        for (int i = 0; i < starts.Count;)
        {
            // The rows of a person are consecutive.
            int next = i + 1;
            while (next < starts.Count && indexes[next] == indexes[i])
            {
                next++;
            }

            JudgePerson(json, length, starts, i, next);
            if (_reasons.TrueForAll(static reason => reason != RejectReason.None))
            {
                issues.Add(new RowIssue(firstRow + indexes[i], null, _reasons[0], RowRejected: true));
            }

            for (int row = i; row < next; row++)
            {
                if (_reasons[row - i] == RejectReason.None)
                {
                    int start = starts[row];
                    int size = SizeOf(row, starts, length);
                    if (kept > 0)
                    {
                        json[end++] = (byte)',';
                    }

                    Buffer.BlockCopy(json, start, json, end, size);
                    starts[kept] = end;
                    indexes[kept] = indexes[row];
                    end += size;
                    kept++;
                }
            }

            i = next;
        }

        if (kept < starts.Count)
        {
            starts.RemoveRange(kept, starts.Count - kept);
            indexes.RemoveRange(kept, indexes.Count - kept);
            RowIssue[] inOrder = [.. issues.OrderBy(static issue => issue.Row)];
            issues.Clear();
            issues.AddRange(inOrder);
        }

        return end;
    }

    /// <summary>Checks the rows of one person.</summary>
    private void JudgePerson(byte[] json, int length, List<int> starts, int first, int next)
    {
        _reasons.Clear();
        for (int row = first; row < next; row++)
        {
            _reasons.Add(duplicates.Judge(_reader.Read(json.AsSpan(starts[row], SizeOf(row, starts, length)))));
        }
    }

    // Rows are separated by one comma.
    private static int SizeOf(int row, List<int> starts, int length) => (row + 1 < starts.Count ? starts[row + 1] : length + 1) - 1 - starts[row];
}
