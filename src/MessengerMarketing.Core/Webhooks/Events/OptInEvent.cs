using System;

namespace MessengerMarketing.Webhooks;

/// <summary>A person subscribed to marketing messages, or stopped or resumed the subscription (<c>messaging_optins</c>). Source: seed document, option 3, step 2.</summary>
public sealed record OptInEvent : WebhookEvent
{
    /// <summary>The <see cref="MessageStatus"/> of a person who stopped messages.</summary>
    public const string Stop = "STOP_NOTIFICATIONS";

    /// <summary>The <see cref="MessageStatus"/> of a person who resumed messages.</summary>
    public const string Resume = "RESUME_NOTIFICATIONS";

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.OptIn;

    /// <summary>The person's Page-scoped id.</summary>
    public string? Psid { get; init; }

    /// <summary>The subscription token. It is a secret: anyone who has it and the app's permissions can send messages to the person.</summary>
    public string? Token { get; init; }

    /// <summary>The payload of the opt-in request.</summary>
    public string? Payload { get; init; }

    /// <summary>The person's time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary><c>REFRESHED</c> or <c>NOT_REFRESHED</c>.</summary>
    public string? TokenStatus { get; init; }

    /// <summary>
    /// <see cref="Stop"/> or <see cref="Resume"/>; null for a new subscription. Sources use a space or an underscore; this property always
    /// has the underscore. Meta does not guarantee an event for everyone who unsubscribes.
    /// </summary>
    public string? MessageStatus { get; init; }

    /// <summary>Title of the opt-in request, which is the subscribed topic.</summary>
    public string? Title { get; init; }

    /// <summary>When the token expires; null when the event does not have it.</summary>
    public DateTimeOffset? TokenExpires { get; init; }

    /// <inheritdoc/>
    public override string ToDisplayText() => $"{MessageStatus ?? "subscribed"}{(Title is null ? null : $" to '{Title}'")}{(TokenStatus is null ? null : $", {TokenStatus}")}";
}
