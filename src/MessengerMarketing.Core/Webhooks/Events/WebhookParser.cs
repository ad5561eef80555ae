using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// Parses a delivery's body in all known formats: Meta's envelope of a Page or ad account, with changes or messaging events in its entries;
/// and without an envelope, as in documentation and from other tools: a change, a flat upload status, or a messaging event.
/// </summary>
internal static class WebhookParser
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Parses a body. It accepts any bytes and does not throw.</summary>
    public static WebhookPayload Parse(byte[] body)
    {
        List<WebhookEvent> events = Read(body, WebhookEventReader.Read, out string? problem);
        return new WebhookPayload(events, problem);
    }

    /// <summary>Returns the <see cref="WebhookEvent.Id"/> of each event in a body, without its other properties; none for a body that cannot be read.</summary>
    internal static IReadOnlyList<string> ReadIds(byte[] body) => Read(body, static item => item.CreateId(), out _);

    private static List<T> Read<T>(byte[] body, Func<WebhookItem, T> read, out string? problem)
    {
        if (body is null)
        {
            throw new ArgumentNullException(nameof(body));
        }

        problem = null;
        try
        {
            // Bytes that are not UTF-8 are rejected, also in strings that nothing reads.
            Utf8.GetCharCount(body);
            using var document = JsonDocument.Parse(WithoutByteOrderMark(body));
            var items = new List<WebhookItem>();
            if (ReadRoot(document.RootElement, items))
            {
                return items.ConvertAll(item => read(item));
            }

            problem = "The body is JSON, but not an object or a list of objects.";
        }
        catch (DecoderFallbackException)
        {
            problem = "The body is not UTF-8.";
        }
        catch (JsonException exception)
        {
            problem = body.Length == 0 ? "The body is empty." : $"The body is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).";
        }
        catch (InvalidOperationException)
        {
            problem = "The body has a member name that is not valid text.";
        }

        return [];
    }

    /// <summary>Skips the byte order marks before a body: the JSON reader rejects them, and an editor may add one to a saved body.</summary>
    private static ReadOnlyMemory<byte> WithoutByteOrderMark(byte[] body)
    {
        Memory<byte> rest = body.AsMemory();
        while (rest.Span.StartsWith(ByteOrderMark))
        {
            rest = rest.Slice(ByteOrderMark.Length);
        }

        return rest;
    }

    private static bool ReadRoot(JsonElement root, List<WebhookItem> items)
    {
        switch (root.ValueKind)
        {
            case JsonValueKind.Object:
                ReadObject(root, items);
                return true;
            case JsonValueKind.Array when root.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object):
                foreach (JsonElement item in root.EnumerateArray())
                {
                    ReadObject(item, items);
                }

                return true;
            default:
                return false;
        }
    }

    private static void ReadObject(JsonElement root, List<WebhookItem> items)
    {
        string? subscribed = root.Text("object");
        if (root.Array("entry") is { } entries)
        {
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                ReadEntry(subscribed, entry, items);
            }
        }
        else if (root.Array("changes") is not null || root.Array("messaging") is not null || root.Array("standby") is not null)
        {
            ReadEntry(subscribed, root, items);
        }
        else
        {
            items.Add(root.Text("field") is null
                ? WebhookItem.FromMessaging(subscribed, entry: null, root)
                : WebhookItem.FromChange(subscribed, entry: null, root));
        }
    }

    private static void ReadEntry(string? subscribed, JsonElement entry, List<WebhookItem> items)
    {
        JsonElement? changes = entry.Array("changes");
        JsonElement? messaging = entry.Array("messaging");
        JsonElement? standby = entry.Array("standby");
        if ((changes ?? messaging ?? standby) is null)
        {
            items.Add(WebhookItem.FromUnknown(subscribed, entry, field: null, entry));
            return;
        }

        items.AddRange(ItemsOf(changes).Select(change => WebhookItem.FromChange(subscribed, entry, change)));
        items.AddRange(ItemsOf(messaging).Select(item => WebhookItem.FromMessaging(subscribed, entry, item)));

        // Events that another app handles; this app only receives a copy.
        items.AddRange(ItemsOf(standby).Select(item => WebhookItem.FromUnknown(subscribed, entry, "standby", item)));
    }

    private static JsonElement.ArrayEnumerator ItemsOf(JsonElement? list) => list?.EnumerateArray() ?? default;
}
