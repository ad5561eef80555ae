using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads;

/// <summary>Passes the blocks of a source to an upload. Never fails: an error of the source completes the blocks.</summary>
internal sealed class BlockFeed(ChannelWriter<RowBlock> blocks, CancellationToken cancellationToken)
{
    public async Task RunAsync(IEnumerable<RowBlock> source)
    {
        try
        {
            foreach (RowBlock block in source)
            {
                if (!await TryHandOverAsync(block))
                {
                    return;
                }
            }

            blocks.TryComplete();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The readers of the blocks stop with the same token.
        }
        catch (Exception exception)
        {
            // Blocks that were read before are still processed. The error follows after them.
            blocks.TryComplete(exception);
        }
    }

    private async Task<bool> TryHandOverAsync(RowBlock block)
    {
        bool isTaken = false;
        try
        {
            while (!isTaken && await blocks.WaitToWriteAsync(cancellationToken))
            {
                isTaken = blocks.TryWrite(block);
            }
        }
        finally
        {
            if (!isTaken)
            {
                block.Dispose();
            }
        }

        return isTaken;
    }
}
