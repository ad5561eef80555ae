using System;

namespace MessengerMarketing.Graph;

/// <summary>Told before a wait that precedes another attempt.</summary>
/// <param name="Operation">What is tried, such as <c>POST 1234/users</c>; without query.</param>
/// <param name="Attempt">Number of the attempt that failed, from 1.</param>
/// <param name="MaxAttempts">How many there are at most; null where only time ends them.</param>
/// <param name="Delay">How long the wait is.</param>
/// <param name="Kind">Why the attempt failed.</param>
/// <param name="Reason">The same in words, masked.</param>
/// <param name="Error">The error envelope, when the answer had one.</param>
public sealed record GraphRetry(string Operation, int Attempt, int? MaxAttempts, TimeSpan Delay, GraphErrorKind Kind, string Reason, GraphError? Error);

/// <summary>How a client tries, waits and gives up. The defaults suit an unattended upload.</summary>
public sealed record GraphClientOptions
{
    /// <summary>How often a request is sent again, 0 to 100.</summary>
    public int MaxRetries { get; init; } = 6;

    /// <summary>Wait after the first failed attempt; it doubles from attempt to attempt, and at most half of it is taken off at random.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The same after a throttling error that names no time. Buckets refill slowly: production clients still met the limit after minutes.</summary>
    public TimeSpan ThrottledDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest a wait grows by doubling.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest wait a server may ask for; when it asks for more, the request fails at once and its message says when access returns. One hour is the window of the custom-audience limit.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a request that is throttled is tried again, however often; null counts its attempts as those of any other. A list on its
    /// way can wait, a person at a prompt does not want to.
    /// </summary>
    public TimeSpan? ThrottlePatience { get; init; }

    /// <summary>How long one attempt may take, answer included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Connections to the server at the same time, at least 1.</summary>
    public int MaxConnections { get; init; } = 32;

    /// <summary>The largest answer read, in bytes after decompression.</summary>
    public int MaxResponseBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Clock of the waits between attempts and of dates in headers.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Called before each wait, on whatever thread the request runs on. It must not throw.</summary>
    public Action<GraphRetry>? OnRetry { get; init; }

    internal static void Check(GraphClientOptions options)
    {
        if (options.MaxRetries is < 0 or > 100)
        {
            throw new ArgumentException("MaxRetries must be from 0 to 100.", nameof(options));
        }

        if (options.BaseDelay < TimeSpan.Zero || options.ThrottledDelay < TimeSpan.Zero || options.MaxDelay < TimeSpan.Zero || options.MaxWait < TimeSpan.Zero || options.ThrottlePatience < TimeSpan.Zero)
        {
            throw new ArgumentException("Delays cannot be negative.", nameof(options));
        }

        if (options.MaxDelay.TotalDays > 1 || options.MaxWait.TotalDays > 1 || options.Timeout <= TimeSpan.Zero || options.Timeout.TotalDays > 1)
        {
            throw new ArgumentException("Delays, waits and the timeout are at most a day, and the timeout is more than nothing.", nameof(options));
        }

        if (options.MaxConnections < 1 || options.MaxResponseBytes < 1)
        {
            throw new ArgumentException("MaxConnections and MaxResponseBytes must be at least 1.", nameof(options));
        }
    }
}
