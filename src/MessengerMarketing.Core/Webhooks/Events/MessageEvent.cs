namespace MessengerMarketing.Webhooks;

/// <summary>A person sent a message to the Page. For 24 hours, the Page can send the person an opt-in request.</summary>
public sealed record MessageEvent : WebhookEvent
{
    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Message;

    /// <summary>The person's Page-scoped id.</summary>
    public string? Psid { get; init; }

    /// <summary>Id of the message.</summary>
    public string? MessageId { get; init; }

    /// <summary>The text; null for a picture or another attachment. Default views do not show it.</summary>
    public string? Text { get; init; }

    /// <inheritdoc/>
    public override string ToDisplayText() => Text is null ? "a message without text" : "a message";
}
