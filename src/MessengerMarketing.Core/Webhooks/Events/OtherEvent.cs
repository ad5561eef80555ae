namespace MessengerMarketing.Webhooks;

/// <summary>Any other event: messages from the Page, deliveries, reads, reactions, and fields of other products.</summary>
public sealed record OtherEvent : WebhookEvent
{
    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Other;

    /// <inheritdoc/>
    public override string ToDisplayText() => Field ?? "unknown";
}
