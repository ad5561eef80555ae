using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MessengerMarketing.Customers.Batches;

/// <summary>How a row is spelt as JSON. One row has many spellings; the batches have one, so that rows can be compared as bytes.</summary>
internal static class RowJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a JSON string, UTF-8, without its quotation marks.</summary>
    /// <param name="text">Without lone surrogates.</param>
    public static ReadOnlySpan<byte> Escape(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;

    /// <summary>Spells a row as the batches do: PHP, for one, escapes slashes and all that is not ASCII.</summary>
    /// <returns>The row as UTF-8, or null when the text is no JSON array.</returns>
    public static byte[]? Canonicalize(string row)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(row);
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
            // What an answer says of a row is for people to read; what is no row is simply not found.
            return null;
        }
    }
}
