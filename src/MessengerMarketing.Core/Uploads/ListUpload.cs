using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Uploads;

/// <summary>Uploads one list of a run: counts and checks each batch, records rejected rows, and forwards events.</summary>
internal sealed class ListUpload : IDisposable
{
    private readonly UploadList _list;
    private readonly UploadStatistics _statistics;
    private readonly UploadJournal? _journal;
    private readonly RejectReport? _rejects;
    private readonly RejectGate? _gate;
    private readonly bool _isDryRun;
    private readonly ChannelWriter<UploadEvent> _events;
    private readonly AudienceUpload _upload;
    private readonly CancellationTokenSource _stop;
    private readonly long _rowsReadBefore;
    private readonly long _rowsPreparedBefore;
    private readonly long _rowsAcceptedBefore;
    private long? _offset;
    private Task _completion = Task.CompletedTask;
    private bool _isDisposed;

    private ListUpload(
        UploadList list, UploadStatistics statistics, UploadJournal? journal, RejectReport? rejects, RejectGate? gate, bool isDryRun, ChannelWriter<UploadEvent> events, AudienceUpload upload, CancellationTokenSource stop)
    {
        _list = list;
        _statistics = statistics;
        _journal = journal;
        _rejects = rejects;
        _gate = gate;
        _isDryRun = isDryRun;
        _events = events;
        _upload = upload;
        _stop = stop;
        _rowsReadBefore = statistics.Tally.RowsRead;
        _rowsPreparedBefore = statistics.Tally.RowsPrepared;
        _rowsAcceptedBefore = statistics.Tally.RowsAccepted;
    }

    /// <summary>Accepts the blocks of a list without a source.</summary>
    public ChannelWriter<RowBlock> Blocks => _upload.Blocks;

    /// <summary>Starts the upload. It runs on other threads and ends with <see cref="ListCompleted"/>.</summary>
    public static ListUpload Start(
        UploadList list,
        IBatchSender sender,
        UploadOptions options,
        UploadRunnerOptions run,
        UploadStatistics statistics,
        UploadJournal? journal,
        RejectReport? rejects,
        UploadPacer pacer,
        ChannelWriter<UploadEvent> events,
        CancellationToken cancellationToken)
    {
        // If anything of a list was already sent, its first rows have passed the check.
        RejectGate? gate = run.MaxRejectPercent is { } percent && journal is not { WasSent: true } ? new RejectGate(percent, options.BatchSize) : null;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var upload = AudienceUpload.Start(sender, list.Mapping, options, journal, pacer, stop.Token);
        var started = new ListUpload(list, statistics, journal, rejects, gate, run.IsDryRun, events, upload, stop);
        statistics.BeginList(options.RunId);
        rejects?.StartList(list.Source?.Name);
        events.TryWrite(new ListStarted(list, options, started._rowsReadBefore));
        if (list.Source is { } source)
        {
            upload.Feed(ReadAndClose(source, list, options.BatchSize, stop.Token));
        }

        started._completion = Task.Run(started.RunAsync, CancellationToken.None);
        return started;
    }

    /// <summary>Ends a list that has no source.</summary>
    public void CompleteBlocks()
    {
        if (_list.Source is null)
        {
            _upload.Blocks.TryComplete();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // When this method returns, nothing more of the list is written, so its journal and its report can be opened again.
        if (!_isDisposed)
        {
            _isDisposed = true;
            _stop.Cancel();
            // Dispose cannot await. The workers are stopped, so this ends after their current line or call.
            _completion.GetAwaiter().GetResult();
            _stop.Dispose();
        }
    }

    /// <summary>Reads the source and closes it on the same thread, because another thread could close it while it is being read.</summary>
    private static IEnumerable<RowBlock> ReadAndClose(IUploadSource source, UploadList list, int batchSize, CancellationToken cancellationToken)
    {
        using (source)
        {
            foreach (RowBlock block in source.ReadBlocks(list.Mapping, batchSize))
            {
                yield return block;
            }

            source.CheckUnchanged(cancellationToken);
        }
    }

    private async Task RunAsync()
    {
        Exception? error = null;
        try
        {
            while (await _upload.Events.WaitToReadAsync(_stop.Token))
            {
                while (_upload.Events.TryRead(out UploadEvent? next))
                {
                    error = Process(next) ?? error;
                }
            }

            _gate?.Complete();
        }
        catch (Exception exception)
        {
            error ??= exception;
        }

        _events.TryWrite(Complete(error));
    }

    private ListCompleted Complete(Exception? error)
    {
        _statistics.EndList(error);
        _upload.Dispose();
        if (error is SourceChangedException changed)
        {
            error = TryRecord(changed) ?? error;
        }

        _journal?.Dispose();
        try
        {
            _rejects?.EndList();
        }
        catch (IOException exception)
        {
            error ??= new RejectReportException(exception);
        }

        UploadTally tally = _statistics.Tally;
        return new ListCompleted(_list.AudienceId, tally.RowsRead - _rowsReadBefore, tally.RowsPrepared - _rowsPreparedBefore, tally.RowsAccepted - _rowsAcceptedBefore, error);
    }

    private JournalException? TryRecord(SourceChangedException changed)
    {
        try
        {
            _journal?.RecordChange(changed.Message);
            return null;
        }
        catch (JournalException exception)
        {
            return exception;
        }
    }

    /// <returns>Why the upload stopped, or null if it continues.</returns>
    private Exception? Process(UploadEvent next)
    {
        switch (next)
        {
            case BatchPrepared prepared:
                Process(prepared);
                break;
            case BatchSkipped skipped:
                _statistics.Tally.Skip(skipped.Rows);
                break;
            case BatchCompleted completed:
                _statistics.Tally.Add(completed.Receipt);
                _events.TryWrite(completed);
                break;
            case UploadStopped stopped:
                return stopped.Error;
        }

        UploadTally tally = _statistics.Tally;
        _events.TryWrite(new ProgressChanged(new UploadProgress(_list.AudienceId, tally.RowsRead, tally.RowsAccepted, tally.RowsRejected, tally.RowsSkipped, _offset)));
        return null;
    }

    private void Process(BatchPrepared prepared)
    {
        HashedBatch batch = prepared.Batch;
        _statistics.Tally.Add(batch);
        _offset = batch.Offset ?? _offset;
        Record(batch);
        foreach (BatchPrepared released in _gate?.Add(prepared) ?? [prepared])
        {
            if (_isDryRun || released.Batch.Rows == 0)
            {
                released.Decline();
            }
            else
            {
                _events.TryWrite(released);
            }
        }
    }

    private void Record(HashedBatch batch)
    {
        try
        {
            _rejects?.Add(batch);
        }
        catch (IOException exception)
        {
            throw new RejectReportException(exception);
        }
    }
}
