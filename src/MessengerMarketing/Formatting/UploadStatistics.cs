using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Formatting;

/// <summary>What a run did to one audience, with one list or several.</summary>
internal sealed class UploadStatistics(string audienceId)
{
    private readonly List<Guid> _runIds = [];
    private readonly Stopwatch _clock = new();
    private long _waitedTicks;
    private int _retries;

    public string AudienceId { get; } = audienceId;

    public UploadTally Tally { get; } = new();

    /// <summary>A list begins.</summary>
    public void Begin(Guid runId)
    {
        _runIds.Add(runId);
        _clock.Start();
    }

    /// <summary>The list has ended.</summary>
    public void End() => _clock.Stop();

    /// <summary>A call is tried again. From any thread.</summary>
    public void Retry(TimeSpan wait)
    {
        Interlocked.Increment(ref _retries);
        Wait(wait);
    }

    /// <summary>The rate limits held calls back. From any thread.</summary>
    public void Wait(TimeSpan wait) => Interlocked.Add(ref _waitedTicks, wait.Ticks);

    public UploadSummary Summarize() => Tally.Summarize(AudienceId, _runIds, _clock.Elapsed, Volatile.Read(ref _retries), TimeSpan.FromTicks(Interlocked.Read(ref _waitedTicks)));
}
