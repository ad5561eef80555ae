using System;
using System.Collections.Generic;
using System.IO;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Commands;

/// <summary>One upload that Resume-MMAudienceUpload resumes. Pipeline thread only.</summary>
internal sealed class ResumedUpload : IDisposable
{
    private readonly ResumeMMAudienceUploadCommand _cmdlet;
    private readonly GraphContext _context;
    private readonly ResumableUpload _journal;
    private UploadRunner? _runner;
    private UploadStreams? _streams;

    /// <summary>Opens the journal. If it cannot be used, the cmdlet ends.</summary>
    public ResumedUpload(ResumeMMAudienceUploadCommand cmdlet)
    {
        _cmdlet = cmdlet;
        _context = ContextStore.Require(cmdlet, cmdlet.Context);
        _journal = JournalErrors.Guard(cmdlet, cmdlet.JournalPath, path => ResumableUpload.Open(path, cmdlet.IsWhatIf()));
        if (_journal.IsFinished)
        {
            cmdlet.WriteWarning($"The upload of the journal '{cmdlet.JournalPath}' is finished, so there is nothing to resume.");
            _journal.Dispose();
        }
    }

    /// <summary>Uploads the rest of a list from a file.</summary>
    public void UploadFile()
    {
        if (_journal.IsFinished)
        {
            return;
        }

        if (_journal.Header.Source is not { } source)
        {
            _cmdlet.ThrowTerminatingError(JournalErrors.NeedsRows(_cmdlet.JournalPath));
            return;
        }

        try
        {
            Start(_journal.OpenFile);
            Complete(rest: null);
        }
        catch (Exception exception) when (exception is CustomerFileException or IOException or UnauthorizedAccessException)
        {
            _cmdlet.WriteError(FileErrors.ToRecord(exception, source.File.Path));
        }
    }

    /// <summary>Starts the upload of rows from the pipeline.</summary>
    /// <returns>The object that collects the rows, or null if nothing is left to do.</returns>
    public RowIntake? TryStartRows(IReadOnlyList<string> columnNames)
    {
        if (_journal.IsFinished)
        {
            return null;
        }

        if (_journal.Header.Source is not null)
        {
            _cmdlet.ThrowTerminatingError(JournalErrors.NeedsNoRows(_cmdlet.JournalPath));
        }

        UploadList list = Start(() => _journal.WithColumns(columnNames));
        return new RowIntake(list.Mapping, _journal.CreateLayout());
    }

    /// <summary>Adds a full block, and writes pending events.</summary>
    public void Add(RowBlock? block)
    {
        if (block is null)
        {
            _streams!.WriteAvailable();
        }
        else
        {
            _streams!.Add(block);
        }
    }

    /// <summary>Uploads the list to its end.</summary>
    /// <param name="rest">The rows of a last block that is not full, or null.</param>
    public void Complete(RowBlock? rest)
    {
        if (rest is not null)
        {
            _streams!.Add(rest);
        }

        _streams!.EndList();
        _streams.Complete();
    }

    /// <summary>Writes to the host how to resume the upload again.</summary>
    public void WriteInterrupted() => _streams?.WriteInterrupted();

    /// <inheritdoc/>
    public void Dispose()
    {
        _runner?.Dispose();
        _journal.Dispose();
    }

    private UploadList Start(Func<UploadList> open)
    {
        UploadRunnerOptions options = _journal.ToOptions();
        _runner = new UploadRunner(_context, options with
        {
            Upload = options.Upload with { ThrottleLimit = _cmdlet.ThrottleLimit, ResendUnknown = _cmdlet.Force },
            MaxWait = TimeSpan.FromSeconds(_cmdlet.MaxWaitSec),
            ConfigureClient = _cmdlet.Waiting.Observe,
            IsDryRun = _cmdlet.IsWhatIf(),
        }, _cmdlet.Cancellation);
        UploadList list = Open(open);
        var settings = new UploadErrorContext { JournalPath = _cmdlet.JournalPath, SuppressPath = options.SuppressionPaths, SkipsOptedOut = options.Upload.SkipsOptedOut, MaxRejectPercent = options.MaxRejectPercent };
        _streams = new UploadStreams(_cmdlet, _runner, settings) { WritesSummary = _cmdlet.Summary, SourcePath = _journal.Header.Source?.File.Path };
        _streams.Prepare();
        _streams.StartList(list, options.Action);
        return list;
    }

    private UploadList Open(Func<UploadList> open)
    {
        try
        {
            return _cmdlet.Await(token => _journal.OpenAsync(_runner!, _context, _cmdlet.BatchSize, open, token));
        }
        catch (JournalException exception)
        {
            _cmdlet.ThrowTerminatingError(exception.ToRecord(_cmdlet.JournalPath));
            throw;
        }
    }
}
