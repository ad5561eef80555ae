using System;
using System.Threading.Tasks;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Cmdlets;

/// <summary>Sends the changes of a sync, and writes receipts and progress at the same time. Pipeline thread only.</summary>
internal sealed class SyncSending(CustomerInputCmdlet cmdlet, SyncRunner runner, ProgressLine progress, SyncSettings settings, SyncChanges changes)
{
    /// <summary>Sends the changes.</summary>
    /// <returns>What was done, and why the run stopped early; null when it did not.</returns>
    /// <exception cref="Exception">What <see cref="SyncRunner.ApplyAsync"/> throws.</exception>
    public (SyncSummary Summary, Exception? Error) SendAll(string audienceId)
    {
        Task<(SyncSummary, Exception?)> applying = Task.Run(runner.ApplyAsync);
        while (!applying.IsCompleted)
        {
            cmdlet.WaitFor(Task.WhenAny(applying, runner.Events.WaitToReadAsync(cmdlet.Cancellation).AsTask()));
            WriteEvents(audienceId);
        }

        WriteEvents(audienceId);
        return cmdlet.Await(_ => applying);
    }

    /// <summary>Writes the summary, and the errors that ended the run early.</summary>
    public void WriteResult(SyncSummary summary, Exception? error)
    {
        progress.Complete();
        SyncText.WriteWarnings(cmdlet, summary);
        cmdlet.WriteObject(summary);
        if (changes.IsStopped)
        {
            cmdlet.WriteError(SyncErrors.Stopped(changes, settings));
        }

        if (error is not null)
        {
            cmdlet.WriteError(SyncErrors.ToRecord(error, settings));
        }
    }

    private void WriteEvents(string audienceId)
    {
        while (runner.Events.TryRead(out UploadEvent? next))
        {
            switch (next)
            {
                case BatchCompleted completed:
                    WriteReceipt(completed);
                    progress.Show(audienceId, SyncText.FormatProgress(completed.Receipt, changes));
                    break;
                case CallRetried retried:
                    WriteState(audienceId, RetryText.Format(retried.Retry));
                    break;
                case PaceChanged paced:
                    WriteState(audienceId, PaceText.Format(paced.Pace));
                    break;
            }
        }

        cmdlet.WritePosted();
    }

    private void WriteReceipt(BatchCompleted completed)
    {
        if (!settings.WritesSummaryOnly)
        {
            cmdlet.WriteObject(completed.Receipt);
        }

        if (completed is { Error: GraphException error, StopsUpload: false })
        {
            cmdlet.WriteError(error.ToRecord($"batch {completed.Receipt.Batch}"));
        }
    }

    private void WriteState(string audienceId, string text)
    {
        cmdlet.WriteVerbose(text);
        progress.Show(audienceId, text);
    }
}
