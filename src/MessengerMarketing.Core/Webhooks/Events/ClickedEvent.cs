namespace MessengerMarketing.Webhooks;

/// <summary>A person clicked a link or a button of a marketing message (<c>marketing_message_clicks</c>).</summary>
public sealed record ClickedEvent : MarketingMessageEvent
{
    /// <summary>Name of the webhook field.</summary>
    public const string FieldName = "marketing_message_clicks";

    private ClickedEvent(WebhookItem item)
        : base(item)
    {
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Clicked;

    internal static ClickedEvent? TryRead(WebhookItem item) => Is(item, FieldName) ? new(item) : null;
}
