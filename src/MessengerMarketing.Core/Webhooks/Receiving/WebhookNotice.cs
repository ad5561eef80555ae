using System;

namespace MessengerMarketing.Webhooks.Receiving;

/// <summary>The kind of a notice.</summary>
internal enum WebhookNoticeKind
{
    /// <summary>Meta's handshake succeeded.</summary>
    HandshakeAnswered,

    /// <summary>A request was refused because of its path, method, verify token or size.</summary>
    RequestRefused,

    /// <summary>A delivery was refused because of its signature.</summary>
    SignatureRefused,

    /// <summary>A delivery could not be stored and was not confirmed. Meta sends it again.</summary>
    NotKept,

    /// <summary>A delivery with a valid signature cannot be read. It stays in the inbox.</summary>
    Unreadable,

    /// <summary>Another program changed the inbox while it was in use.</summary>
    InboxChanged,

    /// <summary>An unexpected error occurred.</summary>
    Failed,
}

/// <summary>A notice of a webhook receiver. It contains no data of the request.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The message.</param>
/// <param name="Error">The error, for <see cref="WebhookNoticeKind.NotKept"/> and <see cref="WebhookNoticeKind.Failed"/>.</param>
/// <param name="Sequence">The delivery's number in the inbox, for <see cref="WebhookNoticeKind.Unreadable"/>.</param>
internal sealed record WebhookNotice(WebhookNoticeKind Kind, string Text, Exception? Error = null, long? Sequence = null);
