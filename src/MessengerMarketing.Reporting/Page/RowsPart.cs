using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MessengerMarketing.Reporting.Charts;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The section about the outcome of the rows.</summary>
internal static class RowsPart
{
    private const int MaxBatches = 50;

    public static IEnumerable<XElement?> Write(AudienceReport audience, string id)
    {
        yield return Heading(3, "Uploaded rows");
        var rows = RowCounts.Sum(audience.Uploads.Select(static upload => upload.Rows));
        if (rows.Total == 0)
        {
            yield return Paragraph("The uploads did not read any rows.");
            yield break;
        }

        RowOutcome[] outcomes = [.. RowCounts.Outcomes.Where(outcome => rows[outcome] > 0)];
        foreach (XElement element in TrendPart.ReplacesBars(audience) ? [] : Bars(audience, rows, outcomes, id))
        {
            yield return element;
        }

        yield return Table(
            "Row outcomes",
            [new("Outcome"), new("Rows", true), new("Share", true), new("What to do")],
            outcomes.Select(outcome => new[] { Wording.Name(outcome), Text.Number(rows[outcome]), Text.Share(rows[outcome], rows.Total), Wording.Advise(outcome) }));
        foreach (XElement element in Open(audience.Uploads))
        {
            yield return element;
        }
    }

    private static IEnumerable<XElement> Bars(AudienceReport audience, RowCounts rows, RowOutcome[] outcomes, string id)
    {
        IReadOnlyList<RowBar> bars = RowBars.Create(audience.Uploads);
        string details = string.Join(", ", outcomes.Select(outcome => $"{Text.Number(rows[outcome])} {Lower(Wording.Name(outcome))}"));
        yield return Figure(
            SvgFragment.Create(RowsChart.Draw(bars), RowsChart.HeightOf(bars.Count), $"{id}-rows", "Rows by batch and outcome", $"{Text.Count(rows.Total, "row", "rows")}: {details}."),
            Caption(audience.Uploads, bars));
        yield return Table(
            "Rows by batch",
            [new("Batches"), .. outcomes.Select(static outcome => new Column(Wording.Name(outcome), true)), new("Rows", true)],
            bars.Select(bar => Numbers(bar.Label, bar.Rows, outcomes)),
            bars.Count > 1 ? Numbers("Total", rows, outcomes) : null);
    }

    private static string Caption(IReadOnlyList<UploadReportEntry> uploads, IReadOnlyList<RowBar> bars)
    {
        const string Order = "Rows of each batch by outcome, from left to right in the order of the legend.";
        int max = bars.Max(static bar => bar.Batches);
        if (uploads.All(static upload => upload.Lines.Count == 0))
        {
            return Order + " The input does not contain individual batches. To include them, add the receipts, or the journal with -JournalPath.";
        }

        return max == 1 ? Order : $"{Order} {Text.Count(bars.Sum(static bar => (long)bar.Batches), "batch is", "batches are")} combined into {Text.Count(bars.Count, "bar", "bars")} of up to {Text.Number(max)}.";
    }

    private static string[] Numbers(string name, RowCounts rows, RowOutcome[] outcomes)
        => [name, .. outcomes.Select(outcome => Text.Number(rows[outcome])), Text.Number(rows.Total)];

    /// <summary>Returns the batches that need attention.</summary>
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
            [new("Upload", true), new("Batch", true), new("First row", true), new("Last row", true), new("Rows to send", true), new("Outcome"), new("Error ID"), new("Time (UTC)", IsTime: true)],
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
            yield return Note($"{Text.Count(open.Length - MaxBatches, "more batch was", "more batches were")} not accepted and not listed here. For all batches, see the receipts or the journal.");
        }
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text.Substring(1);
}
