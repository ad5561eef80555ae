using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MessengerMarketing.Messaging;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Subscribers;

/// <summary>Counts subscribers also by the door through which they came: the last event with a <see cref="WebhookEvent.Door"/> of the same person in an inbox,
/// up to the second of the subscription. A link, an ad or another referral of the seven days before it takes precedence, because people write a message after
/// they follow a link. Subscribers without such an event, such as people from a customer list, who have no Page-scoped id, are counted as unknown. Add all
/// subscribers before the inboxes. Memory grows with the subscribers and not with an inbox.</summary>
/// <param name="properties">The properties to count by.</param>
internal sealed class SubscriberDoors(IReadOnlyCollection<SubscriberProperty> properties)
{
    /// <summary>Maximum length of a ref, because anyone can send any. A longer one is cut, and ends with an ellipsis.</summary>
    public const int MaxRefLength = 100;

    /// <summary>Maximum number of different refs that are counted separately.</summary>
    public const int MaxRefs = 1000;

    /// <summary>Counts the subscribers of less frequent refs together.</summary>
    public const string OtherRefs = "Other";

    /// <summary>How long a referral takes precedence over later messages, buttons and reactions.</summary>
    public static readonly TimeSpan ReferralPrecedence = TimeSpan.FromDays(7);

    private readonly SubscriberTally _tally = new(properties);
    private readonly List<Subscriber> _subscribers = [];
    private readonly Dictionary<string, Subscriber> _latestOfPerson = new(StringComparer.Ordinal);
    private readonly Dictionary<SubscriberGroup, SubscriberGroup> _groups = [];

    /// <summary>Lines of inboxes that cannot be read.</summary>
    public long UnreadableLines { get; private set; }

    /// <summary>Number of different refs that are counted as <see cref="OtherRefs"/>. Known after <see cref="Measures"/>.</summary>
    public int CombinedRefs { get; private set; }

    /// <summary>Adds a subscriber.</summary>
    /// <param name="group">The properties of the subscriber, without door and ref.</param>
    /// <param name="psid">The Page-scoped id; null when it is unknown.</param>
    /// <param name="created">When the person subscribed; null when it is unknown.</param>
    public void Add(SubscriberGroup group, string? psid, DateTimeOffset? created)
    {
        // Equal groups share their texts.
        SubscriberGroup reduced = _tally.Reduce(group);
        if (!_groups.TryGetValue(reduced, out SubscriberGroup? shared))
        {
            _groups.Add(reduced, shared = reduced);
        }

        var subscriber = new Subscriber { Group = shared };
        _subscribers.Add(subscriber);
        if (!string.IsNullOrWhiteSpace(psid) && created is { } time)
        {
            subscriber.Created = ToSeconds(time);
            subscriber.Next = _latestOfPerson.TryGetValue(psid!, out Subscriber? other) ? other : null;
            _latestOfPerson[psid!] = subscriber;
        }
    }

    /// <summary>Adds the events of an inbox and its rotated files, up to its current end. A watcher is not disturbed.</summary>
    /// <exception cref="IOException">It does not exist, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to it is denied.</exception>
    public void AddInbox(string path, CancellationToken cancellationToken)
    {
        foreach (InboxRecord record in InboxFollower.ReadToEnd(path, since: null, cancellationToken))
        {
            if (record.Delivery is not { } delivery)
            {
                UnreadableLines++;
                continue;
            }

            foreach (WebhookEvent item in WebhookParser.Parse(delivery.Body).Events)
            {
                Add(item, delivery.Received);
            }
        }
    }

    /// <summary>Returns the counts, largest first, as <see cref="SubscriberDoorMeasure"/>.</summary>
    public IReadOnlyList<SubscriberMeasure> Measures()
    {
        HashSet<string>? frequent = FindFrequentRefs();
        foreach (Subscriber subscriber in _subscribers)
        {
            string? text = subscriber.Ref is { } own && frequent?.Contains(own) == false ? OtherRefs : subscriber.Ref;
            _tally.Add(subscriber.Group with { Door = subscriber.Door?.ToString(), Ref = text });
        }

        return _tally.Measures();
    }

    /// <summary>Whether a door is a link, an ad or another referral, which can have a ref.</summary>
    public static bool IsReferral(WebhookDoor door) => door is WebhookDoor.Link or WebhookDoor.Ad or WebhookDoor.Referral;

    // Tokens have whole seconds, and events have milliseconds.
    private static long ToSeconds(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerSecond;

    private static string? Shorten(string? text)
    {
        if (text is null || text.Length <= MaxRefLength)
        {
            return text;
        }

        int length = MaxRefLength - 1;
        return text.Substring(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length) + "…";
    }

    private void Add(WebhookEvent item, DateTimeOffset received)
    {
        if (item.DoorValue is not { } door || item.Psid is not { } psid || !_latestOfPerson.TryGetValue(psid, out Subscriber? subscriber))
        {
            return;
        }

        long time = ToSeconds(item.Time ?? received);
        for (; subscriber is not null; subscriber = subscriber.Next)
        {
            bool isReferral = IsReferral(door) && subscriber.Created - time <= (long)ReferralPrecedence.TotalSeconds;
            if (time <= subscriber.Created && Precedes(subscriber, isReferral, time))
            {
                subscriber.Door = door;
                subscriber.DoorTime = time;
                subscriber.IsReferral = isReferral;
                subscriber.Ref = Shorten(item.Ref);
            }
        }
    }

    /// <summary>Returns whether an event replaces the known one. The order of deliveries is not the order of events.</summary>
    private static bool Precedes(Subscriber known, bool isReferral, long time)
    {
        if (known.Door is null || isReferral != known.IsReferral)
        {
            return known.Door is null || isReferral;
        }

        // Of several events in the same second, the last one in the inbox counts, as in a report.
        return time >= known.DoorTime;
    }

    /// <summary>Returns the refs that are counted separately; null when these are all.</summary>
    private HashSet<string>? FindFrequentRefs()
    {
        if (!properties.Contains(SubscriberProperty.Ref))
        {
            return null;
        }

        string[] refs =
        [
            .. _subscribers.Select(static subscriber => subscriber.Ref).OfType<string>()
                .GroupBy(static text => text, StringComparer.Ordinal)
                .OrderByDescending(static group => group.Count())
                .ThenBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => group.Key),
        ];
        CombinedRefs = Math.Max(0, refs.Length - MaxRefs);
        return CombinedRefs == 0 ? null : new HashSet<string>(refs.Take(MaxRefs), StringComparer.Ordinal);
    }

    private sealed class Subscriber
    {
        /// <summary>Another subscription of the same person.</summary>
        public Subscriber? Next { get; set; }

        public required SubscriberGroup Group { get; init; }

        public long Created { get; set; }

        public WebhookDoor? Door { get; set; }

        public long DoorTime { get; set; }

        public bool IsReferral { get; set; }

        public string? Ref { get; set; }
    }
}
