using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Webhooks;

/// <summary>Reads the events of one entry, or events without an entry.</summary>
/// <param name="subscribed">The <c>object</c> of the envelope.</param>
/// <param name="entry">The entry; null for an event without one.</param>
internal sealed class WebhookEntry(string? subscribed, JsonElement? entry)
{
    private const string OptInType = "notification_messages";

    // The members that determine the kind of a messaging event, in the order of Meta's reference.
    private static readonly string[] MessagingMembers =
        ["message", "optin", "postback", "delivery", "read", "reaction", "referral", "message_edit", "account_linking", "pass_thread_control", "take_thread_control"];

    private readonly string? _id = entry?.Text("id");
    private readonly DateTimeOffset? _time = entry?.Time("time");
    private readonly string _rawTime = entry?.Text("time") ?? string.Empty;

    /// <summary>Reads a change.</summary>
    /// <param name="field">The changed field.</param>
    /// <param name="value">The value, or the change itself when it contains the members directly.</param>
    /// <param name="change">The complete change.</param>
    public WebhookEvent ReadChange(string? field, JsonElement value, JsonElement change)
    {
        if (field == UploadStatusEvent.FieldName && value.ValueKind == JsonValueKind.Object)
        {
            return ReadUploadStatus(value, change);
        }

        // The test button of the app dashboard sends messaging events as changes.
        return value.ValueKind == JsonValueKind.Object && (value.Object("message") ?? value.Object("optin")) is not null
            ? ReadMessaging(value, field)
            : Other(field, change);
    }

    /// <summary>Reads a messaging event.</summary>
    /// <param name="item">Sender, recipient, time, and a member that determines the kind.</param>
    /// <param name="field">The field, when the event arrived as a change.</param>
    public WebhookEvent ReadMessaging(JsonElement item, string? field)
    {
        string? member = Array.Find(MessagingMembers, name => item.Object(name) is not null);
        field ??= member;
        return member switch
        {
            "optin" when item.Object("optin") is { } optIn && IsNotificationOptIn(optIn) => ReadOptIn(item, optIn, field!),
            "message" when item.Object("message") is { } message && IsPersons(message) => ReadMessage(item, message, field!),
            _ => Other(field, item),
        };
    }

    /// <summary>Creates an event of an unknown kind.</summary>
    public OtherEvent Other(string? field, JsonElement item) => new()
    {
        Id = Identify(field, item, item.Text("timestamp")),
        Object = subscribed,
        EntryId = _id,
        Field = field,
        Time = item.Time("timestamp") ?? _time,
        PageId = EntryPage(),
        Raw = SafeJson.Escape(item.GetRawText()),
    };

    private static bool IsNotificationOptIn(JsonElement optIn) =>
        optIn.Text("type") == OptInType || optIn.Member("notification_messages_token") is not null || optIn.Member("notification_messages_status") is not null;

    // An echo is a message from the Page, and a deleted message does not open the 24-hour window.
    private static bool IsPersons(JsonElement message) => !message.IsTrue("is_echo") && !message.IsTrue("is_deleted");

    private UploadStatusEvent ReadUploadStatus(JsonElement value, JsonElement change) => new()
    {
        Id = Identify(UploadStatusEvent.FieldName, change, value.Text("timestamp")),
        Object = subscribed,
        EntryId = _id,
        Field = UploadStatusEvent.FieldName,
        Time = value.Time("timestamp") ?? _time,
        PageId = value.Text("page_id") ?? EntryPage(),
        Raw = SafeJson.Escape(change.GetRawText()),
        AppId = value.Text("app_id"),
        CustomAudienceId = value.Text("custom_audience_id"),
        AdAccountId = value.Text("ad_account_id"),
        Timestamp = value.Time("timestamp"),
        NumRows = value.Integer("num_rows"),
        BusinessId = value.Text("business_id"),
        ApproximateCountLowerBound = value.Integer("approximate_count_lower_bound"),
        ApproximateCountUpperBound = value.Integer("approximate_count_upper_bound"),
        BatchUploadingStatus = value.Text("batch_uploading_status"),
    };

    private OptInEvent ReadOptIn(JsonElement item, JsonElement optIn, string field) => new()
    {
        Id = Identify(field, item, item.Text("timestamp")),
        Object = subscribed,
        EntryId = _id,
        Field = field,
        Time = item.Time("timestamp") ?? _time,
        PageId = item.Object("recipient")?.Text("id") ?? EntryPage(),
        Raw = SafeJson.Escape(item.GetRawText()),
        Psid = item.Object("sender")?.Text("id"),
        Token = optIn.Text("notification_messages_token"),
        Payload = optIn.Text("payload"),
        TimeZone = optIn.Text("notification_messages_timezone"),
        TokenStatus = optIn.Text("user_token_status"),
        MessageStatus = optIn.Text("notification_messages_status")?.Trim().Replace(' ', '_').ToUpperInvariant(),
        Title = optIn.Text("title"),
        TokenExpires = optIn.Time("token_expiry_timestamp"),
    };

    private MessageEvent ReadMessage(JsonElement item, JsonElement message, string field) => new()
    {
        Id = Identify(field, item, item.Text("timestamp")),
        Object = subscribed,
        EntryId = _id,
        Field = field,
        Time = item.Time("timestamp") ?? _time,
        PageId = item.Object("recipient")?.Text("id") ?? EntryPage(),
        Raw = SafeJson.Escape(item.GetRawText()),
        Psid = item.Object("sender")?.Text("id"),
        MessageId = message.Text("mid"),
        Text = message.Lines("text"),
    };

    private string? EntryPage() => subscribed == "page" ? _id : null;

    private string Identify(string? field, JsonElement value, string? time)
    {
        string text = string.Join("\n", subscribed, _id, time ?? _rawTime, field, value.GetRawText());
        using var sha256 = SHA256.Create();
        return Hex.FromBytes(sha256.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
