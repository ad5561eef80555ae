using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Webhooks;

/// <summary>An event in a delivery before its kind is known: its JSON, and the data of its envelope. Each kind of event has a <c>TryRead</c> that takes an
/// item; <see cref="WebhookEventReader"/> lists them.</summary>
internal sealed class WebhookItem
{
    // The members that determine the kind of a messaging event, in the order of Meta's reference.
    private static readonly string[] MessagingMembers =
        ["message", "optin", "postback", "delivery", "read", "reaction", "referral", "message_edit", "account_linking", "pass_thread_control", "take_thread_control"];

    private readonly JsonElement? _entry;
    private readonly JsonElement _whole;

    private WebhookItem(string? subscribed, JsonElement? entry, string? field, JsonElement body, JsonElement whole)
    {
        Subscribed = subscribed;
        _entry = entry;
        Field = field;
        Body = body;
        _whole = whole;
    }

    /// <summary>The <c>object</c> of the envelope.</summary>
    public string? Subscribed { get; }

    /// <summary>Id of the entry.</summary>
    public string? EntryId => _entry?.Text("id");

    /// <summary>The changed field, or the member that determines the kind of a messaging event; null when neither is known.</summary>
    public string? Field { get; }

    /// <summary>The members of the event: a messaging event, or the value of a change.</summary>
    public JsonElement Body { get; }

    /// <summary>Whether the item has no kind, regardless of its members.</summary>
    public bool IsUnknown { get; private init; }

    /// <summary>Id of the sender of a messaging event.</summary>
    public string? SenderId => Body.Object("sender")?.Text("id");

    /// <summary>Id of the recipient of a messaging event.</summary>
    public string? RecipientId => Body.Object("recipient")?.Text("id");

    /// <summary>The Page's id from the event, or from a Page's entry.</summary>
    public string? PageId => Body.Text("page_id") ?? (Subscribed == "page" ? EntryId : null);

    /// <summary>When it happened; the time of the entry when the event has none.</summary>
    public DateTimeOffset? Time => Body.Time("timestamp") ?? Body.Time("created_time") ?? _entry?.Time("time");

    /// <summary>The JSON as received, without control characters.</summary>
    public string Raw => SafeJson.Escape(_whole.GetRawText());

    /// <summary>Creates an item from an element of <c>messaging</c>, or from an event without an envelope and without a field.</summary>
    public static WebhookItem FromMessaging(string? subscribed, JsonElement? entry, JsonElement item) =>
        new(subscribed, entry, Array.Find(MessagingMembers, name => item.Object(name) is not null), item, item);

    /// <summary>Creates an item from a change. Its members are in <c>value</c>, or next to <c>field</c>.</summary>
    public static WebhookItem FromChange(string? subscribed, JsonElement? entry, JsonElement change) =>
        new(subscribed, entry, change.Text("field"), change.Member("value") ?? change, change);

    /// <summary>Creates an item that no kind is read from, such as a copy of an event that another app handles.</summary>
    public static WebhookItem FromUnknown(string? subscribed, JsonElement? entry, string? field, JsonElement item) =>
        new(subscribed, entry, field, item, item) { IsUnknown = true };

    /// <summary>Returns the SHA-256 hash of the data that stays the same when Meta repeats a delivery.</summary>
    public string CreateId()
    {
        string? time = Body.Text("timestamp") ?? Body.Text("created_time") ?? _entry?.Text("time");
        string text = string.Join("\n", Subscribed, EntryId, time, Field, _whole.GetRawText());
        using var sha256 = SHA256.Create();
        return Hex.FromBytes(sha256.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
