using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads;

/// <summary>Hands the blocks of a source to an upload. Never fails: an error of the source becomes the end of the blocks.</summary>
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
            // Those who take the blocks stop by the same token.
        }
        catch (Exception exception)
        {
            // What was read before goes on; the reason comes after it.
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
