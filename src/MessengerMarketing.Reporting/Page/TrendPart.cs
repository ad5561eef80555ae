using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MessengerMarketing.Reporting.Charts;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The section that compares the uploads to an audience with each other. One upload has no trend. If there are more than a few uploads, the trend
/// replaces the bars by batch.</summary>
internal static class TrendPart
{
    /// <summary>Maximum number of uploads whose batches have bars.</summary>
    private const int MaxUploads = 6;

    private const int MaxLines = 40;

    /// <summary>Returns whether the trend replaces the bars.</summary>
    public static bool ReplacesBars(AudienceReport audience) => audience.Uploads.Count > MaxUploads && audience.Trend.Count == audience.Uploads.Count;

    public static IEnumerable<XElement?> Write(AudienceReport audience, string id)
    {
        IReadOnlyList<UploadTrendPoint> trend = audience.Trend;
        if (trend.Count < 2)
        {
            yield break;
        }

        yield return Heading(3, "Trend");
        if (ReplacesBars(audience))
        {
            UploadTrendPoint last = trend[trend.Count - 1];
            yield return Figure(
                SvgFragment.Create(RunsChart.Draw(trend, static run => run.RowsSent, "Rows sent", ChartStyle.Blue), RunsChart.Height, $"{id}-sent", "Rows sent by each upload over time", $"{Text.Count(trend.Count, "upload", "uploads")}. Latest: {Text.Count(last.RowsSent, "row", "rows")} sent."),
                $"Rows that each of {Text.Count(trend.Count, "upload", "uploads")} sent.");
            if (trend.Any(static run => run.RowsRejected > 0))
            {
                yield return Figure(
                    SvgFragment.Create(RunsChart.Draw(trend, static run => run.RowsRejected, "Rows rejected", ChartStyle.Rust), RunsChart.Height, $"{id}-left-out", "Rows rejected in each upload over time", $"Latest: {Text.Count(last.RowsRejected, "row", "rows")} rejected."),
                    "Rows that were rejected, by upload.");
            }
        }

        yield return Table(
            "Uploads, oldest first",
            [new("Started (UTC)", IsTime: true), new("Rows sent", true), new("Rows rejected", true), new("People at least", true), new("People at most", true)],
            trend.Skip(trend.Count - MaxLines).Select(static point => new[] { Text.Time(point.Time), Text.Number(point.RowsSent), Text.Number(point.RowsRejected), Bound(point.Lower), Bound(point.Upper) }));
        yield return Note("People: the last bounds of the audience that were read after the upload and before the next one.");
        if (trend.Count > MaxLines)
        {
            yield return Note($"The table shows the latest {MaxLines} uploads.");
        }
    }

    private static string Bound(long? bound) => bound is { } known ? Text.Number(known) : Text.NotKnown;
}
