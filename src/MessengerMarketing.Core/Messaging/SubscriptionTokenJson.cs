using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging;

/// <summary>A subscription token on the wire.</summary>
internal sealed record SubscriptionTokenNode
{
    [JsonPropertyName("notification_messages_token")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Token { get; init; }

    [JsonPropertyName("recipient_id")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? RecipientId { get; init; }

    [JsonPropertyName("topic_title")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Title { get; init; }

    [JsonPropertyName("notification_messages_reoptin")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Reoptin { get; init; }

    [JsonPropertyName("creation_timestamp")]
    [JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? Created { get; init; }

    [JsonPropertyName("token_expiry_timestamp")]
    [JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? Expires { get; init; }

    [JsonPropertyName("user_token_status")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Status { get; init; }

    [JsonPropertyName("notification_messages_timezone")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? TimeZone { get; init; }

    [JsonPropertyName("next_eligible_time")]
    [JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? NextEligible { get; init; }

    [JsonPropertyName("next_eligible_time_for_paid_messaging")]
    [JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? NextEligibleForPaid { get; init; }

    [JsonPropertyName("custom_audience_ids")]
    public JsonElement? AudienceIds { get; init; }
}

/// <summary>Reads a moment from Unix seconds or milliseconds, both of which Messenger uses, or from ISO 8601 text; anything else is null.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset?>
{
    // In seconds, the year 5138; in milliseconds, 1973.
    private const long MinMilliseconds = 100_000_000_000;
    private const long MaxMilliseconds = 253402300799999;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = FlexibleJson.Text(ref reader);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number switch
            {
                > MaxMilliseconds or <= 0 => null,
                >= MinMilliseconds => DateTimeOffset.FromUnixTimeMilliseconds(number),
                _ => DateTimeOffset.FromUnixTimeSeconds(number),
            };
        }

        return FlexibleJson.Moment(text);
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => FlexibleJson.Write(writer, value);
}
