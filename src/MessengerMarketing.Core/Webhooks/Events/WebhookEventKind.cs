namespace MessengerMarketing.Webhooks;

/// <summary>The kind of a webhook event.</summary>
public enum WebhookEventKind
{
    /// <summary>An event without its own properties; see <see cref="WebhookEvent.Raw"/>.</summary>
    Other,

    /// <summary>A batch of uploaded customers was matched.</summary>
    UploadStatus,

    /// <summary>A person subscribed, or stopped or resumed a subscription.</summary>
    OptIn,

    /// <summary>A person sent a message to the Page.</summary>
    Message,

    /// <summary>A person tapped a button.</summary>
    Postback,

    /// <summary>A person opened a conversation from a link, a QR code or an ad.</summary>
    Referral,

    /// <summary>A person reacted to a message.</summary>
    Reaction,

    /// <summary>A visitor commented on a post of the Page.</summary>
    Comment,

    /// <summary>A visitor posted on the Page.</summary>
    VisitorPost,

    /// <summary>A marketing message was sent to a person.</summary>
    Echo,

    /// <summary>A marketing message was delivered.</summary>
    Delivered,

    /// <summary>A person read a marketing message.</summary>
    Read,

    /// <summary>A person clicked a link or a button of a marketing message.</summary>
    Clicked,

    /// <summary>A marketing message could not be delivered.</summary>
    Failed,
}
