using System;

namespace MessengerMarketing.Graph;

/// <summary>How a client retries, waits and times out. The defaults suit an unattended upload.</summary>
public sealed record GraphClientOptions
{
    /// <summary>The largest number of retries that is allowed.</summary>
    public const int MaxRetriesLimit = 100;

    /// <summary>How often a failed request is sent again, 0 to 100.</summary>
    public int MaxRetries { get; init; } = 6;

    /// <summary>Wait after the first failed attempt. It doubles with each attempt, and a random part of at most half is taken off.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The same after a throttling error. Limits refill slowly: production clients still met them after minutes.</summary>
    public TimeSpan ThrottledDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest wait that doubling leads to.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long throttling, retries and connection attempts may hold up one request, all together. The request fails at once when the server
    /// asks for a longer wait than what is left of it. Zero means no retries. One hour is the window of the custom-audience limit.
    /// </summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether a throttled request is retried until <see cref="MaxWait"/> has passed, however many attempts that takes, instead of
    /// <see cref="MaxRetries"/> times.
    /// </summary>
    public bool WaitsOutThrottling { get; init; }

    /// <summary>How long connecting may take, TLS handshake included. A GET counts it as part of <see cref="Timeout"/>.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long an attempt may go on without progress: while the request is sent, until the response begins, and while it is read. Less than
    /// 1 KiB a second counts as no progress. A large body that moves may take any time.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest response read, in bytes after decompression.</summary>
    public int MaxResponseBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Clock of the waits between attempts, and of dates in headers. Elapsed time is measured by its timestamps, never by its time of day.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Called before each attempt with its operation and number, on whatever thread the request runs on. It must not throw.</summary>
    public Action<string, int>? OnAttempt { get; init; }

    /// <summary>Called when a request has ended, however it did. It must not throw.</summary>
    public Action? OnEnd { get; init; }

    /// <summary>Called before each wait, on whatever thread the request runs on. It must not throw.</summary>
    public Action<GraphRetry>? OnRetry { get; init; }

    /// <summary>How long an attempt may be silent even when <see cref="MaxWait"/> is shorter: a server needs a moment to answer.</summary>
    internal TimeSpan MinAttemptTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a request to a silent server is sent again: an idle connection may have been dropped on the way.</summary>
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
            throw new ArgumentException("Delays and waits are at most a day.", nameof(options));
        }

        if (options.Timeout <= TimeSpan.Zero || options.Timeout.TotalDays > 1 || options.ConnectTimeout <= TimeSpan.Zero || options.ConnectTimeout.TotalDays > 1)
        {
            throw new ArgumentException("Timeouts are more than zero and at most a day.", nameof(options));
        }

        if (options.MaxResponseBytes < 1)
        {
            throw new ArgumentException("MaxResponseBytes must be at least 1.", nameof(options));
        }
    }
}
