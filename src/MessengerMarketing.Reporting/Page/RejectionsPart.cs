using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MessengerMarketing.Reporting.Charts;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The section about rejected rows.</summary>
internal static class RejectionsPart
{
    private const int MaxBars = 12;
    private const int MaxLines = 40;

    public static IEnumerable<XElement?> Write(AudienceReport audience, string id)
    {
        yield return Heading(3, "Rejected rows");
        long rejected = audience.Uploads.Sum(static upload => upload.Rows.Rejected);
        IReadOnlyList<KeyValuePair<RejectCause, long>> causes = Add(audience.Uploads.Select(static upload => upload.Rejections));
        long explained = causes.Sum(static cause => cause.Value);
        if (rejected == 0 && explained == 0)
        {
            yield return Paragraph("No rows were rejected.");
        }

        if (explained > 0)
        {
            IReadOnlyList<(string Name, long Rows)> bars = Gather([.. causes.Select(static cause => (Wording.Name(cause.Key), cause.Value))], MaxBars);
            yield return Figure(
                SvgFragment.Create(CountChart.Draw(bars, "Rows rejected", ChartStyle.Rust), CountChart.HeightOf(bars.Count), $"{id}-rejections", "Rejected rows by key and reason", $"Most frequent: {bars[0].Name}, {Text.Count(bars[0].Rows, "row", "rows")} of {Text.Number(explained)}."),
                "Rejected rows by key and reason, most frequent first. Each row is counted once, with its first reason.");
            yield return Table("Rejected rows by key and reason", [new("Key and reason"), new("Rows", true), new("Share", true), new("What to do")], Lines(causes, explained));
            foreach (XElement? note in LeftOut(causes))
            {
                yield return note;
            }
        }

        if (rejected > explained)
        {
            yield return Paragraph($"The reason of {Text.Count(rejected - explained, "rejected row", "rejected rows")} is not known, because receipts do not include reasons. To include them, add the summary that Add-MMAudienceUser writes with -Summary, or the journal with -JournalPath. To list the rejected rows by number, use -RejectPath.");
        }

        IReadOnlyList<KeyValuePair<RejectCause, long>> blanked = Add(audience.Uploads.Select(static upload => upload.BlankedCells).OfType<IReadOnlyDictionary<RejectCause, long>>());
        if (blanked.Count > 0)
        {
            yield return Table("Cells left blank in uploaded rows", [new("Key and reason"), new("Cells", true), new("Share", true), new("What to do")], Lines(blanked, blanked.Sum(static cause => cause.Value)));
            foreach (XElement? note in LeftOut(blanked))
            {
                yield return note;
            }
        }
    }

    private static IEnumerable<string[]> Lines(IReadOnlyList<KeyValuePair<RejectCause, long>> causes, long all) => causes
        .Take(MaxLines)
        .Select(cause => new[] { Wording.Name(cause.Key), Text.Number(cause.Value), Text.Share(cause.Value, all), Wording.Advise(cause.Key.Reason) });

    private static IEnumerable<XElement?> LeftOut(IReadOnlyList<KeyValuePair<RejectCause, long>> causes)
    {
        if (causes.Count > MaxLines)
        {
            yield return Note($"{Text.Count(causes.Count - MaxLines, "rarer reason is", "rarer reasons are")} not listed: {Text.Number(causes.Skip(MaxLines).Sum(static cause => cause.Value))} in total.");
        }
    }

    private static IReadOnlyList<(string Name, long Rows)> Gather(IReadOnlyList<(string Name, long Rows)> causes, int max) => causes.Count <= max
        ? causes
        : [.. causes.Take(max - 1), ($"{Text.Number(causes.Count - max + 1)} others", causes.Skip(max - 1).Sum(static cause => cause.Rows))];

    // Equal counts are ordered by name, so that the same input gives the same page.
    private static IReadOnlyList<KeyValuePair<RejectCause, long>> Add(IEnumerable<IReadOnlyDictionary<RejectCause, long>> counts) => [.. counts
        .SelectMany(static count => count)
        .GroupBy(static cause => cause.Key, static cause => cause.Value)
        .Select(static cause => new KeyValuePair<RejectCause, long>(cause.Key, cause.Sum()))
        .Where(static cause => cause.Value > 0)
        .OrderByDescending(static cause => cause.Value)
        .ThenBy(static cause => Wording.Name(cause.Key), System.StringComparer.Ordinal)];
}
