using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>Sends approved batches. Several workers can run it at the same time.</summary>
internal sealed class SendingStage(ChannelReader<BatchPrepared> batches, ChannelWriter<UploadEvent> events, BatchMemory memory, BatchDispatch dispatch, UploadFault fault)
{
    /// <summary>Sends batches until there are no more.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The result of a batch and the start of the next batch are flushed to disk together, so a worker does not wait for the first flush.
        Task reported = Task.CompletedTask;
        try
        {
            while (await batches.WaitToReadAsync(cancellationToken))
            {
                while (batches.TryRead(out BatchPrepared? prepared))
                {
                    using HashedBatch batch = prepared.Batch;
                    using BatchMemory.Share share = memory.TakeOver();
                    BatchCompleted completed = await CompleteAsync(prepared, cancellationToken);
                    await reported;
                    reported = ReportAsync(batch, completed);
                }
            }
        }
        finally
        {
            await reported;
        }
    }

    private async Task<BatchCompleted> CompleteAsync(BatchPrepared prepared, CancellationToken cancellationToken)
    {
        bool isApproved = await WaitForDecisionAsync(prepared, cancellationToken);
        BatchCompleted completed = isApproved && prepared.Batch.Rows > 0 && !fault.IsRejected
            ? await dispatch.SendAsync(prepared, cancellationToken)
            : dispatch.LeaveOut(prepared.Batch);
        if (completed is { StopsUpload: true, Error: { } error })
        {
            fault.Reject(error);
        }

        return completed;
    }

    /// <summary>Reports the result of a batch after it is recorded.</summary>
    private async Task ReportAsync(HashedBatch batch, BatchCompleted completed)
    {
        await dispatch.RecordAsync(batch, completed);
        events.TryWrite(completed);
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
