namespace MessengerMarketing.Webhooks;

/// <summary>What a webhook event is about.</summary>
public enum WebhookEventKind
{
    /// <summary>Anything this module has no members for; see <see cref="WebhookEvent.Raw"/>.</summary>
    Other,

    /// <summary>A batch of uploaded customers was matched.</summary>
    UploadStatus,

    /// <summary>A person subscribed, or stopped or resumed a subscription.</summary>
    OptIn,

    /// <summary>A person wrote to the Page.</summary>
    Message,
}
