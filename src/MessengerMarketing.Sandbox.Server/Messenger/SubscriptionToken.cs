using System;
using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>
/// A subscription token as the API returns it. For people in a custom audience, it has no properties that identify the person.
/// </summary>
/// <param name="Token">The token, digits.</param>
/// <param name="Title">Title of the subscription.</param>
/// <param name="Reoptin">ENABLED or DISABLED.</param>
/// <param name="Source">How the person became a subscriber.</param>
/// <param name="Created">When it was created.</param>
internal sealed record SubscriptionToken(string Token, string Title, string Reoptin, SubscriptionSource Source, DateTimeOffset Created)
{
    /// <summary>Lifetime of a token after it was created or refreshed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>Page-scoped id; null for people in an audience.</summary>
    public string? Psid { get; init; }

    /// <summary>The person's time zone; null when it is not known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the person has opted in more than once.</summary>
    public bool IsRefreshed { get; init; }

    /// <summary>Whether the person stopped messages.</summary>
    public bool IsStopped { get; init; }

    /// <summary>When the token expires; null for people in an audience.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When the last marketing message was sent to the token; null when there is none.</summary>
    public DateTimeOffset? LastSent { get; init; }

    /// <summary>The audiences that the person is matched in; null when there is none.</summary>
    public IReadOnlyList<string>? AudienceIds { get; init; }
}
