using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging;

/// <summary>
/// A person to unsubscribe, in one of the forms that the endpoint accepts: phone, email or both; only a PSID; or only a token. Created
/// by <see cref="UnsubscribeRowReader"/>.
/// </summary>
internal sealed record UnsubscribeRow
{
    internal UnsubscribeRow()
    {
    }

    /// <summary>Phone number in E.164 format with its plus sign, or a SHA-256 hash.</summary>
    [JsonPropertyName("phone")]
    [JsonInclude]
    internal string? Phone { get; init; }

    /// <summary>Email address in lowercase, or a SHA-256 hash.</summary>
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

    /// <returns>The type name, without personal data.</returns>
    public override string ToString() => nameof(UnsubscribeRow);
}
