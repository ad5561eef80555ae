using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>Sends the batches that were approved. Several workers may run it at the same time.</summary>
internal sealed class SendingStage(ChannelReader<BatchPrepared> batches, ChannelWriter<UploadEvent> events, BatchMemory memory, BatchDispatch dispatch, UploadFault fault)
{
    /// <summary>Sends batches until there are no more.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await batches.WaitToReadAsync(cancellationToken))
        {
            while (batches.TryRead(out BatchPrepared? prepared))
            {
                using HashedBatch batch = prepared.Batch;
                using BatchMemory.Share share = memory.TakeOver();
                bool isApproved = await WaitForDecisionAsync(prepared, cancellationToken);
                BatchCompleted completed = isApproved && batch.Rows > 0 && !fault.IsRefused
                    ? await dispatch.SendAsync(prepared, cancellationToken)
                    : dispatch.LeaveOut(batch);
                if (completed is { StopsUpload: true, Error: { } error })
                {
                    fault.Refuse(error);
                }

                events.TryWrite(completed);
            }
        }
    }

    private static async Task<bool> WaitForDecisionAsync(BatchPrepared prepared, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(() => prepared.Decline()))
        {
            bool isApproved = await prepared.Decision;
            cancellationToken.ThrowIfCancellationRequested();
            return isApproved;
        }
    }
}
