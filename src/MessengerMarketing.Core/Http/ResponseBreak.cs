namespace MessengerMarketing.Http;

/// <summary>How an answer breaks off, as when a server dies while it writes.</summary>
internal enum ResponseBreak
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The whole length is announced, and half of it sent.</summary>
    WithinLength,

    /// <summary>The length is not announced: one chunk with half of the body is sent, and no last chunk.</summary>
    WithinChunks,
}
