using System;
using System.Threading;

namespace MessengerMarketing.Tests.Graph;

/// <summary>A clock whose time of day jumps by a year with each read. Its timestamps are those of <see cref="InstantTime"/>.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private readonly InstantTime _inner = new();
    private int _years;

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow().AddYears(Interlocked.Increment(ref _years));

    public override long GetTimestamp() => _inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _inner.CreateTimer(callback, state, dueTime, period);
}
