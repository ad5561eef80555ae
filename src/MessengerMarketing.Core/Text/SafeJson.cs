using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MessengerMarketing.Text;

/// <summary>
/// Makes JSON from a server safe to output: it removes control characters from strings and names, and credentials from URLs. Meta's paging
/// links contain the access token and its proof.
/// </summary>
internal static class SafeJson
{
    private static readonly Regex LoneSurrogate = new(
        @"(?<!\\)(?<pairs>(\\\\)*)(?<escape>\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>Returns the element itself when there is nothing to change; otherwise a copy.</summary>
    public static JsonElement Clean(JsonElement element) => Clean(element, CleanText);

    /// <summary>Returns the element with each string as a single line, for members such as names and titles.</summary>
    public static JsonElement ToSingleLines(JsonElement element) => Clean(element, SafeText.SingleLine);

    private static JsonElement Clean(JsonElement element, Func<string, string> clean)
    {
        if (IsClean(element, clean))
        {
            return element;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            Write(writer, element, clean);
        }

        return JsonElement.Parse(stream.ToArray());
    }

    /// <summary>Escapes the characters of a JSON text that <see cref="SafeText"/> would replace or remove. The meaning of the JSON does not change.</summary>
    public static string Escape(string json)
    {
        StringBuilder? escaped = null;
        for (int i = 0; i < json.Length; i++)
        {
            if (json[i] is >= ' ' and < '\u007F')
            {
                escaped?.Append(json[i]);
                continue;
            }

            int length = char.IsSurrogatePair(json, i) ? 2 : 1;
            string part = json.Substring(i, length);
            if (SafeText.MultiLine(part) != part)
            {
                escaped ??= new StringBuilder(json, 0, i, json.Length + 16);
                foreach (char character in part)
                {
                    escaped.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                }
            }
            else
            {
                escaped?.Append(part);
            }

            i += length - 1;
        }

        return escaped?.ToString() ?? json;
    }

    private static bool IsClean(JsonElement element, Func<string, string> clean) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(member => Name(member) is { } name && name == SafeText.SingleLine(name) && IsClean(member.Value, clean)),
        JsonValueKind.Array => element.EnumerateArray().All(item => IsClean(item, clean)),
        JsonValueKind.String => Text(element) is { } text && text == clean(text),
        _ => true,
    };

    private static void Write(Utf8JsonWriter writer, JsonElement element, Func<string, string> clean)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    writer.WritePropertyName(SafeText.SingleLine(Name(member)));
                    Write(writer, member.Value, clean);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(writer, item, clean);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(clean(Text(element) ?? Repair(element)));
                break;
            default:
                // Unchanged, so that a long numeric id loses no digits.
                writer.WriteRawValue(element.GetRawText());
                break;
        }
    }

    private static string CleanText(string text) => CredentialUrls.Remove(SafeText.MultiLine(text));

    /// <summary>Returns null for a string with an escaped half of a surrogate pair, which is valid JSON, but not valid text.</summary>
    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Returns the text of a string whose bytes are not UTF-8, or that has half of a surrogate pair, with U+FFFD in their place.</summary>
    private static string Repair(JsonElement element)
    {
        string rawText = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element).ToArray());
        try
        {
            return JsonElement.Parse(LoneSurrogate.Replace(rawText, @"${pairs}\ufffd")).GetString() ?? string.Empty;
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException or RegexMatchTimeoutException)
        {
            return string.Empty;
        }
    }
}
