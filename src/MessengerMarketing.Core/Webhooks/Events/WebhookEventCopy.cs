using System;
using System.IO;
using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// The properties of an event from which all others follow. An event that was serialized without its type, as by PowerShell between processes, is
/// restored from them.
/// </summary>
/// <param name="Id"><see cref="WebhookEvent.Id"/>.</param>
/// <param name="Kind"><see cref="WebhookEvent.Kind"/>.</param>
/// <param name="Raw"><see cref="WebhookEvent.Raw"/>.</param>
internal sealed record WebhookEventCopy(string Id, string Kind, string Raw)
{
    /// <summary><see cref="WebhookEvent.Object"/>.</summary>
    public string? Subscribed { get; init; }

    /// <summary><see cref="WebhookEvent.EntryId"/>.</summary>
    public string? EntryId { get; init; }

    /// <summary><see cref="WebhookEvent.Field"/>.</summary>
    public string? Field { get; init; }

    /// <summary><see cref="WebhookEvent.Time"/>.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Returns the event; null when the JSON is not that of an event of this kind.</summary>
    public WebhookEvent? ToEvent()
    {
        try
        {
            using var whole = JsonDocument.Parse(Raw);
            using JsonDocument entry = CreateEntry();
            WebhookItem item = Kind == nameof(WebhookEventKind.Other) ? WebhookItem.FromUnknown(Subscribed, entry.RootElement, Field, whole.RootElement)
                : whole.RootElement.Text("field") is not null ? WebhookItem.FromChange(Subscribed, entry.RootElement, whole.RootElement)
                : WebhookItem.FromMessaging(Subscribed, entry.RootElement, whole.RootElement);
            WebhookEvent found = WebhookEventReader.Read(item);
            return found.Kind == Kind ? found with { Id = Id } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonDocument CreateEntry()
    {
        var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (EntryId is not null)
            {
                writer.WriteString("id", EntryId);
            }

            if (Time is { } time)
            {
                writer.WriteString("time", time);
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(json.ToArray());
    }
}
