using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>
/// Everybody who may be sent marketing messages: people with a page-scoped id, who are remembered, and people of audiences,
/// whose tokens are not. Theirs is the person's key, mixed with a secret of the account so that it can be turned back: a
/// million matched people cost nothing until somebody asks for them.
/// </summary>
internal sealed class Subscriptions(AdAccount account, RandomSource random)
{
    /// <summary>Title of a subscription that nobody has given one. Source: Meta's reference of opt-in requests.</summary>
    public const string UsualTitle = "Updates and promotions";

    private static readonly TimeSpan MinDelay = TimeSpan.FromHours(12);

    private readonly ulong _secret = random.Next();
    private readonly object _gate = new();
    private readonly List<Subscription> _list = [];
    private readonly Dictionary<string, Subscription> _byToken = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _unsubscribedKeys = [];
    private readonly Dictionary<string, DateTimeOffset> _lastSent = new(StringComparer.Ordinal);

    /// <summary>Subscribes somebody, or subscribes the person again: the token stays the same.</summary>
    public SubscriptionToken Add(string psid, string title, SubscriptionSource source, string? timeZone, string reoptin, DateTimeOffset now)
    {
        lock (_gate)
        {
            Subscription? found = _list.Find(each => IsOf(each, psid, title));
            if (found is null)
            {
                found = new Subscription(_list.Count, NewToken(), psid, title, source, now);
                _list.Add(found);
                _byToken.Add(found.Token, found);
            }
            else
            {
                found.IsRefreshed = true;
                found.Refreshed = now;
            }

            found.State = SubscriptionState.Active;
            found.TimeZone = timeZone ?? found.TimeZone;
            found.Reoptin = reoptin;
            return found.ToToken(LastSent(found.Token));
        }
    }

    /// <summary>The person's subscription to a topic; null when there is none.</summary>
    public SubscriptionToken? Find(string psid, string title)
    {
        lock (_gate)
        {
            return _list.Find(each => IsOf(each, psid, title) && each.State != SubscriptionState.Unsubscribed) is { } found
                ? found.ToToken(LastSent(found.Token))
                : null;
        }
    }

    /// <summary>A token that exists, or did until its person was unsubscribed.</summary>
    public SubscriptionToken? Find(string token)
    {
        lock (_gate)
        {
            if (_byToken.TryGetValue(token, out Subscription? subscription))
            {
                return subscription.ToToken(LastSent(token));
            }
        }

        ulong key = KeyOf(token);
        if (key == 0 || !account.Audiences.Any(audience => audience.Matches(key, asMember: false)))
        {
            return null;
        }

        string[] audiences =
        [
            .. account.Audiences
                .Where(audience => audience.HandsOutTokens && audience.Matches(key, asMember: true))
                .OrderBy(static audience => audience.Order)
                .Select(static audience => audience.Id),
        ];
        return OfAudience(key, audiences, default) with { IsStopped = IsUnsubscribed(key) };
    }

    /// <summary>Tokens of people with a page-scoped id, after a number in the order of subscriptions.</summary>
    /// <param name="number">The number; -1 for all.</param>
    /// <param name="oncePerPerson">Whether a person who is subscribed to several topics comes once.</param>
    public List<(int Number, SubscriptionToken Token)> After(int number, bool oncePerPerson)
    {
        lock (_gate)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            return [.. _list
                .Where(each => each.State != SubscriptionState.Unsubscribed && (!oncePerPerson || seen.Add(each.Psid)))
                .Where(each => each.Number > number)
                .Select(each => (each.Number, each.ToToken(LastSent(each.Token))))];
        }
    }

    /// <summary>The token of a person of audiences.</summary>
    public SubscriptionToken OfAudience(ulong key, IReadOnlyList<string> audienceIds, DateTimeOffset since)
    {
        string token = Digits(RandomSource.Mix(key ^ _secret));
        lock (_gate)
        {
            return new SubscriptionToken(token, UsualTitle, "ENABLED", SubscriptionSource.SubscriberList, since)
            {
                AudienceIds = audienceIds,
                LastSent = LastSent(token),
            };
        }
    }

    /// <summary>Whether the person of a token was unsubscribed: the token is no longer told of.</summary>
    public bool IsGone(string token)
    {
        lock (_gate)
        {
            return _byToken.TryGetValue(token, out Subscription? subscription)
                ? subscription.State == SubscriptionState.Unsubscribed
                : _unsubscribedKeys.Contains(KeyOf(token));
        }
    }

    public bool IsUnsubscribed(ulong key)
    {
        lock (_gate)
        {
            return _unsubscribedKeys.Contains(key);
        }
    }

    /// <summary>Notes that a message is sent to a token, unless the last one was less than 12 hours ago.</summary>
    /// <returns>Time that has to pass first; zero when the message is sent.</returns>
    public TimeSpan Send(string token, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (LastSent(token) is { } last && now - last < MinDelay)
            {
                return last + MinDelay - now;
            }

            _lastSent[token] = now;
            return TimeSpan.Zero;
        }
    }

    /// <summary>The person stops messages about a topic.</summary>
    public SubscriptionToken? Stop(string psid, string title)
    {
        lock (_gate)
        {
            if (_list.Find(each => IsOf(each, psid, title)) is not { } found)
            {
                return null;
            }

            found.State = SubscriptionState.Stopped;
            return found.ToToken(LastSent(found.Token));
        }
    }

    /// <summary>Ends all subscriptions of a person with a page-scoped id.</summary>
    public void UnsubscribePsid(string psid)
    {
        lock (_gate)
        {
            foreach (Subscription subscription in _list.Where(each => string.Equals(each.Psid, psid, StringComparison.Ordinal)))
            {
                subscription.State = SubscriptionState.Unsubscribed;
            }
        }
    }

    /// <summary>Ends the subscription of a token.</summary>
    public void UnsubscribeToken(string token)
    {
        lock (_gate)
        {
            if (_byToken.TryGetValue(token, out Subscription? subscription))
            {
                subscription.State = SubscriptionState.Unsubscribed;
            }
            else if (KeyOf(token) is not 0 and ulong key)
            {
                _unsubscribedKeys.Add(key);
            }
        }
    }

    /// <summary>Ends the subscription of whoever has this identifier, in whatever audience.</summary>
    public void UnsubscribeIdentifier(ulong identifier)
    {
        ulong[] keys = [identifier, .. account.Audiences.Select(audience => audience.KeyOf(identifier)).Where(static key => key != 0)];
        lock (_gate)
        {
            _unsubscribedKeys.UnionWith(keys);
        }
    }

    private static bool IsOf(Subscription subscription, string psid, string title) =>
        string.Equals(subscription.Psid, psid, StringComparison.Ordinal) && string.Equals(subscription.Title, title, StringComparison.Ordinal);

    private static string Digits(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private DateTimeOffset? LastSent(string token) => _lastSent.TryGetValue(token, out DateTimeOffset last) ? last : null;

    private ulong KeyOf(string token) => ulong.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
        && string.Equals(Digits(number), token, StringComparison.Ordinal)
            ? RandomSource.Unmix(number) ^ _secret
            : 0;

    private string NewToken()
    {
        string token;
        do
        {
            token = Digits(random.Next());
        }
        while (_byToken.ContainsKey(token));
        return token;
    }
}
