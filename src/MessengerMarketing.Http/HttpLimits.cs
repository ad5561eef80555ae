using System;

namespace MessengerMarketing.Http;

/// <summary>The limits of a server for its clients. Without a time limit, a client can be slow.</summary>
/// <param name="MaxBodyBytes">Maximum size of a request body, in bytes.</param>
internal sealed record HttpLimits(int MaxBodyBytes)
{
    /// <summary>Maximum total size of the request line and all headers, in bytes. The trailers have the same limit.</summary>
    public int MaxHeadBytes { get; init; } = 64 * 1024;

    /// <summary>Maximum number of headers of a request.</summary>
    public int MaxHeaders { get; init; } = 100;

    /// <summary>Maximum time from the first byte of a request to the end of its headers.</summary>
    public TimeSpan? HeadTime { get; init; }

    /// <summary>Maximum time from the first byte of a request to its last byte, and again for sending its response.</summary>
    public TimeSpan? RequestTime { get; init; }

    /// <summary>Maximum time that a connection stays open without a request.</summary>
    public TimeSpan? IdleTime { get; init; }

    /// <summary>
    /// Maximum time to read and discard the rest of a body after a response that did not need it. Otherwise, a client that is still sending
    /// when the connection closes would see a reset instead of the response.
    /// </summary>
    public TimeSpan DiscardTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Maximum number of connections. One more closes the connection that is idle or unfinished for the longest time.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>Maximum number of bytes that all connections use for requests. When they are used up, the oldest unfinished request is closed in favor of a newer one.</summary>
    public long? MaxBufferedBytes { get; init; }
}
