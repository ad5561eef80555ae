using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>Counts people by <c>ref</c>. Anyone can change a <c>ref</c>, so its length and the number of different refs are limited: the least frequent are
/// combined. Text that looks like personal data is masked.</summary>
internal sealed class RefTally
{
    public const int MaxRefs = 2_000;

    private const int MaxLength = 60;

    private readonly Dictionary<string, (long People, long Subscribers)> _counts = new(StringComparer.Ordinal);
    private (long People, long Subscribers) _others;

    /// <summary>Returns a <c>ref</c> as it is counted and shown; null when there is none.</summary>
    public static string? Clean(string? text)
    {
        string? clean = CleanText.Clean(text is null ? null : SensitiveText.MaskLabel(text));
        return clean is { Length: > MaxLength } ? clean.Substring(0, char.IsHighSurrogate(clean[MaxLength - 1]) ? MaxLength - 1 : MaxLength) + "…" : clean;
    }

    public void Add(string name, long people, long subscribers)
    {
        if (!_counts.TryGetValue(name, out (long People, long Subscribers) known) && _counts.Count == MaxRefs)
        {
            CombineRarest();
        }

        _counts[name] = (known.People + people, known.Subscribers + subscribers);
    }

    /// <summary>Returns the counts, those with the most subscribers first, and last those that are not listed.</summary>
    public IReadOnlyList<RefCount> Counts(int max)
    {
        KeyValuePair<string, (long People, long Subscribers)>[] ordered = [.. Ordered()];
        long people = _others.People + ordered.Skip(max).Sum(static each => each.Value.People);
        long subscribers = _others.Subscribers + ordered.Skip(max).Sum(static each => each.Value.Subscribers);
        return
        [
            .. ordered.Take(max).Select(static each => new RefCount(each.Key, each.Value.People, each.Value.Subscribers)),
            .. people + subscribers > 0 ? new[] { new RefCount(null, people, subscribers) } : [],
        ];
    }

    private void CombineRarest()
    {
        foreach (KeyValuePair<string, (long People, long Subscribers)> rare in Ordered().Skip(MaxRefs / 2).ToArray())
        {
            _others = (_others.People + rare.Value.People, _others.Subscribers + rare.Value.Subscribers);
            _counts.Remove(rare.Key);
        }
    }

    private IEnumerable<KeyValuePair<string, (long People, long Subscribers)>> Ordered() => _counts
        .OrderByDescending(static each => each.Value.Subscribers)
        .ThenByDescending(static each => each.Value.People)
        .ThenBy(static each => each.Key, StringComparer.Ordinal);
}
