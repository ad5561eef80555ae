using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MessengerMarketing.Sandbox.Webhooks;

/// <summary>
/// Creates JSON in the format that Meta sends and signs: characters outside ASCII as <c>\u</c> with four lowercase digits, and slashes
/// escaped with a backslash. Source: Meta's webhook page, section on validating payloads.
/// </summary>
internal static class EscapedJson
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Serializes an object to ASCII.</summary>
    public static byte[] Serialize(JsonNode value)
    {
        string text = value.ToJsonString(Relaxed);
        var escaped = new StringBuilder(text.Length + 64);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '\\' when text[i + 1] == 'u':
                    escaped.Append(c).Append('u').Append(text.Substring(i + 2, 4).ToLowerInvariant());
                    i += 5;
                    break;
                case '\\':
                    escaped.Append(c).Append(text[++i]);
                    break;
                case '/':
                    escaped.Append("\\/");
                    break;
                case > '\u007e':
                    escaped.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    escaped.Append(c);
                    break;
            }
        }

        return Encoding.ASCII.GetBytes(escaped.ToString());
    }
}
