using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Audiences.Uploads;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>
/// Tells apart the uploads that receipts are of. A receipt does not name its upload: a number that comes again with another session is
/// another upload's, unless it tells of the same rows what had not been known or not been sent before.
/// </summary>
internal static class ReceiptGroups
{
    public static IReadOnlyList<IReadOnlyList<BatchReceipt>> Of(IEnumerable<BatchReceipt> receipts)
    {
        var groups = new List<SortedDictionary<int, BatchReceipt>>();
        foreach (BatchReceipt receipt in receipts)
        {
            if (groups.Find(group => group.TryGetValue(receipt.Batch, out BatchReceipt? other) && IsSame(other, receipt)) is { } known)
            {
                known[receipt.Batch] = Latest(known[receipt.Batch], receipt);
                continue;
            }

            if (groups.Find(group => !group.ContainsKey(receipt.Batch)) is not { } open)
            {
                groups.Add(open = []);
            }

            open.Add(receipt.Batch, receipt);
        }

        return [.. groups.Select(static group => group.Values.ToArray())];
    }

    private static bool IsSame(BatchReceipt one, BatchReceipt other) =>
        one.FirstRow == other.FirstRow
        && one.LastRow == other.LastRow
        && (one.SessionId is null || other.SessionId is null || one.SessionId == other.SessionId);

    private static BatchReceipt Latest(BatchReceipt known, BatchReceipt next) =>
        known.Status == BatchStatus.Accepted || (next.SessionId is null && known.SessionId is not null) ? known : next;
}
