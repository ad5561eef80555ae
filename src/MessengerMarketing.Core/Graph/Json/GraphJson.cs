using System.Text.Json.Serialization;

namespace MessengerMarketing.Graph;

/// <summary>Id and name of any node, and the status of an ad account.</summary>
internal sealed record NamedNode
{
    [JsonPropertyName("id")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Id { get; init; }

    [JsonPropertyName("name")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Name { get; init; }

    [JsonPropertyName("account_status")]
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? AccountStatus { get; init; }
}

/// <summary>Answer to a removal.</summary>
internal sealed record SuccessResponse
{
    [JsonPropertyName("success")]
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Success { get; init; }
}

[JsonSerializable(typeof(NamedNode))]
[JsonSerializable(typeof(SuccessResponse))]
internal sealed partial class GraphJson : JsonSerializerContext;
