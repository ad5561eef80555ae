using System;
using System.Globalization;
using System.Text.Json;
using MessengerMarketing.Text;

namespace MessengerMarketing.Webhooks;

/// <summary>Reads members that come as numbers in one source and as text in another. What cannot be read is null.</summary>
internal static class WebhookJson
{
    // A number of seconds reaches this in the year 5138, a number of milliseconds had it in 1973.
    private const long FirstMilliseconds = 100_000_000_000;
    private const long LatestMilliseconds = 253_402_300_799_999;

    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static JsonElement? Array(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    /// <summary>Returns text as one safe line, or a number's digits as they stand.</summary>
    public static string? Text(this JsonElement element, string name) => element.Content(name) is { } text ? SafeText.SingleLine(text) : null;

    /// <summary>Returns text with its lines, as people write messages.</summary>
    public static string? Lines(this JsonElement element, string name) => element.Content(name) is { } text ? SafeText.MultiLine(text) : null;

    private static string? Content(this JsonElement element, string name)
    {
        if (element.Member(name) is not { } value)
        {
            return null;
        }

        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as when a text was cut in the middle of an emoji.
            return null;
        }
    }

    public static long? Integer(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    public static bool IsTrue(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

    /// <summary>A moment from Unix seconds or milliseconds, as number or text, or from ISO 8601 text.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name)
    {
        string? text = element.Text(name);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            long milliseconds = number < FirstMilliseconds ? number * 1000 : number;
            return milliseconds is > 0 and <= LatestMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment)
            ? moment
            : null;
    }
}
