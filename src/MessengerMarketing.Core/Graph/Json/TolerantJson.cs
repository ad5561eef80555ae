using System;
using System.Globalization;
using System.Text.Json;
using MessengerMarketing.Text;

namespace MessengerMarketing.Graph;

/// <summary>
/// Reads members of JSON that somebody else wrote: numbers may come as text, and text as numbers. What is missing, of another type or no
/// valid text gives null; nothing throws.
/// </summary>
internal static class TolerantJson
{
    // A number of seconds reaches this in the year 5138; a number of milliseconds had it in 1973.
    private const long MinMilliseconds = 100_000_000_000;
    private const long MaxMilliseconds = 253_402_300_799_999;

    /// <summary>A member that is not JSON's null.</summary>
    public static JsonElement? Member(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in another member's name, as when a text was cut in the middle of an emoji.
            return null;
        }
    }

    /// <summary>A member that is an object.</summary>
    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>A member that is an array.</summary>
    public static JsonElement? Array(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    /// <summary>A string as one safe line, or a number's digits as they stand: ids are longer than what a double holds.</summary>
    public static string? Text(this JsonElement value) => value.Content() is { } text ? SafeText.SingleLine(text) : null;

    /// <summary>A member's text; see <see cref="Text(JsonElement)"/>.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name)?.Text();

    /// <summary>A member's text with its lines, as people write messages.</summary>
    public static string? Lines(this JsonElement element, string name) => element.Member(name)?.Content() is { } text ? SafeText.MultiLine(text) : null;

    /// <summary>A member's text, or that of its <c>id</c>, as an edge is answered.</summary>
    public static string? IdOrText(this JsonElement element, string name) => element.Text(name) ?? element.Object(name)?.Text("id");

    /// <summary>A member that is a string; a number is none.</summary>
    public static string? String(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.Text() : null;

    /// <summary>A member that is a whole number of 64 bits.</summary>
    public static long? Integer(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A member that is a whole number of 32 bits.</summary>
    public static int? ShortInteger(this JsonElement element, string name) =>
        int.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A member that is a finite number.</summary>
    public static double? Number(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) && !double.IsInfinity(number)
            ? number
            : null;

    /// <summary>A member that is true or false.</summary>
    public static bool? Boolean(this JsonElement element, string name) => element.Member(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => bool.TryParse(value.Text(), out var truth) ? truth : null,
    };

    /// <summary>Whether a member is JSON's true.</summary>
    public static bool IsTrue(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

    /// <summary>
    /// A moment from Unix seconds or milliseconds, or from ISO 8601 text, UTC where it names no offset. Zero is how the Graph API says "never"
    /// and gives null.
    /// </summary>
    public static DateTimeOffset? Time(this JsonElement element, string name)
    {
        var text = element.Text(name);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = number < MinMilliseconds ? number * 1000 : number;
            return milliseconds is > 0 and <= MaxMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
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
            // The escape of half a character is valid JSON and no valid text.
            return null;
        }
    }
}
