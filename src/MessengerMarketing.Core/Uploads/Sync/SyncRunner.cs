using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// Keeps an audience in sync with a list. Call <see cref="UploadRunner.PrepareAsync"/> of <see cref="Reader"/>, then <see cref="StartListAsync"/>, read the reader's events until
/// <see cref="ListCompleted"/>, call <see cref="CompareAsync"/>, and <see cref="ApplyAsync"/> while you read <see cref="Events"/>. Use it from one thread. Its work runs
/// on others.
/// </summary>
internal sealed class SyncRunner : IDisposable
{
    private readonly GraphContext _context;
    private readonly SyncOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly Channel<UploadEvent> _events = Channel.CreateUnbounded<UploadEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Func<string, UploadAction, UploadOptions, IBatchSender> _createSender;
    private readonly IFileOperations _operations;
    private readonly GraphClient? _client;
    private readonly UploadPacer _pacer;
    private readonly Stopwatch _clock = new();
    private readonly Guid _runId = Guid.NewGuid();
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private SyncList? _list;
    private SyncState? _state;
    private SyncListEntries? _entries;
    private SyncComparison? _comparison;
    private SyncPlan? _plan;
    private SyncChanges? _changes;
    private RowSpool? _spool;
    private int _retries;

    /// <summary>Creates a runner. Nothing is read or sent yet.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="options">How the audience is kept in sync.</param>
    /// <param name="cancellationToken">Stops everything at once.</param>
    public SyncRunner(GraphContext context, SyncOptions options, CancellationToken cancellationToken)
        : this(context, options, FileOperations.Instance, cancellationToken)
    {
    }

    /// <summary>Creates a runner with another sender than HTTP.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="options">How the audience is kept in sync.</param>
    /// <param name="createSender">Creates the sender for an audience's ID and an action.</param>
    /// <param name="cancellationToken">Stops everything at once.</param>
    public SyncRunner(GraphContext context, SyncOptions options, Func<string, UploadAction, UploadOptions, IBatchSender> createSender, CancellationToken cancellationToken)
        : this(context, options, createSender, FileOperations.Instance, cancellationToken)
    {
    }

    /// <summary>Creates a runner with other file operations.</summary>
    internal SyncRunner(GraphContext context, SyncOptions options, IFileOperations operations, CancellationToken cancellationToken)
        : this(context, options, null, operations, cancellationToken)
    {
        _client = new GraphClient(context, options.ConfigureClient(context.ClientOptions with { OnRetry = OnRetry, MaxWait = options.MaxWait, WaitsOutThrottling = true }));
    }

    /// <summary>Creates a runner with another sender than HTTP, or other file operations.</summary>
    internal SyncRunner(
        GraphContext context, SyncOptions options, Func<string, UploadAction, UploadOptions, IBatchSender>? createSender, IFileOperations operations, CancellationToken cancellationToken)
    {
        _context = context;
        _options = options;
        _operations = operations;
        _cancellationToken = cancellationToken;
        _createSender = createSender ?? ((audienceId, action, upload) => new AudienceUsersSender(_client!, audienceId, action, upload));
        _pacer = new UploadPacer(options.Upload.ThrottleLimit, onChange: pace => _events.Writer.TryWrite(new PaceChanged(_list?.AudienceId ?? string.Empty, pace)));
        Reader = new UploadRunner(context, CreateReaderOptions(), static (_, _) => NoSender.Instance, cancellationToken);
    }

    /// <summary>Reads, hashes, and counts the list. Nothing is sent during this.</summary>
    public UploadRunner Reader { get; }

    /// <summary>The events while the changes are sent. Open until the runner is disposed.</summary>
    public ChannelReader<UploadEvent> Events => _events.Reader;

    /// <summary>Whether others had access to the state before.</summary>
    public bool WasStateOpenToOthers => _state is { WasOpenToOthers: true };

    /// <summary>Opens the state, and starts to read the list. There is one list.</summary>
    /// <exception cref="SyncStateException">The state belongs to another list, or cannot be read.</exception>
    /// <exception cref="System.IO.IOException">The source or the state cannot be read, or another run uses the state.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the source or the state is denied.</exception>
    public async Task StartListAsync(SyncList list, CancellationToken cancellationToken)
    {
        try
        {
            UploadRules.Check(list.Mapping, _options.Upload);
            _list = list;
            var identity = SyncIdentity.From(_context, list.AudienceId, list.Mapping, _options.Upload);
            _state = await Task.Run(
                () => _options.IsDryRun ? SyncState.OpenDryRun(_options.StatePath, identity, _options.Full) : SyncState.Open(_options.StatePath, identity, _options.Full, _operations, _options.MinPartsToAppend),
                cancellationToken);
            _spool = _options.IsDryRun ? null : new RowSpool(_state.CreateTemporaryFile);
            _entries = new SyncListEntries(list.Mapping.Schema, _state.CreateTemporaryFile, list.Reopen is null ? _spool : null);
        }
        catch
        {
            list.Source?.Dispose();
            throw;
        }

        _clock.Start();
        await Reader.StartListAsync(new UploadList { AudienceId = list.AudienceId, Mapping = list.Mapping, Source = list.Source }, cancellationToken);
    }

