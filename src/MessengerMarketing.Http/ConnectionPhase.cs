namespace MessengerMarketing.Http;

/// <summary>What a connection is doing. When a server is full, connections are closed in this order.</summary>
internal enum ConnectionPhase
{
    /// <summary>It has its response, and the rest of its request is dropped.</summary>
    Discarding,

    /// <summary>It waits for a request.</summary>
    Idle,

    /// <summary>The headers of a request are coming in.</summary>
    ReadingHead,

    /// <summary>The body of a request is coming in.</summary>
    ReadingBody,

    /// <summary>A request is being answered; such a connection is never closed for another.</summary>
    Responding,
}
