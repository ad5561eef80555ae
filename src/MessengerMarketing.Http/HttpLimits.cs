using System;

namespace MessengerMarketing.Http;

/// <summary>What a server bears from its clients. Without a time a client may be as slow as it likes.</summary>
/// <param name="MaxBodyBytes">Largest request body taken.</param>
internal sealed record HttpLimits(int MaxBodyBytes)
{
    /// <summary>From the first byte of a request to its last, and again for its answer to be taken.</summary>
    public TimeSpan? RequestTime { get; init; }

    /// <summary>How long a connection may be kept without a request.</summary>
    public TimeSpan? IdleTime { get; init; }

    /// <summary>
    /// Connections at the same time; others wait to be accepted. Once three quarters of them are in use, a connection ends with its answer, so
    /// that idle ones do not keep others waiting.
    /// </summary>
    public int? MaxConnections { get; init; }
}
