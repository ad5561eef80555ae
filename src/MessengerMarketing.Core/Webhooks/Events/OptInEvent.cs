using System;

namespace MessengerMarketing.Webhooks;

/// <summary>A person subscribed to marketing messages, or stopped or resumed them (<c>messaging_optins</c>). Source: seed document, option 3, step 2.</summary>
public sealed record OptInEvent : WebhookEvent
{
    /// <summary>A <see cref="MessageStatus"/> of a person who wants no more messages.</summary>
    public const string Stop = "STOP_NOTIFICATIONS";

    /// <summary>A <see cref="MessageStatus"/> of a person who wants messages again.</summary>
    public const string Resume = "RESUME_NOTIFICATIONS";

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.OptIn;

    /// <summary>The person's Page-scoped id.</summary>
    public string? Psid { get; init; }

    /// <summary>The subscription token. A secret: whoever has it and the app's rights can write to the person.</summary>
    public string? Token { get; init; }

    /// <summary>What the opt-in request gave along for its webhook.</summary>
    public string? Payload { get; init; }

    /// <summary>The person's time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary><c>REFRESHED</c> or <c>NOT_REFRESHED</c>.</summary>
    public string? TokenStatus { get; init; }

    /// <summary>
    /// <see cref="Stop"/> or <see cref="Resume"/>, and null for a new subscription. Sources write it with a blank or an underscore; here it
    /// has the underscore. Meta does not promise to tell everyone who leaves.
    /// </summary>
    public string? MessageStatus { get; init; }

    /// <summary>Title of the opt-in request: the topic that was subscribed to.</summary>
    public string? Title { get; init; }

    /// <summary>When the token expires, where the event still tells.</summary>
    public DateTimeOffset? TokenExpires { get; init; }

    /// <inheritdoc/>
    public override string ToDisplayText() => $"{MessageStatus ?? "subscribed"}{(Title is null ? null : $" to '{Title}'")}{(TokenStatus is null ? null : $", {TokenStatus}")}";
}
