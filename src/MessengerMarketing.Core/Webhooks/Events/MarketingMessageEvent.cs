using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// Something happened to a marketing message (<c>marketing_message_*</c>). People from a custom audience have neither a <see cref="WebhookEvent.Psid"/>
/// nor a <see cref="MessageId"/>, and Meta may leave out others. Clicks and failures have no <see cref="TrackingId"/>: token and campaign identify the
/// message. Source: Meta's guide to sending, June 2026.
/// </summary>
public abstract record MarketingMessageEvent : WebhookEvent
{
    private protected MarketingMessageEvent(WebhookItem item)
        : base(item)
    {
        Psid = item.Body.Text("recipient_id");
        CampaignId = item.Body.Text("message_id");
        TrackingId = item.Body.Text("marketing_message_tracking_id");
        Token = item.Body.Text("messenger_subscription_token");
        MessageId = item.Body.Text("mid");
        AppId = item.Body.Text("app_id");
    }

    /// <summary>Id of the campaign, digits.</summary>
    public string? CampaignId { get; }

    /// <summary>The tracking id in the receipt of the message.</summary>
    public string? TrackingId { get; }

    /// <summary>The subscription token. It is a secret: anyone who has it and the app's permissions can send messages to the person.</summary>
    public string? Token { get; }

    /// <summary>Id of the message in the conversation.</summary>
    public string? MessageId { get; }

    /// <summary>The app's id.</summary>
    public string? AppId { get; }

    /// <inheritdoc/>
    public override string ToDisplayText() => $"campaign {CampaignId ?? "?"}{(TrackingId is null ? null : $", message {TrackingId}")}";

    /// <summary>Whether an item is of this field: in a change, or flat with a <c>field</c> member.</summary>
    private protected static bool Is(WebhookItem item, string field) =>
        item.Body.ValueKind == JsonValueKind.Object && (item.Field ?? item.Body.Text("field")) == field;
}
