using System;
using System.Collections;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;

namespace MessengerMarketing.Json;

/// <summary>Converts values between JSON and PowerShell. IDs stay text, because long numbers lose digits as a double.</summary>
internal static class JsonObjects
{
    private const int DeepestNesting = 32;

    /// <summary>Converts JSON text, a hashtable, or an object to JSON.</summary>
    /// <exception cref="ArgumentException">The text is not JSON.</exception>
    public static JsonElement ToElement(object value, string parameter)
    {
        try
        {
            return JsonElement.Parse(ToJson(value));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("The text is not complete JSON.", parameter, exception);
        }
    }

    /// <summary>Returns an object with a property for each member. Arrays become arrays.</summary>
    public static object? ToPowerShell(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new PSObject();
                foreach (JsonProperty member in element.EnumerateObject().Where(member => member.Name.Length > 0))
                {
                    result.Properties.Add(new PSNoteProperty(member.Name, ToPowerShell(member.Value)));
                }

                return result;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(ToPowerShell).ToArray();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return element.TryGetInt64(out long integer) ? integer : element.TryGetDecimal(out decimal number) ? number : element.GetDouble();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }

    /// <summary>Returns JSON text unchanged, and anything else as JSON.</summary>
    /// <exception cref="ArgumentException">The value is nested too deeply, for example because it contains itself.</exception>
    public static string ToJson(object value)
    {
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is string text)
        {
            return text;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, value, 0);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Converts a query parameter: text, numbers, and secure strings to text, and lists and objects to JSON. A list of <c>fields</c> is joined with
    /// commas, as the Graph API requires.</summary>
    public static string ToParameter(string name, object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => string.Empty,
        string text => text,
        SecureString secret => Reveal(secret),
        bool flag => flag ? "true" : "false",
        object[] names when name.Equals("fields", StringComparison.OrdinalIgnoreCase) => string.Join(",", names),
        IEnumerable or PSCustomObject => ToJson(value!),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    // Sent to Meta as plain text, like a token in a header. It appears in no output.
    private static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new ArgumentException($"The body is nested more than {DeepestNesting} levels deep.", nameof(value));
        }

        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (plain)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case SecureString secret:
                writer.WriteStringValue(Reveal(secret));
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case char or TimeSpan or Version:
                writer.WriteStringValue(plain.ToString());
                break;
            case double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity:
                throw new ArgumentException("JSON does not support infinite numbers or NaN.", nameof(value));
            case byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal:
                writer.WriteRawValue(((IFormattable)plain).ToString(plain is float or double ? "R" : null, CultureInfo.InvariantCulture));
                break;
            case IDictionary entries:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in entries)
                {
                    writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
                    Write(writer, entry.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (object? item in items)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case DateTime or DateTimeOffset or Guid or Uri or Enum:
                writer.WriteStringValue(plain is DateTime or DateTimeOffset ? ((IFormattable)plain).ToString("o", CultureInfo.InvariantCulture) : plain.ToString());
                break;
            default:
                WriteProperties(writer, PSObject.AsPSObject(value), depth);
                break;
        }
    }

    private static void WriteProperties(Utf8JsonWriter writer, PSObject value, int depth)
    {
        writer.WriteStartObject();
        foreach (PSPropertyInfo property in value.Properties.Where(property => property.IsGettable))
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.Value, depth + 1);
        }

        writer.WriteEndObject();
    }
}
