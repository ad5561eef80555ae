namespace MessengerMarketing.Webhooks;

/// <summary>A marketing message was sent to a person (<c>marketing_message_echoes</c>).</summary>
public sealed record EchoEvent : MarketingMessageEvent
{
    /// <summary>Name of the webhook field.</summary>
    public const string FieldName = "marketing_message_echoes";

    private EchoEvent(WebhookItem item)
        : base(item)
    {
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Echo;

    internal static EchoEvent? TryRead(WebhookItem item) => Is(item, FieldName) ? new(item) : null;
}
