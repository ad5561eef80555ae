using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>A marketing message could not be delivered (<c>marketing_message_delivery_failed</c>). Meta's flat format has no <c>field</c>.</summary>
public sealed record FailedEvent : MarketingMessageEvent
{
    /// <summary>Name of the webhook field.</summary>
    public const string FieldName = "marketing_message_delivery_failed";

    private FailedEvent(WebhookItem item)
        : base(item)
    {
        BusinessId = item.Body.Text("business_id");
        ErrorMessage = item.Body.Text("error_message") is { } text ? SensitiveText.Mask(text) : null;
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.Failed;

    /// <summary>Id of the business that owns the Page.</summary>
    public string? BusinessId { get; }

    /// <summary>Why the message failed, in Meta's words, masked.</summary>
    public string? ErrorMessage { get; }

    /// <inheritdoc/>
    public override string ToDisplayText() => $"{base.ToDisplayText()}: {ErrorMessage ?? "no reason"}";

    internal static FailedEvent? TryRead(WebhookItem item) => Is(item, FieldName) || IsFlat(item) ? new(item) : null;

    private static bool IsFlat(WebhookItem item) =>
        item.Field is null && item.Body.ValueKind == JsonValueKind.Object && item.Body.Member("field") is null && item.Body.Member("error_message") is not null
        && (item.Body.Member("messenger_subscription_token") ?? item.Body.Member("message_id")) is not null;
}
