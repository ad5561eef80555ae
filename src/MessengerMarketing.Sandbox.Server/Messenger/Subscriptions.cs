using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>
/// All people who can receive marketing messages: people with a Page-scoped id, whose subscriptions are stored, and people in audiences,
/// whose tokens are not stored. Their token is the person's key, reversibly encoded with a secret of the account, so that a million
/// matched people use no memory until their tokens are requested.
/// </summary>
internal sealed class Subscriptions(AdAccount account, RandomSource random)
{
    /// <summary>Default title of a subscription. Source: Meta's reference of opt-in requests.</summary>
    public const string UsualTitle = "Updates and promotions";

    private static readonly TimeSpan MinDelay = TimeSpan.FromHours(12);

    private readonly ulong _secret = random.Next();
    private readonly object _gate = new();
    private readonly List<Subscription> _list = [];
    private readonly Dictionary<string, Subscription> _byToken = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _unsubscribedKeys = [];
    private readonly Dictionary<string, DateTimeOffset> _lastSent = new(StringComparer.Ordinal);

    /// <summary>Subscribes a person, or renews the subscription. The token does not change.</summary>
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

    /// <summary>Returns the person's subscription to a topic; null when there is none.</summary>
    public SubscriptionToken? Find(string psid, string title)
    {
        lock (_gate)
        {
            return _list.Find(each => IsOf(each, psid, title) && each.State != SubscriptionState.Unsubscribed) is { } found
                ? found.ToToken(LastSent(found.Token))
                : null;
        }
    }

    /// <summary>Returns a token, including a token of a person who was unsubscribed.</summary>
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

    /// <summary>Returns the tokens of people with a Page-scoped id, after a position in the order of subscriptions.</summary>
    /// <param name="number">The position; -1 for all.</param>
    /// <param name="oncePerPerson">Whether to return only one token for a person who is subscribed to several topics.</param>
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

    /// <summary>Returns the token of a person in audiences.</summary>
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

    /// <summary>Returns whether the person of a token was unsubscribed, so that the token is not listed anymore.</summary>
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

    /// <summary>Records a message to a token, unless the last one was less than 12 hours ago.</summary>
    /// <returns>The remaining time to wait; zero when the message is sent.</returns>
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

    /// <summary>Stops messages about a topic for a person.</summary>
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

    /// <summary>Ends all subscriptions of a person with a Page-scoped id.</summary>
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

    /// <summary>Ends the subscription of the person with this identifier in any audience.</summary>
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
