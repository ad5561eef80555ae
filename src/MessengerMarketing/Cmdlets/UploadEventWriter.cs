using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Cmdlets;

/// <summary>Writes the events of an <see cref="UploadRunner"/> to the streams of a cmdlet: receipts, errors, warnings, and progress. Prompts for confirmation
/// of batches. Pipeline thread only.</summary>
internal sealed class UploadEventWriter(PipelineCmdlet cmdlet, UploadRunner runner, UploadErrorContext settings)
{
    private readonly ProgressLine _progress = new(cmdlet);
    private UploadAction _action;
    private string? _audienceId;
    private bool _wasCompleted;

    /// <summary>Writes a summary of each audience at the end instead of the receipts.</summary>
    public bool WritesSummary { get; set; }

    /// <summary>The file of the list, or null if the rows come from the pipeline.</summary>
    public string? SourcePath { get; set; }

    /// <summary>Whether an error stopped the upload.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Sets the audience and the action of the following events.</summary>
    public void BeginList(string audienceId, UploadAction action)
    {
        _audienceId = audienceId;
        _action = action;
    }

    /// <summary>Ends the progress, and writes what was left out and the summaries.</summary>
    public void Complete()
    {
        if (_wasCompleted)
        {
            return;
        }

        _wasCompleted = true;
        _progress.Complete();
        foreach (UploadStatistics statistics in runner.Statistics)
        {
            if (UploadWarning.Format(statistics.Tally, settings.RejectPath is not null) is { } warning)
            {
                cmdlet.WriteWarning(runner.Statistics.Count == 1 ? warning : $"Audience {statistics.AudienceId}: {warning}");
            }

            ConsentMessage.Write(cmdlet, statistics.Tally.Consent, settings.SkipsOptedOut);
        }

        if (WritesSummary)
        {
            foreach (UploadStatistics statistics in runner.Statistics)
            {
                cmdlet.WriteObject(statistics.Summarize());
            }
        }
    }

    /// <summary>Writes an event.</summary>
    public void Write(UploadEvent next)
    {
        switch (next)
        {
            case SuppressionLoaded loaded:
                SuppressionText.Write(cmdlet, loaded.List);
                break;
            case JournalRestricted:
                cmdlet.WriteWarning($"Other users had access to the journal '{settings.JournalPath}'. Now only its owner has.");
                break;
            case ListStarted started:
                _progress.Begin(started.List.Source?.Length, started.RowsBefore);
                cmdlet.WriteVerbose(string.Format(
                    CultureInfo.InvariantCulture, "Run {0:N}: batches of up to {1} rows, {2} in flight.", started.Options.RunId, started.Options.BatchSize, started.Options.ThrottleLimit));
                break;
            case BatchPrepared prepared:
                Decide(prepared);
                break;
            case BatchCompleted completed:
                WriteReceipt(completed);
                break;
            case ProgressChanged changed:
                _progress.ShowSoon(changed.Progress);
                break;
            case CallRetried retried:
                WriteState(retried.AudienceId, RetryText.Format(retried.Retry));
                break;
            case PaceChanged changed:
                WriteState(changed.AudienceId, PaceText.Format(changed.Pace));
                break;
            case ListCompleted completed:
                WriteEnd(completed);
                break;
        }
    }

    private void Decide(BatchPrepared prepared)
    {
        HashedBatch batch = prepared.Batch;
        if (ShouldProcess(batch.FirstRow, batch.LastRow, batch.Rows, batch.Rejected))
        {
            prepared.Approve();
        }
        else
        {
            prepared.Decline();
        }
    }

    private bool ShouldProcess(long firstRow, long lastRow, long rows, long rejected) => cmdlet.ShouldProcess(
        string.Format(CultureInfo.InvariantCulture, "audience {0}, rows {1} to {2} of the list", _audienceId, firstRow, lastRow),
        string.Format(CultureInfo.InvariantCulture, "{0} {1} hashed rows ({2} rejected)", _action == UploadAction.Add ? "Upload" : "Remove", rows, rejected));

    private void WriteReceipt(BatchCompleted completed)
    {
        BatchReceipt receipt = completed.Receipt;
        if (!WritesSummary)
        {
            cmdlet.WriteObject(receipt);
        }

        // An error that stops the upload ends the list. A single failed batch has its own error.
        if (completed is { Error: GraphException error, StopsUpload: false })
        {
            cmdlet.WriteError(error.ToRecord($"batch {receipt.Batch}, rows {receipt.FirstRow} to {receipt.LastRow}"));
        }
    }

    private void WriteState(string audienceId, string text)
    {
        cmdlet.WriteVerbose(text);
        _progress.Show(audienceId, text);
    }

    private void WriteEnd(ListCompleted completed)
    {
        if (cmdlet.IsWhatIf() && completed.RowsPrepared > 0)
        {
            ShouldProcess(1, completed.RowsRead, completed.RowsPrepared, completed.RowsRead - completed.RowsPrepared);
        }

        if (completed is { IsSourceError: true, Error: { } unreadable } && SourcePath is not null)
        {
            // The rows that were read before the error are uploaded, and the other lists continue.
            cmdlet.WriteError(unreadable is SourceChangedException changed
                ? UploadErrors.ListChanged(changed, SourcePath, completed.RowsAccepted)
                : FileErrors.ToRecord(unreadable, SourcePath));
        }
        else if (completed.Error is { } error and not OperationCanceledException)
        {
            Stop(error);
        }
    }

    private void Stop(Exception error)
    {
        IsStopped = true;
        Complete();
        if (error is GraphException graph)
        {
            WriteAdvice(graph);
        }

        if (WritesSummary)
        {
            // With a terminating error, a caller that assigns the output would lose the summary.
            cmdlet.WriteError(ToRecord(error));
        }
        else
        {
            cmdlet.ThrowTerminatingError(ToRecord(error));
        }
    }

    private void WriteAdvice(GraphException error)
    {
        if (settings.JournalPath is { } path)
        {
            cmdlet.WriteWarning($"The upload stopped before its end. Fix the cause, then run: {ResumeText.Format(path)}");
        }

        if (error is { Kind: GraphErrorKind.NoAnswer, RequestMayHaveArrived: true })
        {
            cmdlet.WriteWarning("If the connection is slow, send smaller batches and fewer at a time: use a smaller -BatchSize, and -ThrottleLimit 1.");
        }
    }

    /// <summary>Creates the error record of an upload, with the parameters of the caller.</summary>
    public ErrorRecord ToRecord(Exception exception) => UploadErrors.ToRecord(exception, settings with
    {
        AudienceId = _audienceId,
        RowsAccepted = runner.Statistics.Sum(static statistics => statistics.Tally.RowsAccepted),
        RejectReasons = runner.Statistics.FirstOrDefault(statistics => statistics.AudienceId == _audienceId) is { } current ? UploadTally.FormatCounts(current.Tally.RejectedRows) : string.Empty,
    });
}
