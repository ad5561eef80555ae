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
public static class WebhookParser
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
                ReadEntry(new WebhookEntry(subscribed, entry), entry, events);
            }
        }
        else if (root.Array("changes") is not null || root.Array("messaging") is not null || root.Array("standby") is not null)
        {
            ReadEntry(new WebhookEntry(subscribed, root), root, events);
        }
        else
        {
            var entry = new WebhookEntry(subscribed, null);
            events.Add(root.Text("field") is { } field
                ? entry.ReadChange(field, root.Member("value") is null ? root : root.GetProperty("value"), root)
                : entry.ReadMessaging(root, field: null));
        }
    }

    private static void ReadEntry(WebhookEntry entry, JsonElement element, List<WebhookEvent> events)
    {
        int before = events.Count;
        bool hasList = false;
        if (element.Array("changes") is { } changes)
        {
            hasList = true;
            events.AddRange(changes.EnumerateArray().Select(change => entry.ReadChange(change.Text("field"), change.Member("value") ?? change, change)));
        }

        if (element.Array("messaging") is { } messaging)
        {
            hasList = true;
            events.AddRange(messaging.EnumerateArray().Select(item => entry.ReadMessaging(item, field: null)));
        }

        // Events that another app handles; this app only receives a copy.
        if (element.Array("standby") is { } standby)
        {
            hasList = true;
            events.AddRange(standby.EnumerateArray().Select(item => entry.Other("standby", item)));
        }

        if (!hasList && events.Count == before)
        {
            events.Add(entry.Other(field: null, element));
        }
    }
}
