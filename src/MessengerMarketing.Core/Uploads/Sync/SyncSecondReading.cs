using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Reads a list again, for the rows to send. Only these are hashed. Nothing is sent before the whole list was read and found to be the same.</summary>
internal static class SyncSecondReading
{
    /// <summary>Reads the list.</summary>
    /// <returns>An error if it is not the list that was compared; otherwise null.</returns>
    public static async Task<Exception?> ReadAsync(
        Func<IUploadSource> reopen, ColumnMapping mapping, UploadOptions options, SyncComparison comparison, RowSpool spool, CancellationToken cancellationToken)
    {
        long checksum = 0;
        UploadOptions selected = options with
        {
            Rows = comparison.Send.IsWithin,
            SkipsOptedOut = false,
            OnOptedOut = null,
            OnHashed = batch => Interlocked.Add(ref checksum, (long)Collect(batch, spool)),
        };
        using var reading = AudienceUpload.Start(NoSender.Instance, mapping, selected, cancellationToken);
        reading.Feed(ReadBlocks(reopen, mapping, options.BatchSize, cancellationToken));
        while (await reading.Events.WaitToReadAsync(cancellationToken))
        {
            while (reading.Events.TryRead(out UploadEvent? next))
            {
                if (next is BatchPrepared prepared)
                {
                    prepared.Decline();
                }
                else if (next is UploadStopped stopped)
                {
                    return stopped.Error;
                }
            }
        }

        // A person with several rows is sent with all of them, including unchanged ones, which are not in the sum.
        return options.Hashing.AllIdentifiers || (ulong)checksum == comparison.Checksum
            ? null
            : new SourceChangedException("The list was changed after it was compared.");
    }

    private static ulong Collect(HashedBatch batch, RowSpool spool)
    {
        ulong checksum = 0;
        for (int i = 0; i < batch.Rows; i++)
        {
            ReadOnlySpan<byte> row = batch.GetRow(i);
            spool.Add(batch.GetRowNumber(i), row);
            checksum += SyncComparison.ComputeChecksum(batch.GetRowNumber(i), SyncEntryReader.ComputeFingerprint(row));
        }

        return checksum;
    }

    private static IEnumerable<RowBlock> ReadBlocks(Func<IUploadSource> reopen, ColumnMapping mapping, int batchSize, CancellationToken cancellationToken)
    {
        using IUploadSource source = reopen();
        foreach (RowBlock block in source.ReadBlocks(mapping, batchSize))
        {
            yield return block;
        }

        source.CheckUnchanged(cancellationToken);
    }
}
