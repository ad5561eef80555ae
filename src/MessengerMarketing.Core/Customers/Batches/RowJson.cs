using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MessengerMarketing.Customers.Batches;

/// <summary>The canonical JSON of a row. Batches use it, so that rows can be compared as bytes.</summary>
internal static class RowJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the UTF-8 text of a JSON string without its quotation marks.</summary>
    /// <param name="text">Without lone surrogates.</param>
    public static ReadOnlySpan<byte> Escape(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;

    /// <summary>Converts a row to the canonical JSON. PHP, for example, escapes slashes and non-ASCII characters.</summary>
    /// <returns>The row as UTF-8, or null if the text is not a JSON array.</returns>
    public static byte[]? Canonicalize(string row)
    {
        try
        {
            using var document = JsonDocument.Parse(row);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            using var respelt = new MemoryStream();
            using (var writer = new Utf8JsonWriter(respelt, Compact))
            {
                document.RootElement.WriteTo(writer);
            }

            return respelt.ToArray();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // The response is for people to read. Text that is not a row is not found.
            return null;
        }
    }
}
