namespace MessengerMarketing.Webhooks;

/// <summary>An event without members of its own: what the Page itself wrote, deliveries, reads, reactions, and fields of other products.</summary>
public sealed record OtherEvent : WebhookEvent
{
    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Other;

    /// <inheritdoc/>
    public override string ToDisplayText() => Field ?? "unknown";
}
