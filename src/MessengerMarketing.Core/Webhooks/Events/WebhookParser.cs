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

    /// <summary>Parses a body. It accepts any bytes and does not throw.</summary>
    public static WebhookPayload Parse(byte[] body)
    {
        if (body is null)
        {
            throw new ArgumentNullException(nameof(body));
        }

        try
        {
            // The JSON reader rejects a byte order mark, which an editor may add to a saved body.
            string text = Utf8.GetString(body).TrimStart('\uFEFF');
            using var document = JsonDocument.Parse(text);
            var events = new List<WebhookEvent>();
            return ReadRoot(document.RootElement, events)
                ? new WebhookPayload(events, null)
                : new WebhookPayload([], "The body is JSON, but not an object or a list of objects.");
        }
        catch (DecoderFallbackException)
        {
            return new WebhookPayload([], "The body is not UTF-8.");
        }
        catch (JsonException exception)
        {
            return new WebhookPayload([], body.Length == 0 ? "The body is empty." : $"The body is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            return new WebhookPayload([], "The body has a member name that is not valid text.");
        }
    }

    private static bool ReadRoot(JsonElement root, List<WebhookEvent> events)
    {
        switch (root.ValueKind)
        {
            case JsonValueKind.Object:
                ReadObject(root, events);
                return true;
            case JsonValueKind.Array when root.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object):
                foreach (JsonElement item in root.EnumerateArray())
                {
                    ReadObject(item, events);
                }

                return true;
            default:
                return false;
        }
    }

    private static void ReadObject(JsonElement root, List<WebhookEvent> events)
    {
        string? subscribed = root.Text("object");
        if (root.Array("entry") is { } entries)
        {
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                ReadEntry(subscribed, entry, events);
            }
        }
        else if (root.Array("changes") is not null || root.Array("messaging") is not null || root.Array("standby") is not null)
        {
            ReadEntry(subscribed, root, events);
        }
        else
        {
            events.Add(WebhookEventReader.Read(root.Text("field") is null
                ? WebhookItem.FromMessaging(subscribed, entry: null, root)
                : WebhookItem.FromChange(subscribed, entry: null, root)));
        }
    }

    private static void ReadEntry(string? subscribed, JsonElement entry, List<WebhookEvent> events)
    {
        JsonElement? changes = entry.Array("changes");
        JsonElement? messaging = entry.Array("messaging");
        JsonElement? standby = entry.Array("standby");
        if ((changes ?? messaging ?? standby) is null)
        {
            events.Add(new OtherEvent(WebhookItem.FromUnknown(subscribed, entry, field: null, entry)));
            return;
        }

        events.AddRange(ItemsOf(changes).Select(change => WebhookEventReader.Read(WebhookItem.FromChange(subscribed, entry, change))));
        events.AddRange(ItemsOf(messaging).Select(item => WebhookEventReader.Read(WebhookItem.FromMessaging(subscribed, entry, item))));

        // Events that another app handles; this app only receives a copy.
        events.AddRange(ItemsOf(standby).Select(item => new OtherEvent(WebhookItem.FromUnknown(subscribed, entry, "standby", item))));
    }

    private static JsonElement.ArrayEnumerator ItemsOf(JsonElement? list) => list?.EnumerateArray() ?? default;
}
