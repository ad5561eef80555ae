using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Uploads;

/// <summary>A running upload: blocks of rows go in, events come out. Several blocks are hashed and sent at the same time on other threads. The owner's thread
/// only adds rows and reads events. At most two blocks wait for hashing and two batches for sending, so memory is bounded by the batches in flight and not by
/// the length of the list.</summary>
internal sealed class AudienceUpload : IDisposable
{
    private const int Waiting = 2;

    private readonly UploadOptions _options;
    private readonly UploadJournal? _journal;
    private readonly BatchDispatch _dispatch;
    private readonly BatchMemory _memory;
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationToken _token;
    private readonly Channel<RowBlock> _blocks = Channel.CreateBounded<RowBlock>(Waiting);
    private readonly Channel<BatchPrepared> _prepared = Channel.CreateBounded<BatchPrepared>(Waiting);
    private readonly Channel<UploadEvent> _events = Channel.CreateUnbounded<UploadEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly UploadFault _fault;
    private Task _completion = Task.CompletedTask;
    private bool _disposed;

    private AudienceUpload(BatchDispatch dispatch, UploadOptions options, UploadJournal? journal, BatchMemory memory, CancellationToken cancellationToken)
    {
        _memory = memory;
        _dispatch = dispatch;
        _options = options;
        _journal = journal;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _token = _cancellation.Token;
        _fault = new UploadFault(_blocks.Writer);
    }

    /// <summary>The events, in order. Ends after the last block is complete, after <see cref="UploadStopped"/>, or when the upload is canceled.</summary>
    public ChannelReader<UploadEvent> Events => _events.Reader;

    /// <summary>Accepts the blocks of the list, in any order. Complete it after the last block. It refuses blocks after the upload has stopped.</summary>
    public ChannelWriter<RowBlock> Blocks => _blocks.Writer;

    /// <summary>Starts an upload.</summary>
    /// <param name="sender">Sends the batches.</param>
    /// <param name="mapping">The list's columns.</param>
    /// <param name="options">The upload options.</param>
    /// <param name="journal">The journal of the upload, including earlier processes, or null. Not disposed with the upload.</param>
    /// <param name="pacer">Delays calls according to the rate limits. Null creates a pacer.</param>
    /// <param name="cancellationToken">Stops the upload immediately. Responses that arrived before are among the events.</param>
    /// <exception cref="ArgumentException">An option does not fit the list: an unknown country, or keys that need an app ID.</exception>
    public static AudienceUpload Start(
        IBatchSender sender,
        ColumnMapping mapping,
        UploadOptions options,
        UploadJournal? journal,
        UploadPacer? pacer,
        CancellationToken cancellationToken)
    {
        UploadRules.Check(mapping, options);

        // Created here, so that an invalid option throws to the caller and not in a worker.
        var filter = new RowFilterOptions { Suppression = options.Suppression, SkipsOptedOut = options.SkipsOptedOut, Duplicates = options.Unique ? new DuplicateFilter() : null, OnOptedOut = options.OnOptedOut, Rows = options.Rows };
        BatchEncoder[] encoders = [.. Enumerable.Range(0, options.Unique ? 1 : options.Encoders).Select(_ => new BatchEncoder(mapping, options.Hashing, filter))];
        var dispatch = new BatchDispatch(sender, options, journal, pacer ?? new UploadPacer(options.ThrottleLimit));
        var upload = new AudienceUpload(dispatch, options, journal, new BatchMemory(options.BatchSize, mapping.Schema.Count, encoders.Length), cancellationToken);
        upload._completion = upload.RunAsync(encoders);
        return upload;
    }

    /// <summary>Starts an upload without a journal.</summary>
    /// <inheritdoc cref="Start(IBatchSender, ColumnMapping, UploadOptions, UploadJournal?, UploadPacer?, CancellationToken)"/>
    public static AudienceUpload Start(IBatchSender sender, ColumnMapping mapping, UploadOptions options, CancellationToken cancellationToken)
        => Start(sender, mapping, options, null, null, cancellationToken);

    /// <summary>Cancels the upload.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _cancellation.Cancel();

            // Workers still use both, so they are disposed when the last worker has ended.
            _ = _completion.ContinueWith(
                _ =>
                {
                    _cancellation.Dispose();
                    _memory.Dispose();
                },
                TaskScheduler.Default);
        }
    }

    /// <summary>Reads blocks from a source on a separate thread, as fast as they are processed. An error of the source ends the upload after all earlier blocks
    /// are complete. When the upload stops, reading stops at the next block.</summary>
    /// <param name="source">The list's blocks.</param>
    public void Feed(IEnumerable<RowBlock> source) => _ = Task.Run(() => new BlockFeed(_blocks.Writer, _token).RunAsync(source));

    private async Task RunAsync(BatchEncoder[] encoders)
    {
        var encode = new EncodingStage(_blocks.Reader, _prepared.Writer, _events.Writer, _memory, _journal, _fault, _options.OnHashed);
        var send = new SendingStage(_prepared.Reader, _events.Writer, _memory, _dispatch, _fault);
        var encoding = Task.WhenAll(encoders.Select(encoder => Guard(() => encode.RunAsync(encoder, _token))));
        var sending = Task.WhenAll(Enumerable.Range(0, _options.ThrottleLimit).Select(_ => Guard(() => send.RunAsync(_token))));
        await encoding;
        _prepared.Writer.TryComplete();
        await sending;

        // After a cancellation, the owner has not yet been notified that no more blocks are accepted.
        _blocks.Writer.TryComplete();
        Drain();
        RecordEnd();
        if (_fault.Exception is { } exception)
        {
            _events.Writer.TryWrite(new UploadStopped(exception));
            _events.Writer.TryComplete();
        }
        else
        {
            _events.Writer.TryComplete(_token.IsCancellationRequested ? new OperationCanceledException(_token) : null);
        }
    }

    /// <summary>If a worker fails, the others stop, and the upload ends with its exception.</summary>
    private Task Guard(Func<Task> work) => Task.Run(async () =>
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            // The owner canceled, or another worker failed and has reported the reason.
        }
        catch (Exception exception)
        {
            _fault.Set(exception);
            _cancellation.Cancel();
        }
    });

    /// <summary>If the list was read to its end, a last line is written to the journal, regardless of the results of single batches.</summary>
    private void RecordEnd()
    {
        if (_fault.Exception is not null || _token.IsCancellationRequested)
        {
            return;
        }

        try
        {
            _journal?.Complete();
        }
        catch (JournalException exception)
        {
            _fault.Set(exception);
        }
    }

    private void Drain()
    {
        while (_blocks.Reader.TryRead(out RowBlock? block))
        {
            block.Dispose();
        }

        while (_prepared.Reader.TryRead(out BatchPrepared? prepared))
        {
            prepared.Batch.Dispose();
        }
    }
}
