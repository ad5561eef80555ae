using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MessengerMarketing.Text;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// Serializes a delivery as a line of an inbox: a JSON object with its sequence number, time of arrival, the SHA-256 of the body, the ids of its
/// events, and the body. The body is text when that preserves its bytes, and base64 otherwise. The ids are shortened, and left out of a delivery
/// with very many events. With them, the next watcher knows which events were received without parsing the bodies.
/// </summary>
internal static class InboxLine
{
    /// <summary>The start of every line.</summary>
    public const string Beginning = "{\"sequence\":";

    /// <summary>Length of an event's id in a line, which is half of the whole id.</summary>
    public const int IdLength = 32;

    // More ids would be longer than the body itself.
    private const int MaxIds = 1000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a line, including its line feed.</summary>
    public static void Write(Stream target, WebhookDelivery delivery)
    {
        IReadOnlyList<string> ids = WebhookParser.ReadIds(delivery.Body);
        using (var writer = new Utf8JsonWriter(target, Readable))
        {
            writer.WriteStartObject();
            writer.WriteNumber("sequence", delivery.Sequence);
            writer.WriteString("received", delivery.Received.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
            writer.WriteString("sha256", Hash(delivery.Body));
            if (ids.Count <= MaxIds)
            {
                writer.WriteStartArray("events");
                foreach (string id in ids)
                {
                    writer.WriteStringValue(id.AsSpan(0, IdLength));
                }

                writer.WriteEndArray();
            }

            if (TextOf(delivery.Body) is { } text)
            {
                writer.WriteString("body", text);
            }
            else
            {
                writer.WriteBase64String("base64", delivery.Body);
            }

            writer.WriteEndObject();
        }

        target.WriteByte((byte)'\n');
    }

    /// <summary>Reads a line.</summary>
    /// <returns>The delivery; null when the line is incomplete or was changed.</returns>
    public static WebhookDelivery? Read(ReadOnlyMemory<byte> line) => InboxLineScanner.TryRead(line.Span) ?? Parse(line);

    /// <summary>Reads a line that <see cref="InboxLineScanner"/> may not read.</summary>
    internal static WebhookDelivery? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            byte[] body = root.TryGetProperty("body", out JsonElement text) ? Strict.GetBytes(text.GetString()!) : root.GetProperty("base64").GetBytesFromBase64();
            return root.GetProperty("sha256").GetString() == Hash(body)
                ? new WebhookDelivery(root.GetProperty("sequence").GetInt64(), root.GetProperty("received").GetDateTimeOffset(), body)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }

    private static string? TextOf(byte[] body)
    {
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Hash(byte[] body)
    {
        using var sha256 = SHA256.Create();
        return Hex.FromBytes(sha256.ComputeHash(body));
    }
}
