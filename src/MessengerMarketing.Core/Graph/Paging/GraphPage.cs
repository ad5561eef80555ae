using System.Collections.Generic;
using System.Text.Json;

namespace MessengerMarketing.Graph;

/// <summary>One page of a list.</summary>
/// <param name="Items">Its objects, in the order of the response; may be empty.</param>
/// <param name="HasNext">Whether another page follows.</param>
/// <param name="Response">The complete response.</param>
public sealed record GraphPage(IReadOnlyList<JsonElement> Items, bool HasNext, GraphResponse Response);
