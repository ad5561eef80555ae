namespace MessengerMarketing.Sandbox.Faults;

/// <summary>How a response is truncated, as when a server stops while it writes.</summary>
internal enum ResponseBreak
{
    /// <summary>The response is complete.</summary>
    None,

    /// <summary>Content-Length is the length of the complete body, and half of it is sent.</summary>
    WithinLength,

    /// <summary>The body is chunked. One chunk with half of it is sent, without the last chunk.</summary>
    WithinChunks,
}
