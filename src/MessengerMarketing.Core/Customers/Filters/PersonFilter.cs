using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Takes rows that a filter leaves out from a batch that is hashed already, and closes the gaps.</summary>
internal sealed class PersonFilter(IReadOnlyList<SchemaKey> schema, IReadOnlyList<IPersonFilter> filters)
{
    private readonly PersonReader _reader = new(schema);

    /// <summary>Filters a batch.</summary>
    /// <param name="json">The rows, separated by one comma each.</param>
    /// <param name="length">Bytes of them.</param>
    /// <param name="starts">Where each begins; changed with them.</param>
    /// <param name="indexes">Which row of the block each is; changed with them.</param>
    /// <param name="firstRow">Number of the block's first row in the list.</param>
    /// <param name="issues">Told of what is left out; stays in the order of the list.</param>
    /// <returns>Bytes that are left.</returns>
    public int Apply(byte[] json, int length, List<int> starts, List<int> indexes, long firstRow, List<RowIssue> issues)
    {
        int kept = 0;
        int end = 0;
        for (int i = 0; i < starts.Count; i++)
        {
            int start = starts[i];
            int next = i + 1 < starts.Count ? starts[i + 1] : length + 1;
            int size = next - 1 - start;
            RejectReason reason = Judge(_reader.Read(json.AsSpan(start, size)));
            if (reason != RejectReason.None)
            {
                issues.Add(new RowIssue(firstRow + indexes[i], null, reason, RowRejected: true));
                continue;
            }

            if (kept > 0)
            {
                json[end++] = (byte)',';
            }

            Buffer.BlockCopy(json, start, json, end, size);
            starts[kept] = end;
            indexes[kept] = indexes[i];
            end += size;
            kept++;
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

    private RejectReason Judge(PersonHashes person)
    {
        foreach (IPersonFilter filter in filters)
        {
            RejectReason reason = filter.Judge(person);
            if (reason != RejectReason.None)
            {
                return reason;
            }
        }

        return RejectReason.None;
    }
}
