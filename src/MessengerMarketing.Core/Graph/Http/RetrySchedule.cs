using System;

namespace MessengerMarketing.Graph;

/// <summary>
/// Decides for each failure of a call whether to retry, and how long to wait before. The number of attempts and the total time are limited;
/// time is measured with a monotonic clock. A wait that the server asks for can lengthen the back-off, but never shortens it.
/// </summary>
internal sealed class RetrySchedule(GraphClientOptions options)
{
    private static readonly TimeSpan MaxJitter = TimeSpan.FromSeconds(1);
    private static readonly Random Jitter = new();

    /// <summary>Timeout of a retry when no time is left.</summary>
    internal static readonly TimeSpan MinRetryTime = TimeSpan.FromSeconds(1);

    private readonly long _started = options.TimeProvider.GetTimestamp();
    private int _failures;
    private int _retries;
    private int _throttledRetries;
    private int _timeoutRetries;

    /// <summary>The remaining time of <see cref="GraphClientOptions.MaxWait"/>.</summary>
    public TimeSpan TimeLeft
    {
        get
        {
            TimeSpan left = options.MaxWait - options.TimeProvider.GetElapsedTime(_started);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Timeout of the next attempt without progress.</summary>
    public TimeSpan AttemptTime => _failures == 0
        ? Max(options.MaxWait, options.MinAttemptTime)
        : Max(TimeLeft, MinRetryTime);

    /// <summary>Returns the maximum number of attempts after this failure; null when only time limits them.</summary>
    public int? MaxAttempts(GraphFailure failure) => IsLimitedByTime(failure) ? null : options.MaxRetries + 1;

    /// <summary>Returns whether the server asks for a longer wait than the remaining time.</summary>
    public bool ExceedsTimeLeft(GraphFailure failure) => failure.IsTransient && failure.RetryAfter > TimeLeft;

    /// <summary>Records a failure.</summary>
    /// <returns>The delay before the next attempt; null when there is none.</returns>
    public TimeSpan? NextDelay(GraphFailure failure)
    {
        _failures++;
        TimeSpan left = TimeLeft;
        if (!failure.IsTransient || left == TimeSpan.Zero || failure.RetryAfter > left || !HasRetryLeft(failure))
        {
            return null;
        }

        TimeSpan delay = Max(BackOff(failure), GetRequestedWait(failure));

        // The last delay is shortened to the remaining time, so that the whole time is used before the call fails.
        return delay < left ? delay : left;
    }

    private bool HasRetryLeft(GraphFailure failure)
    {
        if (IsLimitedByTime(failure))
        {
            return _throttledRetries++ < GraphClientOptions.MaxRetriesLimit;
        }

        if (failure.IsTimeout && _timeoutRetries++ >= options.MaxTimeoutRetries)
        {
            return false;
        }

        return _retries++ < options.MaxRetries;
    }

    private bool IsLimitedByTime(GraphFailure failure) => options.WaitsOutThrottling && failure.Kind == GraphErrorKind.Throttled;

    private TimeSpan BackOff(GraphFailure failure)
    {
        TimeSpan first = failure.Kind == GraphErrorKind.Throttled ? options.ThrottledDelay : options.BaseDelay;
        double grown = Math.Min(first.TotalMilliseconds * Math.Pow(2, _failures - 1), options.MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(grown * (1 - (NextRandom() / 2)));
    }

    /// <summary>Returns the wait that the server asks for plus jitter, so that callers that were throttled together do not return at the same instant.</summary>
    private static TimeSpan GetRequestedWait(GraphFailure failure) => failure.RetryAfter is { } requested && requested > TimeSpan.Zero
        ? requested + TimeSpan.FromMilliseconds(Math.Min(MaxJitter.TotalMilliseconds, requested.TotalMilliseconds / 10) * NextRandom())
        : TimeSpan.Zero;

    private static TimeSpan Max(TimeSpan first, TimeSpan second) => first > second ? first : second;

    private static double NextRandom()
    {
        lock (Jitter)
        {
            return Jitter.NextDouble();
        }
    }
}
