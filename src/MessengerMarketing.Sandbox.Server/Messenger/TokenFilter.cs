using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>Which tokens a call asks for.</summary>
/// <param name="Audiences">People of these audiences only; null for everybody.</param>
/// <param name="Source">Subscribers by this way only; null for all.</param>
/// <param name="Since">Subscribers since then only.</param>
/// <param name="Until">Subscribers until then only.</param>
/// <param name="HasReceived">Only those who were sent a marketing message, or only those who were not; null for both.</param>
/// <param name="OncePerPerson">Whether a person with several tokens comes once.</param>
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
