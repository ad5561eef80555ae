using System;
using System.Globalization;
using System.Text.Json;
using MessengerMarketing.Text;

namespace MessengerMarketing.Graph;

/// <summary>Reads members of JSON from other systems. Numbers may be strings, and strings may be numbers. For a member that is missing, has another type, or is
/// not valid text, the result is null. No method throws.</summary>
internal static class TolerantJson
{
    // Unix seconds reach this value in the year 5138. Unix milliseconds reached it in 1973.
    private const long MinMilliseconds = 100_000_000_000;
    private const long MaxMilliseconds = 253_402_300_799_999;

    /// <summary>Returns a member that is not JSON null.</summary>
    public static JsonElement? Member(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            return element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // Another member's name has half a surrogate pair, for example because a text was cut inside an emoji.
            return null;
        }
    }

    /// <summary>Returns a member that is an object.</summary>
    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>Returns a member that is an array.</summary>
    public static JsonElement? Array(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    /// <summary>Returns a string as one safe line, or the digits of a number unchanged, because ids can exceed the precision of a double.</summary>
    public static string? Text(this JsonElement value) => value.Content() is { } text ? SafeText.SingleLine(text) : null;

    /// <summary>Returns a member's text; see <see cref="Text(JsonElement)"/>.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name)?.Text();

    /// <summary>Returns a member's text with its line breaks, as in messages that people write.</summary>
    public static string? Lines(this JsonElement element, string name) => element.Member(name)?.Content() is { } text ? SafeText.MultiLine(text) : null;

    /// <summary>Returns a member's text, or the text of its <c>id</c>, which is how responses contain edges.</summary>
    public static string? IdOrText(this JsonElement element, string name) => element.Text(name) ?? element.Object(name)?.Text("id");

    /// <summary>Returns a member that is a string, not a number.</summary>
    public static string? String(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.Text() : null;

    /// <summary>Returns a member that is a 64-bit integer.</summary>
    public static long? Integer(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>Returns a member that is a 32-bit integer.</summary>
    public static int? ShortInteger(this JsonElement element, string name) =>
        int.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Returns a member that is a finite number.</summary>
    public static double? Number(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number) && !double.IsInfinity(number)
            ? number
            : null;

    /// <summary>Returns a member that is true or false.</summary>
    public static bool? Boolean(this JsonElement element, string name) => element.Member(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => bool.TryParse(value.Text(), out bool truth) ? truth : null,
    };

    /// <summary>Returns whether a member is JSON true.</summary>
    public static bool IsTrue(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

    /// <summary>
    /// Returns a time from Unix seconds or milliseconds, or from ISO 8601 text, which is UTC when it has no offset. Zero means "never" in the
    /// Graph API and gives null.
    /// </summary>
    public static DateTimeOffset? Time(this JsonElement element, string name)
    {
        string? text = element.Text(name);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            long milliseconds = number < MinMilliseconds ? number * 1000 : number;
            return milliseconds is > 0 and <= MaxMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment)
            ? moment
            : null;
    }

    private static string? Content(this JsonElement value)
    {
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
            // The escape of half a surrogate pair is valid JSON, but not valid text.
            return null;
        }
    }
}
