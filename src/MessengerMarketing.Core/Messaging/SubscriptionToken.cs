using System;
using System.Collections.Generic;
using System.Globalization;
using MessengerMarketing.Collections;

namespace MessengerMarketing.Messaging;

/// <summary>
/// A person's subscription to a Page's marketing messages. The token is a secret: anyone who has it and the Page's access token can send
/// messages to the person. For people from a customer list, Meta returns only token, title, re-opt-in and audiences. Times are UTC.
/// Properties that the response lacks are null.
/// </summary>
public sealed record SubscriptionToken
{
    /// <summary>The token. Default views and <see cref="ToString"/> do not show it.</summary>
    public required string Token { get; init; }

    /// <summary>Page-scoped id of the person.</summary>
    public string? RecipientId { get; init; }

    /// <summary>The title that the person agreed to.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// How the subscriber opted in, the name of an <see cref="Messaging.OptInSource"/>, when the query asked for it. Otherwise
    /// <c>SubscriberList</c> when Meta names audiences, and null when it names none.
    /// </summary>
    public string? OptInSource { get; init; }

    /// <summary>The status as Meta reports it, such as <c>REFRESHED</c>.</summary>
    public string? Status { get; init; }

    /// <summary><c>ENABLED</c> or <c>DISABLED</c>.</summary>
    public string? Reoptin { get; init; }

    /// <summary>IANA name of the person's time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Custom audiences that the person was matched in. As text, the ids are separated by spaces.</summary>
    public IReadOnlyList<string> AudienceIds { get; init; } = ReadableList<string>.Empty;

    /// <summary>When the person subscribed.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When the subscription expires. Meta's FAQ says that it does not, but some responses contain a date.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When the person can get the next message.</summary>
    public DateTimeOffset? NextEligible { get; init; }

    /// <summary>When the person can get the next paid marketing message.</summary>
    public DateTimeOffset? NextEligibleForPaid { get; init; }

    /// <returns>The title and the day, without the token and the person.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Subscription '{0}'{1:' since 'yyyy-MM-dd}", Title, Created);
}
