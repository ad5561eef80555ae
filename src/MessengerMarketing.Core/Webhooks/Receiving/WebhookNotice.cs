using System;

namespace MessengerMarketing.Webhooks.Receiving;

/// <summary>What a receiver has to say beside its events.</summary>
public enum WebhookNoticeKind
{
    /// <summary>Meta's handshake was answered.</summary>
    HandshakeAnswered,

    /// <summary>A request was refused: a wrong path, method or verify token, or a body that is too large.</summary>
    RequestRefused,

    /// <summary>A delivery was refused for its signature.</summary>
    SignatureRefused,

    /// <summary>A delivery could not be kept, and was not confirmed; Meta sends it again.</summary>
    NotKept,

    /// <summary>A delivery with a valid signature cannot be read; it stays in the inbox.</summary>
    Unreadable,

    /// <summary>Another program changed the inbox while it was in use.</summary>
    InboxChanged,

    /// <summary>Something went wrong that should not have.</summary>
    Failed,
}

/// <summary>A notice; its text holds nothing of what was sent.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Error">What went wrong, for <see cref="WebhookNoticeKind.NotKept"/> and <see cref="WebhookNoticeKind.Failed"/>.</param>
/// <param name="Sequence">The delivery's number in the inbox, for <see cref="WebhookNoticeKind.Unreadable"/>.</param>
public sealed record WebhookNotice(WebhookNoticeKind Kind, string Text, Exception? Error = null, long? Sequence = null);
