using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>The token filter of a call.</summary>
/// <param name="Audiences">Only people in these audiences; null for all people.</param>
/// <param name="Source">Only subscribers with this source; null for all.</param>
/// <param name="Since">Only subscribers since this time.</param>
/// <param name="Until">Only subscribers until this time.</param>
/// <param name="HasReceived">Only people who received a marketing message, or only people who did not; null for both.</param>
/// <param name="OncePerPerson">Whether to return only one token per person.</param>
internal sealed record TokenFilter(
    IReadOnlyList<string>? Audiences, SubscriptionSource? Source, DateTimeOffset? Since, DateTimeOffset? Until, bool? HasReceived, bool OncePerPerson)
{
    public bool TakesPeopleWithPsid => Audiences is null && Source != SubscriptionSource.SubscriberList;

    public bool TakesPeopleOfAudiences => Source is null or SubscriptionSource.SubscriberList;

    public bool Includes(SandboxAudience audience) => Audiences is null || Audiences.Contains(audience.Id);

    public bool Includes(SubscriptionToken token) =>
        (Source is null || token.Source == Source)
        && (Since is null || token.Created >= Since)
        && (Until is null || token.Created <= Until)
        && (HasReceived is null || HasReceived == token.LastSent is not null);
}
