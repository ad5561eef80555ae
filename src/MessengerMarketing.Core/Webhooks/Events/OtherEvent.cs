namespace MessengerMarketing.Webhooks;

/// <summary>Any other event: messages from the Page, deliveries and reads in a conversation, and fields of other products.</summary>
public sealed record OtherEvent : WebhookEvent
{
    internal OtherEvent(WebhookItem item)
        : base(item)
    {
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Other;

    /// <inheritdoc/>
    public override string ToDisplayText() => Field ?? "unknown";
}
