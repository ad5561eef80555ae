using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using MessengerMarketing.Collections;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Audiences;

/// <summary>The seven parameters of the creation request, in the order of Meta's sample.</summary>
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

/// <summary>The Page that sends messages to the audience.</summary>
internal sealed record MessageChannels([property: JsonPropertyName("MESSENGER")] string Messenger);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateBody))]
[JsonSerializable(typeof(AudienceChange))]
internal sealed partial class AudienceJson : JsonSerializerContext
{
    /// <summary>Reads a custom audience node. Members that are missing or have another type are null.</summary>
    public static CustomAudience Read(JsonElement node, string id) => new()
    {
        Id = id,
        Name = node.Text("name"),
        Description = node.Text("description"),
        Subtype = node.Text("subtype"),
        MessengerMarketingMessagesPage = node.IdOrText("messenger_marketing_messages_page"),
        ApproximateCountLowerBound = Count(node, "approximate_count_lower_bound"),
        ApproximateCountUpperBound = Count(node, "approximate_count_upper_bound"),
        OperationStatusCode = node.Object("operation_status")?.ShortInteger("code"),
        OperationStatus = node.Object("operation_status")?.Text("description"),
        DeliveryStatusCode = node.Object("delivery_status")?.ShortInteger("code"),
        DeliveryStatus = node.Object("delivery_status")?.Text("description"),
        TimeCreated = node.Time("time_created"),
        TimeUpdated = node.Time("time_updated"),
        TimeContentUpdated = node.Time("time_content_updated"),
        DeleteTime = node.Time("delete_time") is { } time && time > DateTimeOffset.FromUnixTimeSeconds(0) ? time : null,
        Labels = Texts(node, "audience_labels"),
        OptOutLink = node.Text("opt_out_link"),
        FieldsViolatingIntegrityPolicy = Texts(node, "fields_violating_integrity_policy"),
    };

    private static ReadableList<string> Texts(JsonElement node, string name) => node.Array(name) is { } items
        ? new ReadableList<string>([.. items.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => SafeText.SingleLine(item.GetString()!))])
        : ReadableList<string>.Empty;

    // Meta returns -1 when it does not provide the count.
    private static long? Count(JsonElement node, string name) => node.Integer(name) is { } count and >= 0 ? count : null;
}
