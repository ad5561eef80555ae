using System;
using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>
/// What the API says of a subscription token. For people of a custom audience it says less: nothing that tells who they are.
/// </summary>
/// <param name="Token">The token, digits.</param>
/// <param name="Title">Title of the subscription.</param>
/// <param name="Reoptin">ENABLED or DISABLED.</param>
/// <param name="Source">How the person became a subscriber.</param>
/// <param name="Created">When.</param>
internal sealed record SubscriptionToken(string Token, string Title, string Reoptin, SubscriptionSource Source, DateTimeOffset Created)
{
    /// <summary>How long a token is good after it was made or refreshed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>Page-scoped id; null for people of an audience.</summary>
    public string? Psid { get; init; }

    /// <summary>The person's time zone, if it is known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the person has opted in more than once.</summary>
    public bool IsRefreshed { get; init; }

    /// <summary>Whether no message may be sent to the person.</summary>
    public bool IsStopped { get; init; }

    /// <summary>When the token ends; null for people of an audience.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When the last marketing message was sent to the token, if one was.</summary>
    public DateTimeOffset? LastSent { get; init; }

    /// <summary>The audiences that the person is matched in; null for somebody who is in none.</summary>
    public IReadOnlyList<string>? AudienceIds { get; init; }
}
