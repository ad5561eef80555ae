using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Uploads;

/// <summary>Processes a batch from its approval to its receipt: waits for its turn, finds the result of an earlier process, sends, and records each step.
/// Supports several batches at a time.</summary>
internal sealed class BatchDispatch(IBatchSender sender, UploadOptions options, UploadJournal? journal, UploadPacer pacer)
{
    private readonly BatchReceipts _receipts = new(sender.AudienceId, options);
    private long _accepted;

    /// <summary>Sends a batch.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled. The journal shows that the batch was being sent.</exception>
    public async Task<BatchCompleted> SendAsync(BatchPrepared prepared, CancellationToken cancellationToken)
    {
        HashedBatch batch = prepared.Batch;
        long sessionId = UploadSession.DeriveId(options.RunId, batch.Number);
        bool isOpen = journal?.Find(batch.Number) is { IsOpen: true };
        using IDisposable turn = await pacer.EnterAsync(cancellationToken);
        DateTimeOffset sentAt = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        long acceptedBefore = Interlocked.Read(ref _accepted);
        try
        {
            BatchResponse? response = null;
            if (isOpen)
            {
                // Without a response, it may have arrived the first time, regardless of the result of sending it again.
                (response, isOpen) = await FindAsync(sessionId, cancellationToken);
            }

            if (response is null)
            {
                if (journal is not null)
                {
                    await journal.SendingAsync(batch, prepared.Payload!, sessionId);
                }

                response = await sender.SendAsync(batch, sessionId, token => UploadPacer.RenewAsync(turn, token), cancellationToken);
            }

            Interlocked.Increment(ref _accepted);
            pacer.Report(response.Usage);
            return new BatchCompleted(_receipts.FromResponse(batch, sessionId, response, clock.Elapsed) with { SentAt = sentAt });
        }
        catch (GraphException exception)
        {
            // A permanent error affects all batches, and so does a rate limit after the maximum wait. Another temporary error does so if no other batch
            // succeeded in the meantime.
            bool stops = exception.Kind == GraphErrorKind.Throttled || !IsTemporary(exception) || Interlocked.Read(ref _accepted) == acceptedBefore;
            BatchReceipt receipt = _receipts.FromError(batch, sessionId, exception, isOpen, clock.Elapsed);
            receipt = receipt with { SentAt = receipt.StatusValue == BatchStatus.NotSent ? null : sentAt };
            return new BatchCompleted(receipt, exception, stops);
        }
    }

    /// <summary>Leaves a batch unsent.</summary>
    public BatchCompleted LeaveOut(HashedBatch batch) => new(_receipts.NotSent(batch));

    /// <summary>Records the result of a batch. The batch may be disposed before the task ends.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public Task RecordAsync(HashedBatch batch, BatchCompleted completed)
        => journal?.SettleAsync(batch, completed.Receipt, (completed.Error as GraphException)?.ErrorId) ?? Task.CompletedTask;

    /// <summary>Finds the result of a batch that an earlier process sent without getting a response, and whether it is still unknown.</summary>
    private async Task<(BatchResponse? Response, bool IsOpen)> FindAsync(long sessionId, CancellationToken cancellationToken)
    {
        try
        {
            return (await sender.FindAsync(sessionId, cancellationToken), false);
        }
        catch (GraphException exception) when (options.ResendUnknown && IsTemporary(exception))
        {
            return (null, true);
        }
    }

    private static bool IsTemporary(GraphException error) => error.Kind
        is GraphErrorKind.Throttled
        or GraphErrorKind.ServiceUnavailable
        or GraphErrorKind.NoAnswer
        or GraphErrorKind.UnexpectedAnswer
        or GraphErrorKind.UpdateRunning;
}
