using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Messaging;

/// <summary>Counts subscribers by some of their properties. It stores only counts, so its memory use does not grow with the list.</summary>
/// <param name="properties">The properties to count by.</param>
internal sealed class SubscriberTally(IReadOnlyCollection<SubscriberProperty> properties)
{
    /// <summary>The name of an unknown source.</summary>
    public const string UnknownSource = "Unknown";

    private readonly Dictionary<(string? Source, string? Title, string? Status, DateTime? Day), long> _counts = [];
    private long _total;

    /// <summary>Counts one subscriber.</summary>
    /// <param name="source">The opt-in source; blank when unknown.</param>
    /// <param name="title">The title; blank when unknown.</param>
    /// <param name="status">The token's status; blank when unknown.</param>
    /// <param name="created">The time of the subscription; null when unknown.</param>
    public void Add(string? source, string? title, string? status, DateTimeOffset? created)
    {
        var key = (
            Has(SubscriberProperty.OptInSource) ? Known(source) ?? UnknownSource : null,
            Has(SubscriberProperty.Title) ? Known(title) : null,
            Has(SubscriberProperty.Status) ? Known(status) : null,
            Has(SubscriberProperty.Day) ? created?.UtcDateTime.Date : null);
        _counts[key] = _counts.TryGetValue(key, out long count) ? count + 1 : 1;
        _total++;
    }

    /// <summary>Returns the counts, largest first. Equal counts are ordered by source, title, status and day.</summary>
    public IReadOnlyList<SubscriberMeasure> Measures() =>
    [
        .. _counts
            .OrderByDescending(static pair => pair.Value)
            .ThenBy(static pair => pair.Key.Source, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Title, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Status, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Day)
            .Select(pair => new SubscriberMeasure
            {
                OptInSource = pair.Key.Source,
                Title = pair.Key.Title,
                Status = pair.Key.Status,
                Day = pair.Key.Day,
                Count = pair.Value,
                Share = (double)pair.Value / _total,
            }),
    ];

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private bool Has(SubscriberProperty property) => properties.Contains(property);
}
