using System;

namespace MessengerMarketing.Graph;

/// <summary>
/// Decides for one call, failure by failure, whether it is tried again and how long to wait before. Attempts are limited in number and,
/// by a monotonic clock, in time. A wait that the server asks for lengthens the back-off and never shortens it.
/// </summary>
internal sealed class RetrySchedule(GraphClientOptions options)
{
    private static readonly TimeSpan MaxJitter = TimeSpan.FromSeconds(1);
    private static readonly Random Jitter = new();

    /// <summary>How long a later attempt may be silent when no time is left.</summary>
    internal static readonly TimeSpan MinRetryTime = TimeSpan.FromSeconds(1);

    private readonly long _started = options.TimeProvider.GetTimestamp();
    private int _failures;
    private int _retries;
    private int _throttledRetries;
    private int _timeoutRetries;

    /// <summary>What is left of <see cref="GraphClientOptions.MaxWait"/>.</summary>
    public TimeSpan TimeLeft
    {
        get
        {
            var left = options.MaxWait - options.TimeProvider.GetElapsedTime(_started);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>How long the next attempt may go on without progress.</summary>
    public TimeSpan AttemptTime => _failures == 0
        ? Longer(options.MaxWait, options.MinAttemptTime)
        : Longer(TimeLeft, MinRetryTime);

    /// <summary>The number of attempts there are at most after a failure of this kind; null where only time limits them.</summary>
    public int? MaxAttempts(GraphFailure failure) => WaitsOut(failure) ? null : options.MaxRetries + 1;

    /// <summary>Whether the server asks for a longer wait than what is left.</summary>
    public bool IsAskedTooMuch(GraphFailure failure) => failure.IsTransient && failure.RetryAfter > TimeLeft;

    /// <summary>Takes note of a failure.</summary>
    /// <returns>The wait before the next attempt; null when there is none.</returns>
    public TimeSpan? NextDelay(GraphFailure failure)
    {
        _failures++;
        var left = TimeLeft;
        if (!failure.IsTransient || left == TimeSpan.Zero || failure.RetryAfter > left || !HasRetryLeft(failure))
        {
            return null;
        }

        var delay = Longer(BackOff(failure), AskedWait(failure));

        // The last wait is shortened to what is left, so that the whole time is used before the call is given up.
        return delay < left ? delay : left;
    }

    private bool HasRetryLeft(GraphFailure failure)
    {
        if (WaitsOut(failure))
        {
            return _throttledRetries++ < GraphClientOptions.MaxRetriesLimit;
        }

        if (failure.IsTimeout && _timeoutRetries++ >= options.MaxTimeoutRetries)
        {
            return false;
        }

        return _retries++ < options.MaxRetries;
    }

    private bool WaitsOut(GraphFailure failure) => options.WaitsOutThrottling && failure.Kind == GraphErrorKind.Throttled;

    private TimeSpan BackOff(GraphFailure failure)
    {
        var first = failure.Kind == GraphErrorKind.Throttled ? options.ThrottledDelay : options.BaseDelay;
        var grown = Math.Min(first.TotalMilliseconds * Math.Pow(2, _failures - 1), options.MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(grown * (1 - (NextRandom() / 2)));
    }

    /// <summary>What the server asks for, and a little more: callers that were held back together should not come back at the same instant.</summary>
    private static TimeSpan AskedWait(GraphFailure failure) => failure.RetryAfter is { } asked && asked > TimeSpan.Zero
        ? asked + TimeSpan.FromMilliseconds(Math.Min(MaxJitter.TotalMilliseconds, asked.TotalMilliseconds / 10) * NextRandom())
        : TimeSpan.Zero;

    private static TimeSpan Longer(TimeSpan first, TimeSpan second) => first > second ? first : second;

    private static double NextRandom()
    {
        lock (Jitter)
        {
            return Jitter.NextDouble();
        }
    }
}
