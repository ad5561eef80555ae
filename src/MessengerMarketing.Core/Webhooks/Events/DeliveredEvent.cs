namespace MessengerMarketing.Webhooks;

/// <summary>A marketing message was delivered (<c>marketing_message_deliveries</c>).</summary>
public sealed record DeliveredEvent : MarketingMessageEvent
{
    /// <summary>Name of the webhook field.</summary>
    public const string FieldName = "marketing_message_deliveries";

    private DeliveredEvent(WebhookItem item)
        : base(item)
    {
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Delivered;

    internal static DeliveredEvent? TryRead(WebhookItem item) => Is(item, FieldName) ? new(item) : null;
}
