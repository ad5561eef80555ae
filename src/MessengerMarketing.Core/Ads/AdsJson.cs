using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Ads;

internal sealed record AdCampaignBody
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("objective")]
    public string Objective { get; init; } = "OUTCOME_ENGAGEMENT";

    [JsonPropertyName("buying_type")]
    public string BuyingType { get; init; } = "AUCTION";

    [JsonPropertyName("special_ad_categories")]
    public required IReadOnlyList<string> SpecialAdCategories { get; init; }

    [JsonPropertyName("special_ad_category_country")]
    public IReadOnlyList<string>? SpecialAdCategoryCountries { get; init; }

    /// <summary>Required since v24.0 for a campaign without its own budget.</summary>
    [JsonPropertyName("is_adset_budget_sharing_enabled")]
    public bool IsAdSetBudgetSharingEnabled { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }
}

internal sealed record AdSetBody
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("campaign_id")]
    public required string CampaignId { get; init; }

    [JsonPropertyName("destination_type")]
    public string DestinationType { get; init; } = "MESSENGER";

    [JsonPropertyName("optimization_goal")]
    public string OptimizationGoal { get; init; } = "CONVERSATIONS";

    [JsonPropertyName("billing_event")]
    public string BillingEvent { get; init; } = "IMPRESSIONS";

    /// <summary>The strategy that does not require a bid_amount.</summary>
    [JsonPropertyName("bid_strategy")]
    public string BidStrategy { get; init; } = "LOWEST_COST_WITHOUT_CAP";

    [JsonPropertyName("promoted_object")]
    public required PromotedObject PromotedObject { get; init; }

    [JsonPropertyName("daily_budget")]
    public long? DailyBudget { get; init; }

    [JsonPropertyName("lifetime_budget")]
    public long? LifetimeBudget { get; init; }

    [JsonPropertyName("start_time")]
    public long? StartTime { get; init; }

    [JsonPropertyName("end_time")]
    public long? EndTime { get; init; }

    [JsonPropertyName("targeting")]
    public required JsonElement Targeting { get; init; }

    [JsonPropertyName("regional_regulated_categories")]
    public IReadOnlyList<string>? RegionalCategories { get; init; }

    [JsonPropertyName("regional_regulation_identities")]
    public IReadOnlyDictionary<string, string>? RegionalIdentities { get; init; }

    [JsonPropertyName("dsa_beneficiary")]
    public string? EuBeneficiary { get; init; }

    [JsonPropertyName("dsa_payor")]
    public string? EuPayer { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }
}

internal sealed record PromotedObject([property: JsonPropertyName("page_id")] string PageId);

internal sealed record CreativeBody
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("object_story_spec")]
    public required StorySpec Story { get; init; }
}

internal sealed record StorySpec
{
    [JsonPropertyName("page_id")]
    public required string PageId { get; init; }

    [JsonPropertyName("link_data")]
    public required LinkData Link { get; init; }
}

internal sealed record LinkData
{
    [JsonPropertyName("message")]
    public required string Message { get; init; }

    [JsonPropertyName("name")]
    public string? Headline { get; init; }

    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The link to Messenger from Meta's guide to ads with several messaging destinations.</summary>
    [JsonPropertyName("link")]
    public string Link { get; init; } = "https://fb.com/messenger_doc/";

    [JsonPropertyName("picture")]
    public string? ImageUrl { get; init; }

    [JsonPropertyName("image_hash")]
    public string? ImageHash { get; init; }

    [JsonPropertyName("call_to_action")]
    public CallToAction CallToAction { get; init; } = new();

    [JsonPropertyName("page_welcome_message")]
    public string? Greeting { get; init; }
}

internal sealed record CallToAction
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "MESSAGE_PAGE";

    [JsonPropertyName("value")]
    public CallToActionValue Value { get; init; } = new();
}

internal sealed record CallToActionValue
{
    [JsonPropertyName("app_destination")]
    public string AppDestination { get; init; } = "MESSENGER";
}

internal sealed record AdBody
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("adset_id")]
    public required string AdSetId { get; init; }

    [JsonPropertyName("creative")]
    public required CreativeReference Creative { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }
}

internal sealed record CreativeReference([property: JsonPropertyName("creative_id")] string CreativeId);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdCampaignBody))]
[JsonSerializable(typeof(AdSetBody))]
[JsonSerializable(typeof(CreativeBody))]
[JsonSerializable(typeof(AdBody))]
internal sealed partial class AdsJson : JsonSerializerContext;
