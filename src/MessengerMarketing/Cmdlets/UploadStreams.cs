using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Cmdlets;

/// <summary>Runs an <see cref="UploadRunner"/> for a cmdlet: adds blocks, and writes events while it waits. Pipeline thread only.</summary>
internal sealed class UploadStreams(PipelineCmdlet cmdlet, UploadRunner runner, UploadErrorContext settings)
{
    private readonly UploadEventWriter _writer = new(cmdlet, runner, settings);
    private bool _isListRunning;

    /// <summary>Writes a summary of each audience at the end instead of the receipts.</summary>
    public bool WritesSummary
    {
        get => _writer.WritesSummary;
        init => _writer.WritesSummary = value;
    }

    /// <summary>The file of the list. Read errors contain its path.</summary>
    public string? SourcePath
    {
        get => _writer.SourcePath;
        set => _writer.SourcePath = value;
    }

    /// <summary>Whether an error stopped the upload, so that no further list is started.</summary>
    public bool IsStopped => _writer.IsStopped;

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
        _writer.BeginList(list.AudienceId, action);
        Guard(token => runner.StartListAsync(list, token));
        _isListRunning = true;
        WriteAvailable();
    }

    /// <summary>Adds a block as soon as there is room for it.</summary>
    public void Add(RowBlock block)
    {
        if (!_isListRunning)
        {
            block.Dispose();
            return;
        }

        if (runner.TryAdd(block, cmdlet, WriteAvailable))
        {
            WriteAvailable();
        }
        else
        {
            WriteToEnd();
        }
    }

    /// <summary>Writes pending events.</summary>
    public void WriteAvailable()
    {
        while (runner.Events.TryRead(out UploadEvent? next))
        {
            _isListRunning &= next is not ListCompleted;
            _writer.Write(next);
        }

        cmdlet.WritePosted();
    }

    /// <summary>Ends the list, and writes events until its last batch is complete.</summary>
    public void EndList()
    {
        if (_isListRunning)
        {
            runner.CompleteBlocks();
            WriteToEnd();
        }
    }

    /// <summary>Ends the progress, and writes what was left out and the summaries.</summary>
    public void Complete() => _writer.Complete();

    /// <summary>Writes to the host how to resume an upload after Ctrl+C. The streams of the cmdlet are already closed.</summary>
    public void WriteInterrupted()
    {
        if (_isListRunning && settings.JournalPath is { } path && !cmdlet.IsWhatIf())
        {
            long accepted = runner.Statistics.Sum(static statistics => statistics.Tally.RowsAccepted);
            cmdlet.Host?.UI?.WriteWarningLine(string.Format(
                CultureInfo.CurrentCulture, "The upload was interrupted. {0:N0} rows were accepted. To resume it, run: {1}", accepted, ResumeText.Format(path)));
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

    /// <summary>Errors of the journal and of the suppression lists end the cmdlet. The caller handles errors of the list.</summary>
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
            cmdlet.ThrowTerminatingError(_writer.ToRecord(exception));
        }
    }
}
