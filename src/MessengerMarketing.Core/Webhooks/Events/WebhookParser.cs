using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// Reads a delivery's body, in every shape that is known: Meta's envelope with changes or messaging events in its entries, of a Page or
/// an ad account; and bare, as documentation shows them and other tools hand them on: a change, the flat upload status, a messaging event.
/// </summary>
public static class WebhookParser
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a body. It takes any bytes and throws for none.</summary>
    public static WebhookPayload Parse(byte[] body)
    {
        if (body is null)
        {
            throw new ArgumentNullException(nameof(body));
        }

        try
        {
            // With a byte order mark, which an editor may have left in a saved body, the JSON reader would refuse it.
            string text = Utf8.GetString(body).TrimStart('\uFEFF');
            using JsonDocument document = JsonDocument.Parse(text);
            var events = new List<WebhookEvent>();
            return ReadRoot(document.RootElement, events)
                ? new WebhookPayload(events, null)
                : new WebhookPayload([], "The body is JSON, but neither an object nor a list of objects.");
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
            return new WebhookPayload([], "The body has a member's name that is not text.");
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

        // What another app answers first: this one only listens.
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
