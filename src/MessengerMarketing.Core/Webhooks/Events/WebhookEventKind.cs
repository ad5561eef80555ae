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
}
