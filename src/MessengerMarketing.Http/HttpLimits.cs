using System;

namespace MessengerMarketing.Http;

/// <summary>What a server accepts from its clients. Without a time, a client may be as slow as it likes.</summary>
/// <param name="MaxBodyBytes">Size of the largest request body that is read, in bytes.</param>
internal sealed record HttpLimits(int MaxBodyBytes)
{
    /// <summary>Size of the request line and all headers together, in bytes; a trailer section has the same limit.</summary>
    public int MaxHeadBytes { get; init; } = 64 * 1024;

    /// <summary>Headers of a request.</summary>
    public int MaxHeaders { get; init; } = 100;

    /// <summary>Time from the first byte of a request to the end of its headers.</summary>
    public TimeSpan? HeadTime { get; init; }

    /// <summary>Time from the first byte of a request to its last, and again for its response to be received.</summary>
    public TimeSpan? RequestTime { get; init; }

    /// <summary>How long a connection may stay open without a request.</summary>
    public TimeSpan? IdleTime { get; init; }

    /// <summary>
    /// How long the rest of a body is read and dropped after a response that did not need it. A client that is still sending when the connection
    /// closes would see a reset instead of the response.
    /// </summary>
    public TimeSpan DiscardTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections at the same time. One more closes the one that is idle, or unfinished, for the longest time.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>Bytes that all connections hold together for requests. When they are used up, the oldest unfinished request makes room for a newer one.</summary>
    public long? MaxBufferedBytes { get; init; }
}
