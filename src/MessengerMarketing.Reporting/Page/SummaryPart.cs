using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using MessengerMarketing.Uploads;
using static MessengerMarketing.Reporting.Page.Markup;

namespace MessengerMarketing.Reporting.Page;

/// <summary>The section with the most important numbers and a summary of each upload.</summary>
internal static class SummaryPart
{
    private const int MaxUploads = 40;

    // The section about the trend lists all of them.
    private const int MaxUploadsOfTrend = 5;

    public static IEnumerable<XElement?> Write(AudienceReport audience)
    {
        yield return Heading(3, "Summary");
        var rows = RowCounts.Sum(audience.Uploads.Select(static upload => upload.Rows));
        yield return KeyFigures(audience, rows);
        int max = TrendPart.ReplacesBars(audience) ? MaxUploadsOfTrend : MaxUploads;
        yield return Table(
            audience.Uploads.Count == 1 ? "Upload" : audience.Uploads.Count > max ? "Latest uploads" : "Uploads",
            [new("Upload"), new("Started (UTC)", IsTime: true), new("Last update (UTC)", IsTime: true), new("Rows", true), new("Accepted", true), new("Rejected", true), new("Not accepted", true), new("State")],
            audience.Uploads.Select(Line).Skip(audience.Uploads.Count - max));
        if (audience.Uploads.Count > max)
        {
            yield return Note($"The earlier {Text.Number(audience.Uploads.Count - max)} uploads are included in the totals, but not in this table.");
        }

        yield return Table("Details", [new("All uploads"), new("Number", true)], Rest(audience.Uploads));
        foreach (string note in Notes(audience.Uploads))
        {
            yield return Note(note);
        }
    }

    private static XElement KeyFigures(AudienceReport audience, RowCounts rows)
    {
        long open = rows.Total - rows.Accepted - rows.Rejected;
        MatchPoint? latest = audience.Matches.Count > 0 ? audience.Matches[audience.Matches.Count - 1] : null;
        return Markup.Figures(
            new("Rows read", Text.Number(rows.Total)),
            new("Accepted", Text.Number(rows.Accepted), Text.Share(rows.Accepted, rows.Total)),
            new("Rejected", Text.Number(rows.Rejected), Text.Share(rows.Rejected, rows.Total)),
            new("Not accepted", Text.Number(open), Text.Share(open, rows.Total)),
            latest is null ? null : new("People in the audience", $"{Text.Number(latest.Lower)}–{Text.Number(latest.Upper)}"));
    }

    private static string[] Line(UploadReportEntry upload, int at) =>
    [
        (upload.Action, upload.FileName) switch
        {
            (null, _) => upload.Sync is null ? Text.Number(at + 1) : $"{Text.Number(at + 1)}: sync of a list",
            (UploadAction.Remove, var name) => $"{Text.Number(at + 1)}: removal of {name ?? "rows from the pipeline"}",
            (_, var name) => $"{Text.Number(at + 1)}: {name ?? "rows from the pipeline"}",
        },
        Text.Time(upload.From),
        Text.Time(upload.To),
        Text.Number(upload.Rows.Total),
        Text.Number(upload.Rows.Accepted),
        Text.Number(upload.Rows.Rejected),
        Text.Number(upload.Rows.Total - upload.Rows.Accepted - upload.Rows.Rejected),
        upload.State is { } state ? Wording.Name(state) : upload.Sync is { } sync ? Wording.Name(sync) : "Unknown without a journal",
    ];

    /// <summary>Returns further numbers. A number that is not in the input has no line, and a note says how to include it.</summary>
    private static IEnumerable<string[]> Rest(IReadOnlyList<UploadReportEntry> uploads)
    {
        long before = uploads.Sum(static upload => upload.RowsDoneBefore);
        string[]?[] lines =
        [
            ["Batches", Text.Number(uploads.Sum(static upload => (long)upload.Batches))],
            Told("Rows received, as reported by the Graph API", uploads, static upload => upload.Received is not null, static some => Text.Number(some.Sum(static upload => upload.Received ?? 0))),
            Told("Rows invalid, as reported by the Graph API", uploads, static upload => upload.Invalid is not null, static some => Text.Number(some.Sum(static upload => upload.Invalid ?? 0))),
            before > 0 ? ["Rows completed by an earlier process, not included above", Text.Number(before)] : null,
            Told("People removed by a sync", uploads, static upload => upload.Sync is not null, static some => Text.Number(some.Sum(static upload => upload.Sync!.Removed))),
            Told("Rows unchanged since the last sync and not sent", uploads, static upload => upload.Sync is not null, static some => Text.Number(some.Sum(static upload => upload.Sync!.Unchanged))),
            Told("People who left the list and were kept", uploads, static upload => upload.Sync?.Kept > 0, static some => Text.Number(some.Sum(static upload => upload.Sync!.Kept))),
            Told("Retries", uploads, static upload => upload.Retries is not null, static some => Text.Number(some.Sum(static upload => (long)(upload.Retries ?? 0)))),
            Told("Total delay before retries", uploads, static upload => upload.Waited is not null, static some => Text.Duration(Sum(some, static upload => upload.Waited))),
            Told("Duration", uploads, static upload => upload.Duration is not null, static some => Text.Duration(Sum(some, static upload => upload.Duration))),
            Told("Rows read per second", uploads, static upload => upload.RowsPerSecond is not null, static some =>
                (some.Sum(static upload => upload.Rows.Total) / Sum(some, static upload => upload.Duration).TotalSeconds).ToString("#,##0.#", CultureInfo.InvariantCulture)),
        ];
        return lines.OfType<string[]>();
    }

    private static IEnumerable<string> Notes(IReadOnlyList<UploadReportEntry> uploads)
    {
        if (uploads.Any(static upload => upload.Duration is null))
        {
            yield return "To include retries, delays, duration, and rate, add the summary that Add-MMAudienceUser and Resume-MMAudienceUpload write with -Summary.";
        }
    }

    private static string[]? Told(string name, IReadOnlyList<UploadReportEntry> uploads, Func<UploadReportEntry, bool> isKnown, Func<IReadOnlyList<UploadReportEntry>, string> add)
    {
        UploadReportEntry[] known = [.. uploads.Where(isKnown)];
        string from = known.Length > 0 && known.Length < uploads.Count ? $" (of {Text.Number(known.Length)} of {Text.Number(uploads.Count)} uploads)" : string.Empty;
        return known.Length == 0 ? null : [name + from, add(known)];
    }

    private static TimeSpan Sum(IEnumerable<UploadReportEntry> uploads, Func<UploadReportEntry, TimeSpan?> span) => TimeSpan.FromTicks(uploads.Sum(upload => (span(upload) ?? TimeSpan.Zero).Ticks));
}
