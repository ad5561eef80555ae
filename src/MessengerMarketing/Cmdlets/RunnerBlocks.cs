using System;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Cmdlets;

/// <summary>Hands blocks over to a runner.</summary>
internal static class RunnerBlocks
{
    /// <summary>Hands a block over as soon as there is room for it, and writes events while it waits. Pipeline thread only.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="block">The block; disposed when it is not taken.</param>
    /// <param name="cmdlet">The cmdlet that waits.</param>
    /// <param name="writeAvailable">Writes the events so far.</param>
    /// <returns>False when the runner has stopped. The last of its events says why.</returns>
    public static bool TryAdd(this UploadRunner runner, RowBlock block, PipelineCmdlet cmdlet, Action writeAvailable)
    {
        while (!runner.Blocks.TryWrite(block))
        {
            writeAvailable();
            Task<bool> room = runner.Blocks.WaitToWriteAsync(cmdlet.Cancellation).AsTask();
            cmdlet.WaitFor(Task.WhenAny(room, runner.Events.WaitToReadAsync(cmdlet.Cancellation).AsTask()));
            if (room.Status == TaskStatus.RanToCompletion && !room.Result)
            {
                block.Dispose();
                return false;
            }
        }

        return true;
    }
}
