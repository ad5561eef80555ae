using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Messaging;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Subscribers;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>Joins opt-ins with the doors that the people came through before, by the rule of <see cref="SubscriberDoors"/>. Memory is limited: if there are
/// more than 200,000 people, the oldest are discarded.</summary>
internal sealed class SubscriberMaterial(int maxPeople = SubscriberMaterial.MaxPeople)
{
    private const int MaxPeople = 200_000;
    private const int MaxRefs = 20;
    private const int MaxKey = 40;
    private const string UnknownSource = "Unknown";

    private static readonly WebhookDoor[] Doors = (WebhookDoor[])Enum.GetValues(typeof(WebhookDoor));

    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly long[] _came = new long[Doors.Length];
    private readonly long[] _subscribed = new long[Doors.Length];
    private readonly RefTally _refs = new();
    private readonly Dictionary<string, long> _sources = new(StringComparer.Ordinal);
    private long _unknownDoor;
    private long _stopped;
    private bool _isPartial;

    /// <summary>Whether there is nothing to report.</summary>
    public bool IsEmpty => _came.Sum() + _subscribed.Sum() + _unknownDoor + _stopped + _sources.Count == 0;

    /// <summary>Adds counts of subscribers by opt-in source, or by door when they have none.</summary>
    public void Add(SubscriberMeasure measure)
    {
        string source = CleanText.Clean(measure.OptInSource ?? (measure as SubscriberDoorMeasure)?.Door) ?? UnknownSource;
        _sources[source] = (_sources.TryGetValue(source, out long count) ? count : 0) + measure.Count;
    }

    /// <summary>Adds an event. Events that are neither a door nor an opt-in are ignored.</summary>
    public void Add(WebhookEvent item)
    {
        if (item is OptInEvent optIn)
        {
            AddOptIn(optIn);
        }
        else if (item.DoorValue is { } door)
        {
            AddDoor(item, door);
        }
    }

    public SubscriberReport Report() => new()
    {
        Subscribed = _subscribed.Sum() + _unknownDoor,
        Stopped = _stopped,
        Doors =
        [
            .. Doors.Select(door => new DoorCount(door, _came[(int)door], _subscribed[(int)door])).Where(static count => count.People + count.Subscribers > 0),
            .. _unknownDoor > 0 ? new[] { new DoorCount(null, 0, _unknownDoor) } : [],
        ],
        Refs = _refs.Counts(MaxRefs),
        Sources = [.. _sources.OrderByDescending(static source => source.Value).ThenBy(static source => source.Key, StringComparer.Ordinal)],
        IsPartial = _isPartial,
    };

    private void AddDoor(WebhookEvent item, WebhookDoor door)
    {
        // A comment has no Page-scoped id, and often no visible author. Its author cannot be joined with an opt-in.
        if ((item.Psid ?? (item as FeedEvent)?.FromId) is not { } id)
        {
            _came[(int)door]++;
            return;
        }

        Person person = Find(id);
        if ((person.Doors & (1 << (int)door)) == 0)
        {
            person.Doors |= 1 << (int)door;
            _came[(int)door]++;
        }

        var visit = new Visit(door, RefTally.Clean(item.Ref), item.Time);
        if (visit.Ref is { } reference && reference != person.Referral?.Ref)
        {
            _refs.Add(reference, people: 1, subscribers: 0);
        }

        person.Last = visit;
        person.Referral = SubscriberDoors.IsReferral(door) ? visit : person.Referral;
    }

    private void AddOptIn(OptInEvent item)
    {
        Person person = item.Psid is { } id ? Find(id) : new Person();
        switch (item.MessageStatus)
        {
            case OptInEvent.Stop:
                _stopped += person.IsStopped ? 0 : 1;
                person.IsStopped = true;
                return;
            case OptInEvent.Resume:
                _stopped -= person.IsStopped ? 1 : 0;
                person.IsStopped = false;
                return;
        }

        if (person.IsSubscribed)
        {
            return;
        }

        person.IsSubscribed = true;
        bool isReferred = person.Referral is { } referral && !(item.Time - referral.Time > SubscriberDoors.ReferralPrecedence);
        if ((isReferred ? person.Referral : person.Last) is not { } visit)
        {
            _unknownDoor++;
            return;
        }

        _subscribed[(int)visit.Door]++;
        if (visit.Ref is { } reference)
        {
            _refs.Add(reference, people: 0, subscribers: 1);
        }
    }

    private Person Find(string id)
    {
        string key = id.Length > MaxKey ? id.Substring(0, MaxKey) : id;
        if (!_people.TryGetValue(key, out Person? person))
        {
            if (_people.Count == maxPeople)
            {
                _people.Remove(_order.Dequeue());
                _isPartial = true;
            }

            _people[key] = person = new Person();
            _order.Enqueue(key);
        }

        return person;
    }

    private sealed record Visit(WebhookDoor Door, string? Ref, DateTimeOffset? Time);

    private sealed class Person
    {
        public Visit? Last { get; set; }

        public Visit? Referral { get; set; }

        /// <summary>The doors that the person came through, as bits.</summary>
        public int Doors { get; set; }

        public bool IsSubscribed { get; set; }

        public bool IsStopped { get; set; }
    }
}
