using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Cmdlets;

/// <summary>
/// Connects an <see cref="UploadRunner"/> to a cmdlet: asks for approval of batches, and writes receipts, errors, warnings and progress.
/// Pipeline thread only.
/// </summary>
internal sealed class UploadStreams(PipelineCmdlet cmdlet, UploadRunner runner, UploadSettings settings)
{
    private readonly ProgressLine _progress = new(cmdlet);
    private UploadAction _action;
    private string? _audienceId;
    private bool _isListRunning;
    private bool _wasCompleted;

    /// <summary>Writes a summary of each audience at the end instead of the receipts.</summary>
    public bool WritesSummary { get; init; }

    /// <summary>The file of a list that is resumed or uploaded; the errors of reading it name it.</summary>
    public string? SourcePath { get; set; }

    /// <summary>Whether an error stopped the upload, so that no further list is started.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Reads the suppression lists and creates the report of rejected rows.</summary>
    public void Prepare()
    {
        try
        {
            Guard(runner.PrepareAsync);
            WriteAvailable();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            cmdlet.ThrowTerminatingError(FileErrors.ToRecord(exception, settings.RejectPath!));
        }
    }

    /// <summary>Starts a list.</summary>
    /// <exception cref="Exception">What <see cref="UploadRunner.StartListAsync"/> throws for its source and its options.</exception>
    public void StartList(UploadList list, UploadAction action)
    {
        _action = action;
        _audienceId = list.AudienceId;
        Guard(token => runner.StartListAsync(list, token));
        _isListRunning = true;
        WriteAvailable();
    }

    /// <summary>Hands a block over, as soon as there is room for it.</summary>
    public void Add(RowBlock block)
    {
        if (!_isListRunning)
        {
            block.Dispose();
            return;
        }

        while (!runner.Blocks.TryWrite(block))
        {
            WriteAvailable();
            Task<bool> room = runner.Blocks.WaitToWriteAsync(cmdlet.Cancellation).AsTask();
            cmdlet.WaitFor(Task.WhenAny(room, runner.Events.WaitToReadAsync(cmdlet.Cancellation).AsTask()));
            if (room.Status == TaskStatus.RanToCompletion && !room.Result)
            {
                // The upload has stopped; the reason is the last of its events.
                block.Dispose();
                WriteToEnd();
                return;
            }
        }

        WriteAvailable();
    }

    /// <summary>Writes what has become known meanwhile.</summary>
    public void WriteAvailable()
    {
        while (runner.Events.TryRead(out UploadEvent? next))
        {
            Write(next);
        }

        cmdlet.WritePosted();
    }

    /// <summary>Ends the list, and writes what happens until its last batch is completed.</summary>
    public void EndList()
    {
        if (_isListRunning)
        {
            runner.CompleteBlocks();
            WriteToEnd();
        }
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

    /// <summary>
    /// Tells at the host how an upload that Ctrl+C stopped is resumed. The cmdlet's own streams are closed by then.
    /// </summary>
    public void WriteInterrupted()
    {
        if (_isListRunning && settings.JournalPath is { } path && !cmdlet.IsWhatIf())
        {
            long accepted = runner.Statistics.Sum(static statistics => statistics.Tally.RowsAccepted);
            cmdlet.Host?.UI?.WriteWarningLine(string.Format(
                CultureInfo.CurrentCulture, "The upload was interrupted; {0:N0} rows were accepted. To resume it, run: {1}", accepted, ResumeText.Format(path)));
        }
    }

    private void WriteToEnd()
    {
        WriteAvailable();
        while (_isListRunning)
        {
            cmdlet.WaitFor(runner.Events.WaitToReadAsync(cmdlet.Cancellation).AsTask());
            WriteAvailable();
        }
    }

    private void Write(UploadEvent next)
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
                _isListRunning = false;
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

        // What stops the upload ends the list; a batch that failed alone has an error of its own.
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
            // What was read before it is uploaded, and the other lists go on.
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
            // A terminating error would take the summary from whoever assigns the output.
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

    private ErrorRecord ToRecord(Exception error) => UploadErrors.ToRecord(error, settings with
    {
        AudienceId = _audienceId,
        RowsAccepted = runner.Statistics.Sum(static statistics => statistics.Tally.RowsAccepted),
        RejectReasons = runner.Statistics.FirstOrDefault(statistics => statistics.AudienceId == _audienceId) is { } current ? UploadTally.FormatCounts(current.Tally.RejectedRows) : string.Empty,
    });

    /// <summary>Errors of the journal and of the suppression lists end the cmdlet; those of the list are the caller's.</summary>
    private void Guard(Func<CancellationToken, Task> work)
    {
        try
        {
            cmdlet.Await(async token =>
            {
                await work(token);
                return true;
            });
        }
        catch (Exception exception) when (exception is JournalException or SuppressionException)
        {
            cmdlet.ThrowTerminatingError(ToRecord(exception));
        }
    }
}
