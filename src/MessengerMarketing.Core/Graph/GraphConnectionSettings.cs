using System;
using System.Globalization;

namespace MessengerMarketing.Graph;

/// <summary>Retry and timeout settings of a connection.</summary>
public sealed record GraphConnectionSettings
{
    /// <summary>The maximum of <see cref="MaxRetryCount"/>.</summary>
    public const int MaxRetries = GraphClientOptions.MaxRetriesLimit;

    /// <summary>The maximum of <see cref="RetryIntervalSec"/> and <see cref="TimeoutSec"/>, in seconds.</summary>
    public const int MaxSeconds = 3600;

    /// <summary>The default retry count.</summary>
    public const int DefaultMaxRetryCount = 6;

    /// <summary>The default timeout, in seconds.</summary>
    public const int DefaultTimeoutSec = 30;

    private const int MaxConnectSec = 15;

    /// <summary>Number of retries of a failed call, 0 to 100.</summary>
    /// <exception cref="ArgumentException">The value is out of range.</exception>
    public int MaxRetryCount
    {
        get => field;
        init => field = Check(value, 0, MaxRetries, nameof(MaxRetryCount));
    } = DefaultMaxRetryCount;

    /// <summary>
    /// Seconds before the first retry, 1 to 3,600. The delay doubles with each retry. Null for 1 second, and 15 seconds after a rate limit error.
    /// </summary>
    /// <exception cref="ArgumentException">The value is out of range.</exception>
    public int? RetryIntervalSec
    {
        get => field;
        init => field = value is { } seconds ? Check(seconds, 1, MaxSeconds, nameof(RetryIntervalSec)) : null;
    }

    /// <summary>Seconds that a call may take without progress, 1 to 3,600.</summary>
    /// <exception cref="ArgumentException">The value is out of range.</exception>
    public int TimeoutSec
    {
        get => field;
        init => field = Check(value, 1, MaxSeconds, nameof(TimeoutSec));
    } = DefaultTimeoutSec;

    internal GraphClientOptions ToClientOptions()
    {
        var options = new GraphClientOptions
        {
            MaxRetries = MaxRetryCount,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            ConnectTimeout = TimeSpan.FromSeconds(Math.Min(TimeoutSec, MaxConnectSec)),
        };
        return RetryIntervalSec is not { } seconds ? options : options with
        {
            BaseDelay = TimeSpan.FromSeconds(seconds),
            ThrottledDelay = TimeSpan.FromSeconds(seconds),
            MaxDelay = TimeSpan.FromSeconds(Math.Max(seconds, options.MaxDelay.TotalSeconds)),
        };
    }

    private static int Check(int value, int min, int max, string name) => value >= min && value <= max
        ? value
        : throw new ArgumentException(string.Format(CultureInfo.InvariantCulture, "{0} must be from {1} to {2:N0}.", name, min, max), name);
}
