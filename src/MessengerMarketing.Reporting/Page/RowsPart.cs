using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MessengerMarketing.Reporting.Charts;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The part of an audience that tells what became of the rows.</summary>
internal static class RowsPart
{
    private const int MaxBatches = 50;

    public static IEnumerable<XElement?> Write(AudienceReport audience, string id)
    {
        yield return Heading(3, "What was sent");
        RowCounts rows = RowCounts.Sum(audience.Uploads.Select(static upload => upload.Rows));
        if (rows.Total == 0)
        {
            yield return Paragraph(audience.Uploads.Count == 0 ? "Nothing came in about uploads, so there is no plot of rows." : "The uploads read no row, so there is no plot of rows.");
            yield break;
        }

        IReadOnlyList<RowBar> bars = RowBars.Of(audience.Uploads);
        RowOutcome[] outcomes = [.. RowCounts.Outcomes.Where(outcome => rows[outcome] > 0)];
        string told = string.Join(", ", outcomes.Select(outcome => $"{Text.Number(rows[outcome])} {Lower(Wording.Name(outcome))}"));
        yield return Figure(
            SvgFragment.Of(RowsChart.Draw(bars), RowsChart.HeightOf(bars.Count), $"{id}-rows", "Rows by batch and what became of them", $"Of {Text.Count(rows.Total, "row", "rows")}: {told}."),
            Caption(audience.Uploads, bars));
        yield return Table(
            "Rows by batch",
            [new("Batches"), .. outcomes.Select(static outcome => new Column(Wording.Name(outcome), true)), new("Rows", true)],
            bars.Select(bar => Numbers(bar.Label, bar.Rows, outcomes)),
            bars.Count > 1 ? Numbers("Total", rows, outcomes) : null);
        yield return Table(
            "What became of the rows, and what to do",
            [new("Outcome"), new("Rows", true), new("Share", true), new("What to do")],
            outcomes.Select(outcome => new[] { Wording.Name(outcome), Text.Number(rows[outcome]), Text.Share(rows[outcome], rows.Total), Wording.Advise(outcome) }));
        foreach (XElement element in Open(audience.Uploads))
        {
            yield return element;
        }
    }

    private static string Caption(IReadOnlyList<UploadReportEntry> uploads, IReadOnlyList<RowBar> bars)
    {
        const string Order = "Rows of each batch by what became of them, from left to right in the order of the legend.";
        int most = bars.Max(static bar => bar.Batches);
        if (uploads.All(static upload => upload.Lines.Count == 0))
        {
            return Order + " The batches are not known one by one; their receipts or the journal, given with -JournalPath, tell of them.";
        }

        return most == 1 ? Order : $"{Order} {Text.Count(bars.Sum(static bar => (long)bar.Batches), "batch is", "batches are")} gathered in {Text.Count(bars.Count, "bar", "bars")} of up to {Text.Number(most)}.";
    }

    private static string[] Numbers(string name, RowCounts rows, RowOutcome[] outcomes)
        => [name, .. outcomes.Select(outcome => Text.Number(rows[outcome])), Text.Number(rows.Total)];

    /// <summary>The batches that somebody has to look after, one by one.</summary>
    private static IEnumerable<XElement> Open(IReadOnlyList<UploadReportEntry> uploads)
    {
        (int Upload, BatchLine Line)[] open = [.. uploads.SelectMany(static (upload, at) => upload.Lines
            .Where(static line => line.Rows.Total > line.Rows.Accepted + line.Rows.Rejected)
            .Select(line => (at + 1, line)))];
        if (open.Length == 0)
        {
            yield break;
        }

        yield return Table(
            "Batches that were not accepted",
            [new("Upload", true), new("Batch", true), new("First row", true), new("Last row", true), new("Rows to send", true), new("Outcome"), new("Error id"), new("Time (UTC)", IsTime: true)],
            open.Take(MaxBatches).Select(static each => new[]
            {
                Text.Number(each.Upload),
                Text.Number(each.Line.Number),
                Text.Number(each.Line.FirstRow),
                Text.Number(each.Line.LastRow),
                Text.Number(each.Line.Rows.Total - each.Line.Rows.Rejected),
                Wording.Name(RowCounts.Outcomes.First(outcome => outcome > RowOutcome.Rejected && each.Line.Rows[outcome] > 0)),
                each.Line.ErrorId ?? "none",
                Text.Time(each.Line.Time),
            }));
        if (open.Length > MaxBatches)
        {
            yield return Note($"{Text.Count(open.Length - MaxBatches, "more batch was", "more batches were")} not accepted and not listed here. The receipts and the journal have all of them.");
        }
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text.Substring(1);
}
