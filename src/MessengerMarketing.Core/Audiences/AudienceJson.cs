using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Audiences;

/// <summary>A custom audience on the wire.</summary>
internal sealed record AudienceNode
{
    [JsonPropertyName("id")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Id { get; init; }

    [JsonPropertyName("name")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Name { get; init; }

    [JsonPropertyName("description")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Description { get; init; }

    [JsonPropertyName("subtype")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Subtype { get; init; }

    [JsonPropertyName("messenger_marketing_messages_page")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Page { get; init; }

    [JsonPropertyName("approximate_count_lower_bound")]
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? LowerBound { get; init; }

    [JsonPropertyName("approximate_count_upper_bound")]
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? UpperBound { get; init; }

    [JsonPropertyName("operation_status")]
    public StatusNode? OperationStatus { get; init; }

    [JsonPropertyName("delivery_status")]
    public StatusNode? DeliveryStatus { get; init; }

    [JsonPropertyName("time_created")]
    [JsonConverter(typeof(FlexibleTimeConverter))]
    public DateTimeOffset? TimeCreated { get; init; }

    [JsonPropertyName("time_updated")]
    [JsonConverter(typeof(FlexibleTimeConverter))]
    public DateTimeOffset? TimeUpdated { get; init; }

    [JsonPropertyName("time_content_updated")]
    [JsonConverter(typeof(FlexibleTimeConverter))]
    public DateTimeOffset? TimeContentUpdated { get; init; }

    public CustomAudience ToAudience(string id) => new()
    {
        Id = id,
        Name = Name,
        Description = Description,
        Subtype = Subtype,
        MessengerMarketingMessagesPage = Page,
        ApproximateCountLowerBound = LowerBound >= 0 ? LowerBound : null,
        ApproximateCountUpperBound = UpperBound >= 0 ? UpperBound : null,
        OperationStatusCode = OperationStatus?.ShortCode,
        OperationStatus = OperationStatus?.Description,
        DeliveryStatusCode = DeliveryStatus?.ShortCode,
        DeliveryStatus = DeliveryStatus?.Description,
        TimeCreated = TimeCreated,
        TimeUpdated = TimeUpdated,
        TimeContentUpdated = TimeContentUpdated,
    };
}

/// <summary>A code with its words.</summary>
internal sealed record StatusNode
{
    [JsonPropertyName("code")]
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Code { get; init; }

    [JsonPropertyName("description")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Description { get; init; }

    [JsonIgnore]
    public int? ShortCode => Code is >= int.MinValue and <= int.MaxValue ? (int)Code : null;
}

/// <summary>Both answers to a creation: <c>{id}</c> as recorded, <c>{data:[{id}]}</c> as in the seed document.</summary>
internal sealed record CreateResponse
{
    [JsonPropertyName("id")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Id { get; init; }

    [JsonPropertyName("data")]
    public IReadOnlyList<CreateResponse?>? Data { get; init; }
}

/// <summary>The seven parameters of a creation, in the order of the seed document's sample.</summary>
internal sealed record CreateBody
{
    [JsonPropertyName("subtype")]
    public string Subtype { get; init; } = "CUSTOM";

    [JsonPropertyName("customer_file_source")]
    public string CustomerFileSource { get; init; } = "USER_PROVIDED_ONLY";

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("description")]
    public required string Description { get; init; }

    [JsonPropertyName("use_for_products")]
    public IReadOnlyList<string> UseForProducts { get; init; } = ["MARKETING_MESSAGES"];

    [JsonPropertyName("subscription_info")]
    public IReadOnlyList<string> SubscriptionInfo { get; init; } = ["MESSENGER"];

    [JsonPropertyName("marketing_message_channels")]
    public required MessageChannels Channels { get; init; }
}

/// <summary>The Page by which the audience's people are reached.</summary>
internal sealed record MessageChannels([property: JsonPropertyName("MESSENGER")] string Messenger);

[JsonSerializable(typeof(AudienceNode))]
[JsonSerializable(typeof(CreateResponse))]
[JsonSerializable(typeof(CreateBody))]
internal sealed partial class AudienceJson : JsonSerializerContext;
