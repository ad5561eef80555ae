using System.Text.Json;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging;

internal sealed record CampaignBody
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("page_id")]
    public required string PageId { get; init; }

    [JsonPropertyName("daily_budget")]
    public long? DailyBudget { get; init; }

    [JsonPropertyName("lifetime_budget")]
    public long? LifetimeBudget { get; init; }

    [JsonPropertyName("start_time")]
    public long? StartTime { get; init; }

    [JsonPropertyName("end_time")]
    public long? EndTime { get; init; }

    [JsonPropertyName("pixel_id")]
    public string? PixelId { get; init; }
}

/// <summary>A change of a campaign or of its ad set.</summary>
internal sealed record CampaignUpdateBody
{
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("daily_budget")]
    public long? DailyBudget { get; init; }

    [JsonPropertyName("lifetime_budget")]
    public long? LifetimeBudget { get; init; }
}

internal sealed record MarketingMessageBody
{
    [JsonPropertyName("message_id")]
    public required string MessageId { get; init; }

    [JsonPropertyName("messenger_delivery_data")]
    public required DeliveryNode Delivery { get; init; }

    [JsonPropertyName("message")]
    public required JsonElement Message { get; init; }

    [JsonPropertyName("min_conversation_gap_seconds")]
    public long? MinConversationGapSeconds { get; init; }
}

internal sealed record DeliveryNode([property: JsonPropertyName("subscription_token")] string SubscriptionToken);
