namespace MessengerMarketing.Http;

/// <summary>The phase of a connection. When a server is full, connections are closed in this order.</summary>
internal enum ConnectionPhase
{
    /// <summary>The response was sent, and the rest of the request is discarded.</summary>
    Discarding,

    /// <summary>Waiting for a request.</summary>
    Idle,

    /// <summary>Reading the headers of a request.</summary>
    ReadingHead,

    /// <summary>Reading the body of a request.</summary>
    ReadingBody,

    /// <summary>Processing a request. Such a connection is never closed in favor of another.</summary>
    Responding,
}
