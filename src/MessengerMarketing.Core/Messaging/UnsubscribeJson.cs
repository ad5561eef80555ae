using System.Collections.Generic;
using System.Text.Json.Serialization;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging;

/// <summary>People to unsubscribe.</summary>
internal sealed record UnsubscribeBody([property: JsonPropertyName("data")] IReadOnlyList<UnsubscribeRow> Data);

internal sealed record UnsubscribeResponse
{
    [JsonPropertyName("invalid_rows_count")]
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? InvalidRows { get; init; }
}
