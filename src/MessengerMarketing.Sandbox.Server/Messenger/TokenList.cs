using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>Enumerates the subscription tokens of the Page, and creates them on demand.</summary>
internal static class TokenList
{
    private const int PeopleAtATime = 1000;

    /// <summary>Returns the tokens after a position.</summary>
    public static IEnumerable<(TokenPosition At, SubscriptionToken Token)> After(AdAccount account, TokenPosition position, TokenFilter filter)
    {
        int listed = position.Listed;
        foreach ((long audience, int number, SubscriptionToken token) in All(account, position, filter))
        {
            if (filter.Includes(token))
            {
                listed++;
                yield return (new TokenPosition(audience, number, listed), token);
            }
        }
    }

    private static IEnumerable<(long Audience, int Number, SubscriptionToken Token)> All(AdAccount account, TokenPosition position, TokenFilter filter)
    {
        if (filter.TakesPeopleWithPsid && position.Audience == 0)
        {
            foreach ((int number, SubscriptionToken token) in account.Subscriptions.After(position.Number, filter.OncePerPerson))
            {
                yield return (0, number, token);
            }
        }

        if (!filter.TakesPeopleOfAudiences)
        {
            yield break;
        }

        SandboxAudience[] eligible = [.. account.Audiences.Where(static audience => audience.HandsOutTokens).OrderBy(static audience => audience.Order)];
        SandboxAudience[] asked = [.. eligible.Where(filter.Includes)];
        for (int i = 0; i < asked.Length; i++)
        {
            if (asked[i].Order < position.Audience)
            {
                continue;
            }

            int after = asked[i].Order == position.Audience ? position.Number : -1;
            SandboxAudience[] earlier = [.. asked.Take(i)];
            foreach ((int number, SubscriptionToken token) in PeopleOf(account, asked[i], after, earlier, eligible))
            {
                yield return (asked[i].Order, number, token);
            }
        }
    }

    private static IEnumerable<(int Number, SubscriptionToken Token)> PeopleOf(
        AdAccount account, SandboxAudience audience, int after, SandboxAudience[] earlier, SandboxAudience[] eligible)
    {
        while (true)
        {
            IReadOnlyList<(MatchedPerson Person, long Since)> people = audience.MatchedFrom(after + 1, PeopleAtATime);
            if (people.Count == 0)
            {
                yield break;
            }

            foreach ((MatchedPerson person, long since) in people)
            {
                after = person.Number;

                // A person has one token, even in several audiences. It is listed with the first of them.
                if (!account.Subscriptions.IsUnsubscribed(person.Key) && !Array.Exists(earlier, each => each.Matches(person.Key, asMember: true)))
                {
                    string[] ids = [.. eligible.Where(each => each.Matches(person.Key, asMember: true)).Select(static each => each.Id)];
                    yield return (person.Number, account.Subscriptions.OfAudience(person.Key, ids, DateTimeOffset.FromUnixTimeSeconds(since)));
                }
            }
        }
    }
}
