using System;
using System.Globalization;
using System.Text.Json;

namespace MessengerMarketing.Graph;

/// <summary>
/// Reads members of JSON that somebody else wrote. What is missing, of another type or no valid text gives null or an undefined element;
/// nothing throws.
/// </summary>
internal static class TolerantJson
{
    /// <summary>A member; undefined when the parent is no object or has none of that name.</summary>
    public static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object
            ? OrDefault(parent, name, static (element, member) => element.TryGetProperty(member, out var value) ? value : default)
            : default;

    /// <summary>A string, or a number by its digits: ids are longer than what a double holds.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OrDefault(value, "", static (element, _) => element.GetString()),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>A member's text; see <see cref="Text(JsonElement)"/>.</summary>
    public static string? Text(JsonElement parent, string name) => Text(Member(parent, name));

    /// <summary>A member that is a string; a number is none.</summary>
    public static string? String(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } value ? Text(value) : null;

    /// <summary>A member that is a whole number, or a string of one.</summary>
    public static long? Int64(JsonElement parent, string name) =>
        long.TryParse(Text(parent, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The same for 32 bits.</summary>
    public static int? Int32(JsonElement parent, string name) => Int64(parent, name) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    /// <summary>A member that is a finite number, or a string of one.</summary>
    public static double? Double(JsonElement parent, string name) =>
        double.TryParse(Text(parent, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) && !double.IsInfinity(number)
            ? number
            : null;

    /// <summary>A member that is true or false, or a string of one.</summary>
    public static bool? Boolean(JsonElement parent, string name)
    {
        var value = Member(parent, name);
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => bool.TryParse(Text(value), out var truth) ? truth : null,
        };
    }

    /// <summary>The name of a member; empty when it is no valid text.</summary>
    public static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static T? OrDefault<T>(JsonElement element, string name, Func<JsonElement, string, T> read)
    {
        try
        {
            return read(element, name);
        }
        catch (InvalidOperationException)
        {
            // The escape of half a character is valid JSON and no valid text; JsonElement tells only when the text is asked for.
            return default;
        }
    }
}