    /// <summary>Compares the list with the state. Call it once the list is read to its end without an error.</summary>
    /// <exception cref="SyncStateException">The state cannot be read.</exception>
    /// <exception cref="System.IO.IOException">The temporary files cannot be read or written.</exception>
    public Task<SyncChanges> CompareAsync() => Task.Run(
        () =>
        {
            _comparison = SyncComparison.Compare(_state!.Entries, _entries!, Reader.Suppression, _options.Full, _state.CreateTemporaryFile, _cancellationToken);
            var planner = new SyncPlanner(_options, _comparison, _entries!, _state.Header, Reader.Statistics.Sum(static statistics => statistics.Tally.RowsRead));
            (_plan, _changes) = planner.Plan(_state.CreateTemporaryFile, _cancellationToken);
            return _changes;
        },
        _cancellationToken);

    /// <summary>Sends the changes: removals first. The state records what the Graph API accepted, even if the run stops early.</summary>
    /// <returns>The summary, and the error that stopped the run early, or null.</returns>
    /// <exception cref="SyncStateException">The state cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped. The next run continues from what was accepted.</exception>
    public async Task<(SyncSummary Summary, Exception? Error)> ApplyAsync()
    {
        SyncChanges changes = _changes!;
        if (_options.IsDryRun)
        {
            return (Summarize(changes, null, "WhatIf", changes.People), null);
        }

        UploadOptions upload = _options.Upload with { RunId = _runId, Host = _context.ForeignHost() };
        var sender = new SyncSender(_state!.Log, _pacer, upload, _events.Writer, _cancellationToken);
        var changeSender = new SyncChangeSender(_list!, _state, _comparison!, _plan!, changes, _spool!);
        Exception? error = await Task.Run(() => changeSender.SendAsync(sender, action => _createSender(_list!.AudienceId, action, upload), upload, _cancellationToken), _cancellationToken);
        _cancellationToken.ThrowIfCancellationRequested();
        bool isComplete = error is null && sender.Tally.RowsNotAccepted == 0;
        long people = await Task.Run(() => changeSender.Complete(sender.Tally, isComplete, _started), CancellationToken.None);
        _clock.Stop();
        return (Summarize(changes, sender.Tally, isComplete && !changes.IsStopped ? nameof(Journal.UploadState.Finished) : nameof(Journal.UploadState.Unfinished), people), error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Reader.Dispose();
        _plan?.Dispose();
        _comparison?.Dispose();
        _entries?.Dispose();
        _spool?.Dispose();
        _state?.Dispose();
        _events.Writer.TryComplete();
    }

    private UploadRunnerOptions CreateReaderOptions() => new()
    {
        Action = UploadAction.Add,
        Upload = _options.Upload with { OnHashed = batch => _entries!.Add(batch), OnOptedOut = identifiers => _entries!.AddOptOut(identifiers) },
        SuppressionPaths = _options.SuppressionPaths,
        AllowsUnusableSuppression = _options.AllowsUnusableSuppression,
        RejectPath = _options.RejectPath,
        IsDryRun = true,
    };

    private void OnRetry(GraphRetry retry)
    {
        Interlocked.Increment(ref _retries);
        if (retry.Kind == GraphErrorKind.Throttled)
        {
            _pacer.HoldBack(retry.Delay);
        }
        else if (retry.Kind == GraphErrorKind.NoAnswer)
        {
            _pacer.SlowDown();
        }

        _events.Writer.TryWrite(new CallRetried(_list?.AudienceId ?? string.Empty, retry));
    }

    private SyncSummary Summarize(SyncChanges changes, SyncTally? tally, string state, long people)
    {
        UploadSummary read = Reader.Statistics.Single().Summarize();
        return new SyncSummary
        {
            AudienceId = _list!.AudienceId,
            Host = _context.ForeignHost(),
            State = state,
            RunId = _runId,
            Added = tally?.Added[0] ?? changes.Added,
            Changed = tally?.Added[1] ?? changes.Changed,
            Resent = tally?.Added[2] ?? changes.Resent,
            Removed = tally?.Removed[0] ?? changes.Removed,
            OptedOut = tally?.Removed[1] ?? changes.OptedOut,
            ChangedIdentifiers = tally?.Removed[2] ?? changes.ChangedIdentifiers,
            Unchanged = changes.Unchanged,
            HeldBack = changes.HeldBack,
            PendingRemovals = tally is null ? 0 : SyncChangeSender.CountPending(changes, tally),
            Kept = changes.Kept,
            KeptBecause = changes.Kept > 0 && changes.Guard != SyncGuard.None ? changes.Guard.ToString() : null,
            People = people,
            RowsRead = read.RowsRead,
            RowsUsable = _entries!.Count,
            Rejections = read.Rejections,
            RowsNotAccepted = tally?.RowsNotAccepted ?? 0,
            Retries = _retries,
            Batches = tally?.Batches ?? 0,
            Duration = _clock.Elapsed,
        };
    }
}
