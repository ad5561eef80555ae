using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging;

/// <summary>
/// One person to unsubscribe, in one of the forms the endpoint takes: phone, e-mail or both; or a PSID alone; or a token alone. Made by
/// <see cref="UnsubscribeRowReader"/>.
/// </summary>
internal sealed record UnsubscribeRow
{
    internal UnsubscribeRow()
    {
    }

    /// <summary>E.164 with its plus sign, or a SHA-256.</summary>
    [JsonPropertyName("phone")]
    [JsonInclude]
    internal string? Phone { get; init; }

    /// <summary>Lower case, or a SHA-256.</summary>
    [JsonPropertyName("email")]
    [JsonInclude]
    internal string? Email { get; init; }

    /// <summary>Page-scoped id.</summary>
    [JsonPropertyName("psid")]
    [JsonInclude]
    internal string? Psid { get; init; }

    /// <summary>Subscription token.</summary>
    [JsonPropertyName("subscriber_token")]
    [JsonInclude]
    internal string? Token { get; init; }

    /// <returns>Nothing of the person.</returns>
    public override string ToString() => nameof(UnsubscribeRow);
}
