using System;
using System.Collections.Generic;
using System.Globalization;
using MessengerMarketing.Collections;

namespace MessengerMarketing.Messaging;

/// <summary>
/// A subscription of one person to a Page's marketing messages. The token is a secret: whoever holds it and the Page's connection can
/// write to the person. Of people won by a customer list Meta tells only token, title, re-opt-in and audiences. Times are UTC; what an
/// answer does not tell is null.
/// </summary>
public sealed record SubscriptionToken
{
    /// <summary>The token. Default views and <see cref="ToString"/> leave it out.</summary>
    public required string Token { get; init; }

    /// <summary>Page-scoped id of the person.</summary>
    public string? RecipientId { get; init; }

    /// <summary>The title the person agreed to.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// How the subscriber opted in, the name of an <see cref="Messaging.OptInSource"/>, when the query asked for it. Otherwise
    /// <c>SubscriberList</c> when Meta names audiences, and null when it names none.
    /// </summary>
    public string? OptInSource { get; init; }

    /// <summary>Meta's word, such as <c>REFRESHED</c>.</summary>
    public string? Status { get; init; }

    /// <summary><c>ENABLED</c> or <c>DISABLED</c>.</summary>
    public string? Reoptin { get; init; }

    /// <summary>IANA name of the person's time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Custom audiences the person was matched in. As text, the ids with a blank between.</summary>
    public IReadOnlyList<string> AudienceIds { get; init; } = ReadableList<string>.Empty;

    /// <summary>When the person subscribed.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When the subscription ends by itself; Meta's FAQ says it does not, its answers sometimes name a date.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When the person may get the next message.</summary>
    public DateTimeOffset? NextEligible { get; init; }

    /// <summary>When the person may get the next paid marketing message.</summary>
    public DateTimeOffset? NextEligibleForPaid { get; init; }

    /// <returns>Title and day; neither token nor person.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Subscription '{0}'{1:' since 'yyyy-MM-dd}", Title, Created);
}
