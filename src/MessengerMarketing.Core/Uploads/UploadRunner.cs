using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Uploads;

/// <summary>Uploads lists one at a time: applies the guard rails and the suppression lists, keeps the journal and the report of rejected rows, paces the calls,
/// and counts. Call <see cref="PrepareAsync"/> once, then <see cref="StartListAsync"/> for each list, and read <see cref="Events"/> until
/// <see cref="ListCompleted"/> before the next list. Use it from one thread. Its work runs on other threads.</summary>
internal sealed class UploadRunner : IDisposable
{
    private readonly GraphContext _context;
    private readonly UploadRunnerOptions _options;
    private readonly Func<string, UploadOptions, IBatchSender> _createSender;
    private readonly CancellationToken _cancellationToken;
    private readonly UploadPacer _pacer;
    private readonly GraphClient? _client;
    private readonly Channel<UploadEvent> _events = Channel.CreateUnbounded<UploadEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<UploadStatistics> _statistics = [];
    private RejectReport? _rejects;
    private SuppressionList? _suppression;
    private IReadOnlyList<JournalFileMark> _suppressionMarks = [];
    private UploadStatistics? _current;
    private ListUpload? _list;
    private bool _hasJournal;

    /// <summary>Creates a runner. Nothing is read or sent yet.</summary>
    /// <param name="context">The account to upload for.</param>
    /// <param name="options">The options for all lists.</param>
    /// <param name="cancellationToken">Stops everything immediately.</param>
    public UploadRunner(GraphContext context, UploadRunnerOptions options, CancellationToken cancellationToken)
        : this(context, options, null, cancellationToken)
    {
        _client = new GraphClient(context, options.ConfigureClient(context.ClientOptions with
        {
            OnRetry = OnRetry,
            MaxWait = options.MaxWait,
            WaitsOutThrottling = true,
        }));
    }

    /// <summary>Creates a runner with its own way to send batches.</summary>
    /// <param name="context">The account to upload for.</param>
    /// <param name="options">The options for all lists.</param>
    /// <param name="createSender">Creates the sender for the ID of an audience. Null for the Graph API.</param>
    /// <param name="cancellationToken">Stops everything immediately.</param>
    public UploadRunner(GraphContext context, UploadRunnerOptions options, Func<string, UploadOptions, IBatchSender>? createSender, CancellationToken cancellationToken)
    {
        _context = context;
        _options = options;
        _createSender = createSender ?? ((audienceId, upload) => new AudienceUsersSender(_client!, audienceId, options.Action, upload));
        _cancellationToken = cancellationToken;
        _pacer = new UploadPacer(
            options.Upload.ThrottleLimit,
            onChange: pace => _events.Writer.TryWrite(new PaceChanged(_current?.AudienceId ?? string.Empty, pace)),
            onHeld: held => _current?.AddWait(held));
    }

    /// <summary>The events, in order. Unbounded, and open until the runner is disposed.</summary>
    public ChannelReader<UploadEvent> Events => _events.Reader;

    /// <summary>Accepts the blocks of a list without a source. Call <see cref="CompleteBlocks"/> after the last block. It is bounded, and refuses blocks after
    /// the upload has stopped.</summary>
    public ChannelWriter<RowBlock> Blocks => (_list ?? throw new InvalidOperationException("No list was started.")).Blocks;

    /// <summary>People who must not be uploaded, or null if there are none or they have not been read yet.</summary>
    internal SuppressionList? Suppression => _suppression;

    /// <summary>The statistics for each audience. Read them between lists.</summary>
    public IReadOnlyList<UploadStatistics> Statistics => _statistics;

    /// <summary>Reads the suppression lists and creates the report of rejected rows, before anything is sent.</summary>
    /// <exception cref="SuppressionException">A suppression list cannot be read to its end.</exception>
    /// <exception cref="IOException">The report cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The report may not be created.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_options.SuppressionPaths.Count > 0)
        {
            await Task.Run(() => LoadSuppression(cancellationToken), cancellationToken);
        }

