namespace MessengerMarketing.Webhooks;

/// <summary>A person read a marketing message (<c>marketing_message_reads</c>).</summary>
public sealed record ReadEvent : MarketingMessageEvent
{
    /// <summary>Name of the webhook field.</summary>
    public const string FieldName = "marketing_message_reads";

    private ReadEvent(WebhookItem item)
        : base(item)
    {
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Read;

    internal static ReadEvent? TryRead(WebhookItem item) => Is(item, FieldName) ? new(item) : null;
}
