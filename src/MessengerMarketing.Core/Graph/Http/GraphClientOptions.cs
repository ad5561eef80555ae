using System;

namespace MessengerMarketing.Graph;

/// <summary>How a client retries, waits and times out. The defaults suit an unattended upload.</summary>
public sealed record GraphClientOptions
{
    /// <summary>The largest allowed number of retries.</summary>
    public const int MaxRetriesLimit = 100;

    /// <summary>Number of retries of a failed request, 0 to 100.</summary>
    public int MaxRetries { get; init; } = 6;

    /// <summary>Delay after the first failed attempt. It doubles with each attempt, and is reduced by a random part of up to one half.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The delay after a throttling error. Limits reset slowly: production clients were still throttled after minutes.</summary>
    public TimeSpan ThrottledDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The maximum delay that doubling can reach.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The total time that throttling, retries and connection attempts may delay one request. When the server asks for a longer wait than
    /// the remaining time, the request fails immediately. Zero means no retries. One hour is the window of the custom audience limit.
    /// </summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether a throttled request is retried until <see cref="MaxWait"/> has passed, instead of <see cref="MaxRetries"/> times.
    /// </summary>
    public bool WaitsOutThrottling { get; init; }

    /// <summary>Timeout of connecting, including the TLS handshake. For a GET it is part of <see cref="Timeout"/>.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Timeout of an attempt that makes no progress: while the request is sent, until the response starts, and while it is read. Less than
    /// 1 KiB per second counts as no progress. A large body that keeps moving has no time limit.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Maximum size of a response, in bytes after decompression.</summary>
    public int MaxResponseBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Clock for delays and for dates in headers. Elapsed time is measured with its timestamps, not with its time of day.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Called before each attempt with its operation and number, on the thread of the request. It must not throw.</summary>
    public Action<string, int>? OnAttempt { get; init; }

    /// <summary>Called when a request has ended, whether it succeeded or failed. It must not throw.</summary>
    public Action? OnEnd { get; init; }

    /// <summary>Called before each delay, on the thread of the request. It must not throw.</summary>
    public Action<GraphRetry>? OnRetry { get; init; }

    /// <summary>Called for each response when its headers have arrived, on the thread of the request. It must not throw.</summary>
    public Action<ServedCall>? OnServed { get; init; }

    /// <summary>Minimum timeout of an attempt, even when <see cref="MaxWait"/> is shorter: a server needs some time to respond.</summary>
    internal TimeSpan MinAttemptTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Number of retries when the server does not respond: a network device may have dropped an idle connection.</summary>
    internal int MaxTimeoutRetries { get; init; } = 1;

    internal static void Check(GraphClientOptions options)
    {
        if (options.MaxRetries is < 0 or > MaxRetriesLimit)
        {
            throw new ArgumentException("MaxRetries must be from 0 to 100.", nameof(options));
        }

        if (options.BaseDelay < TimeSpan.Zero || options.ThrottledDelay < TimeSpan.Zero || options.MaxDelay < TimeSpan.Zero || options.MaxWait < TimeSpan.Zero)
        {
            throw new ArgumentException("Delays and waits cannot be negative.", nameof(options));
        }

        if (options.MaxDelay.TotalDays > 1 || options.MaxWait.TotalDays > 1)
        {
            throw new ArgumentException("Delays and waits must be at most one day.", nameof(options));
        }

        if (options.Timeout <= TimeSpan.Zero || options.Timeout.TotalDays > 1 || options.ConnectTimeout <= TimeSpan.Zero || options.ConnectTimeout.TotalDays > 1)
        {
            throw new ArgumentException("Timeouts must be more than zero and at most one day.", nameof(options));
        }

        if (options.MaxResponseBytes < 1)
        {
            throw new ArgumentException("MaxResponseBytes must be at least 1.", nameof(options));
        }
    }
}
