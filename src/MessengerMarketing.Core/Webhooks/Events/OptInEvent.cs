using System;
using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>A person subscribed to marketing messages, or stopped or resumed the subscription (<c>messaging_optins</c>). Source: Meta's guide, option 3, step 2.</summary>
public sealed record OptInEvent : WebhookEvent
{
    /// <summary>The <see cref="MessageStatus"/> of a person who stopped messages.</summary>
    public const string Stop = "STOP_NOTIFICATIONS";

    /// <summary>The <see cref="MessageStatus"/> of a person who resumed messages.</summary>
    public const string Resume = "RESUME_NOTIFICATIONS";

    private const string Type = "notification_messages";

    private OptInEvent(WebhookItem item, JsonElement optIn)
        : base(item)
    {
        Psid = item.SenderId;
        PageId = item.RecipientId ?? item.PageId;
        Token = optIn.Text("notification_messages_token");
        Payload = optIn.Text("payload");
        TimeZone = optIn.Text("notification_messages_timezone");
        TokenStatus = optIn.Text("user_token_status");
        MessageStatus = optIn.Text("notification_messages_status")?.Trim().Replace(' ', '_').ToUpperInvariant();
        Title = optIn.Text("title");
        TokenExpires = optIn.Time("token_expiry_timestamp");
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.OptIn;

    /// <summary>The subscription token. It is a secret: anyone who has it and the app's permissions can send messages to the person.</summary>
    public string? Token { get; }

    /// <summary>The payload of the opt-in request.</summary>
    public string? Payload { get; }

    /// <summary>The person's time zone.</summary>
    public string? TimeZone { get; }

    /// <summary><c>REFRESHED</c> or <c>NOT_REFRESHED</c>.</summary>
    public string? TokenStatus { get; }

    /// <summary>
    /// <see cref="Stop"/> or <see cref="Resume"/>; null for a new subscription. Sources use a space or an underscore; this property always
    /// has the underscore. Meta does not guarantee an event for everyone who unsubscribes.
    /// </summary>
    public string? MessageStatus { get; }

    /// <summary>Title of the opt-in request, which is the subscribed topic.</summary>
    public string? Title { get; }

    /// <summary>When the token expires; null when the event does not have it.</summary>
    public DateTimeOffset? TokenExpires { get; }

    /// <inheritdoc/>
    public override string ToDisplayText() => $"{MessageStatus ?? "subscribed"}{(Title is null ? null : $" to '{Title}'")}{(TokenStatus is null ? null : $", {TokenStatus}")}";

    internal static OptInEvent? TryRead(WebhookItem item) =>
        item.Body.Object("optin") is { } optIn && IsNotification(optIn) && item.Body.Object("message") is null ? new(item, optIn) : null;

    private static bool IsNotification(JsonElement optIn) =>
        optIn.Text("type") == Type || optIn.Member("notification_messages_token") is not null || optIn.Member("notification_messages_status") is not null;
}
