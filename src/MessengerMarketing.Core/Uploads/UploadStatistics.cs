using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>The counts and times of a run for one audience, over all of its lists.</summary>
internal sealed class UploadStatistics
{
    private readonly List<Guid> _runIds = [];
    private readonly Stopwatch _clock = new();
    private long _waitedTicks;
    private readonly string? _host;
    private int _retries;
    private bool _isUnfinished;
    private bool _isChanged;

    internal UploadStatistics(string audienceId, string? host)
    {
        AudienceId = audienceId;
        _host = host;
    }

    /// <summary>The audience's id.</summary>
    public string AudienceId { get; }

    /// <summary>The counts. Read them between lists, because they change during an upload.</summary>
    public UploadTally Tally { get; } = new();

    /// <summary>Creates a summary of the counts so far.</summary>
    public UploadSummary Summarize()
        => Tally.Summarize(AudienceId, _runIds, _clock.Elapsed, Volatile.Read(ref _retries), TimeSpan.FromTicks(Interlocked.Read(ref _waitedTicks))) with
        {
            Host = _host,
            State = _isChanged ? nameof(UploadState.Changed)
                : _isUnfinished || Tally.RowsAccepted < Tally.RowsPrepared ? nameof(UploadState.Unfinished)
                : nameof(UploadState.Finished),
        };

    internal void BeginList(Guid runId)
    {
        _runIds.Add(runId);
        _clock.Start();
    }

    internal void EndList(Exception? error)
    {
        _clock.Stop();
        _isChanged |= error is SourceChangedException;
        _isUnfinished |= error is not null;
    }

    /// <summary>Counts a call that is retried after a wait. Thread-safe.</summary>
    internal void AddRetry(TimeSpan wait)
    {
        Interlocked.Increment(ref _retries);
        AddWait(wait);
    }

    /// <summary>Counts the time in which rate limits prevented calls. Thread-safe.</summary>
    internal void AddWait(TimeSpan wait) => Interlocked.Add(ref _waitedTicks, wait.Ticks);
}