        if (_options.RejectPath is { } path)
        {
            _rejects = new RejectReport(path);
        }
    }

    /// <summary>Changes the size of the remaining batches of an interrupted upload, before its list is opened. Queries batches that may have arrived, except in
    /// a dry run.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="batchSize">Maximum number of rows per call, 1 to 10,000.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public Task ChangeBatchSizeAsync(ResumableUpload upload, int batchSize, CancellationToken cancellationToken)
        => upload.ChangeBatchSizeAsync(batchSize, _options.IsDryRun ? null : _createSender(upload.Header.AudienceId, _options.Upload), cancellationToken);

    /// <summary>Starts a list. The previous list must have ended. Disposes the source and the journal of the list, even if it fails.</summary>
    /// <exception cref="ColumnMappingException">The list has neither an EMAIL nor a PHONE column.</exception>
    /// <exception cref="ArgumentException">An option does not fit the list.</exception>
    /// <exception cref="JournalException">The journal cannot be used.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The source may not be read.</exception>
    public async Task StartListAsync(UploadList list, CancellationToken cancellationToken)
    {
        UploadJournal? journal = list.Journal;
        try
        {
            UploadOptions upload = _options.Upload with { RunId = journal?.Header.RunId ?? Guid.NewGuid(), Suppression = _suppression, Action = _options.Action, Host = _context.ForeignHost() };
            if (list.Source is null)
            {
                // The thread that delivers the rows limits the speed and needs its own processor.
                upload = upload with { Encoders = Math.Max(1, upload.Encoders - 1) };
            }

            if (list.Journal is { } resumed)
            {
                upload = upload with { BatchSize = resumed.MaxBatchRows };
            }

            UploadRules.Check(list.Mapping, upload);
            journal ??= await Task.Run(() => CreateJournal(list, upload, cancellationToken), cancellationToken);
            if (journal is { WasOpenToOthers: true })
            {
                _events.Writer.TryWrite(new JournalRestricted());
            }

            _current = StatisticsFor(list.AudienceId);
            _list?.Dispose();
            _list = ListUpload.Start(list, _createSender(list.AudienceId, upload), upload, _options, _current, journal, _rejects, _pacer, _events.Writer, _cancellationToken);
        }
        catch
        {
            list.Source?.Dispose();
            journal?.Dispose();
            throw;
        }
    }

    /// <summary>Ends a list without a source, after its last block. A list with a source ends automatically.</summary>
    public void CompleteBlocks() => _list?.CompleteBlocks();

    /// <inheritdoc/>
    public void Dispose()
    {
        _list?.Dispose();
        _events.Writer.TryComplete();
        try
        {
            _rejects?.Dispose();
        }
        catch (IOException)
        {
            // The error that ended the list was already reported.
        }
    }

    private void LoadSuppression(CancellationToken cancellationToken)
    {
        try
        {
            if (_options.JournalPath is not null && !_options.IsDryRun)
            {
                // Done first, so that a named pipe is refused before it is read.
                _suppressionMarks = [.. _options.SuppressionPaths.Select(path => JournalFileMark.FromFile(path, cancellationToken))];
            }

            _suppression = SuppressionList.Read(_options.SuppressionPaths, _options.Upload.Hashing, _options.AllowsUnusableSuppression, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CustomerFileException or UnusableSuppressionException)
        {
            throw new SuppressionException(exception);
        }

        _events.Writer.TryWrite(new SuppressionLoaded(_suppression));
    }

    /// <summary>A dry run writes no journal, because the next upload would consider it an interrupted upload.</summary>
    private UploadJournal? CreateJournal(UploadList list, UploadOptions upload, CancellationToken cancellationToken)
    {
        if (_options.JournalPath is not { } path || _options.IsDryRun)
        {
            return null;
        }

        if (_hasJournal)
        {
            throw new JournalException(JournalProblem.SecondList, "A journal records one list. Upload each list in a separate call with a separate journal.");
        }

        _hasJournal = true;
        JournalHeader header = JournalHeaders.Create(_context, list.AudienceId, _options.Action, list.Mapping, upload, list.Source?.CreateJournalSource(cancellationToken), _suppressionMarks);
        try
        {
            return UploadJournal.Create(path, header with { MaxRejectPercent = _options.MaxRejectPercent, AllowsUnusableSuppression = _options.AllowsUnusableSuppression });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(JournalProblem.NotAccessible, exception.Message, exception);
        }
    }

    private UploadStatistics StatisticsFor(string audienceId)
    {
        UploadStatistics? statistics = _statistics.Find(each => each.AudienceId == audienceId);
        if (statistics is null)
        {
            _statistics.Add(statistics = new UploadStatistics(audienceId, _context.ForeignHost()));
        }

        return statistics;
    }

    /// <summary>Counts a retry and slows down the other calls. Thread-safe.</summary>
    internal void OnRetry(GraphRetry retry)
    {
        _current?.AddRetry(retry.Delay);
        if (retry.Kind == GraphErrorKind.Throttled)
        {
            _pacer.HoldBack(retry.Delay);
        }
        else if (retry.Kind == GraphErrorKind.NoAnswer)
        {
            _pacer.SlowDown();
        }

        _events.Writer.TryWrite(new CallRetried(_current?.AudienceId ?? string.Empty, retry));
    }
}
