using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Messaging;

/// <summary>Counts subscribers by some of their properties. It stores only counts, so its memory use does not grow with the list.</summary>
/// <param name="properties">The properties to count by.</param>
internal sealed class SubscriberTally(IReadOnlyCollection<SubscriberProperty> properties)
{
    /// <summary>The name of an unknown source or door.</summary>
    public const string Unknown = "Unknown";

    private readonly Dictionary<SubscriberGroup, long> _counts = [];
    private long _total;

    /// <summary>Counts one subscriber. Properties that are not counted by are ignored, and blank ones are unknown.</summary>
    public void Add(SubscriberGroup subscriber)
    {
        SubscriberGroup key = Reduce(subscriber);
        _counts[key] = _counts.TryGetValue(key, out long count) ? count + 1 : 1;
        _total++;
    }

    /// <summary>Returns a subscriber with only the properties that are counted by.</summary>
    public SubscriberGroup Reduce(SubscriberGroup subscriber) => new(
        Has(SubscriberProperty.OptInSource) ? Known(subscriber.OptInSource) ?? Unknown : null,
        Has(SubscriberProperty.Title) ? Known(subscriber.Title) : null,
        Has(SubscriberProperty.Status) ? Known(subscriber.Status) : null,
        Has(SubscriberProperty.Day) ? subscriber.Day?.Date : null)
    {
        Door = Has(SubscriberProperty.Door) ? Known(subscriber.Door) ?? Unknown : null,
        Ref = Has(SubscriberProperty.Ref) ? Known(subscriber.Ref) : null,
    };

    /// <summary>Returns the counts, largest first, as <see cref="SubscriberDoorMeasure"/> when door or ref is counted by. Equal counts are ordered by door, ref, source, title, status and day.</summary>
    public IReadOnlyList<SubscriberMeasure> Measures() =>
    [
        .. _counts
            .OrderByDescending(static pair => pair.Value)
            .ThenBy(static pair => pair.Key.Door, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Ref, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.OptInSource, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Title, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Status, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Day)
            .Select(pair => Create(pair.Key, pair.Value)),
    ];

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private SubscriberMeasure Create(SubscriberGroup group, long count)
    {
        double share = (double)count / _total;
        return Has(SubscriberProperty.Door) || Has(SubscriberProperty.Ref)
            ? new SubscriberDoorMeasure
            {
                Door = group.Door,
                Ref = group.Ref,
                OptInSource = group.OptInSource,
                Title = group.Title,
                Status = group.Status,
                Day = group.Day,
                Count = count,
                Share = share,
            }
            : new SubscriberMeasure
            {
                OptInSource = group.OptInSource,
                Title = group.Title,
                Status = group.Status,
                Day = group.Day,
                Count = count,
                Share = share,
            };
    }

    private bool Has(SubscriberProperty property) => properties.Contains(property);
}
