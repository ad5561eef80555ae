namespace MessengerMarketing.Sandbox.Faults;

/// <summary>How a response ends early, as when a server dies while it writes.</summary>
internal enum ResponseBreak
{
    /// <summary>The response is complete.</summary>
    None,

    /// <summary>Content-Length announces the whole body, and half of it is sent.</summary>
    WithinLength,

    /// <summary>The body is chunked: one chunk with half of it is sent, and no last chunk.</summary>
    WithinChunks,
}
