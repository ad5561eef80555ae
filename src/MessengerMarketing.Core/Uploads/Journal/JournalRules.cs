using System.Globalization;
using System.Linq;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>Rules that all lines of an upload fulfill. If a line does not, another program changed it, and a resumed upload could send rows twice or leave rows
/// out.</summary>
internal static class JournalRules
{
    /// <summary>Returns whether an upload can have written a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="lastBatch">The highest batch number before it.</param>
    public static bool IsValid(JournalLine line, int lastBatch)
        => (line.Upload is null || IsValid(line.Upload))
            && (line.Batch is null || IsValid(line.Batch))
            && (line.Resize is null || (IsBatchSize(line.Resize.BatchSize) && line.Resize.FirstBatch == lastBatch + 1));

    private static bool IsValid(JournalHeader header)
        => IsBatchSize(header.BatchSize)
            && header.ColumnCount >= 1
            && header.Schema.Concat(header.AppIds).All(static text => text is not null)
            && header.Suppression.All(static file => file is not null)
            && header.Columns.All(column => column is { Rank: >= 0, Address: >= 0 } && column.Index >= 0 && column.Index < header.ColumnCount);

    private static bool IsValid(JournalBatch batch)
        => batch.Number is >= 1 and < int.MaxValue
            && batch.FirstRow >= 1
            && batch.LastRow >= batch.FirstRow
            && batch.LastRow - batch.FirstRow < UploadOptions.MaxRowsInBatch
            && batch.LastRow < long.MaxValue - UploadOptions.MaxRowsInBatch
            && IsCount(batch.Rows)
            && IsCount(batch.Received ?? 0)
            && IsCount(batch.Invalid ?? 0)
            && batch.Attempt >= 0
            && batch.Offset is null or >= 0
            && (!batch.IsOpen || long.TryParse(batch.SessionId, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            && batch.Rejected.Values.All(IsCount);

    private static bool IsBatchSize(int rows) => rows is >= 1 and <= UploadOptions.MaxRowsInBatch;

    private static bool IsCount(long count) => count is >= 0 and <= int.MaxValue;
}
