using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>Hashes blocks to batches. Several workers can run it at the same time, each with its own encoder.</summary>
internal sealed class EncodingStage(
    ChannelReader<RowBlock> blocks, ChannelWriter<BatchPrepared> batches, ChannelWriter<UploadEvent> events, BatchMemory memory, UploadJournal? journal, UploadFault fault, Action<HashedBatch>? onHashed)
{
    /// <summary>Hashes blocks until there are no more or the upload stops.</summary>
    /// <exception cref="JournalException">The rows differ from those recorded in the journal.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task RunAsync(BatchEncoder encoder, CancellationToken cancellationToken)
    {
        using (encoder)
        {
            while (!fault.IsRejected && await WaitForBlockAsync(cancellationToken))
            {
                while (!fault.IsRejected && blocks.TryRead(out RowBlock? block))
                {
                    // In the order of the list, so that the batch that others wait for always gets room.
                    await WaitForRoomAsync(block, cancellationToken);
                    if (Encode(encoder, block) is { } prepared)
                    {
                        events.TryWrite(prepared);
                        await batches.WriteAsync(prepared, cancellationToken);
                    }
                }
            }
        }
    }

    private async Task<bool> WaitForBlockAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await blocks.WaitToReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The source could not be read to its end. The earlier rows are valid.
            fault.Set(exception);
            return false;
        }
    }

    private async Task WaitForRoomAsync(RowBlock block, CancellationToken cancellationToken)
    {
        try
        {
            await memory.WaitAsync(cancellationToken);
        }
        catch
        {
            block.Dispose();
            throw;
        }
    }

    private BatchPrepared? Encode(BatchEncoder encoder, RowBlock block)
    {
        HashedBatch batch;
        using (block)
        {
            RequireSize(block);
            batch = encoder.Encode(block);
        }

        onHashed?.Invoke(batch);

        string? payload = journal?.Prepare(batch);
        if (journal is null || !journal.IsDone(batch.Number))
        {
            return new BatchPrepared(batch) { Payload = payload };
        }

        events.TryWrite(new BatchSkipped(batch.RowsRead));
        batch.Dispose();
        memory.Release();
        return null;
    }

    private static void RequireSize(RowBlock block)
    {
        if (block.Count > UploadOptions.MaxRowsInBatch)
        {
            throw new InvalidOperationException($"A block contains {block.Count} rows, but the Graph API accepts {UploadOptions.MaxRowsInBatch} per call.");
        }
    }
}
