using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The section that compares the uploads to an audience with each other. One upload has no trend.</summary>
internal static class TrendPart
{
    private const int MaxLines = 40;

    public static IEnumerable<XElement?> Write(AudienceReport audience)
    {
        if (audience.Trend.Count < 2)
        {
            yield break;
        }

        yield return Heading(3, "Trend");
        yield return Table(
            "Uploads, oldest first",
            [new("Started (UTC)", IsTime: true), new("Rows sent", true), new("Rows rejected", true), new("People at least", true), new("People at most", true)],
            audience.Trend.Skip(audience.Trend.Count - MaxLines).Select(static point => new[] { Text.Time(point.Time), Text.Number(point.RowsSent), Text.Number(point.RowsRejected), Bound(point.Lower), Bound(point.Upper) }));
        yield return Note("People: the last bounds of the audience that were read after the upload and before the next one.");
        if (audience.Trend.Count > MaxLines)
        {
            yield return Note($"The table shows the latest {MaxLines} uploads.");
        }
    }

    private static string Bound(long? bound) => bound is { } known ? Text.Number(known) : Text.NotKnown;
}
