using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging;

/// <summary>People to unsubscribe.</summary>
internal sealed record UnsubscribeBody([property: JsonPropertyName("data")] IReadOnlyList<UnsubscribeRow> Data);
