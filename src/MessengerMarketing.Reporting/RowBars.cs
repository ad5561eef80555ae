using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MessengerMarketing.Reporting;

/// <summary>A bar of the plot of rows, and the same as a line of its table.</summary>
/// <param name="Label">Which batches.</param>
/// <param name="Batches">How many.</param>
/// <param name="Rows">Their rows.</param>
internal sealed record RowBar(string Label, int Batches, RowCounts Rows);

/// <summary>
/// Gathers batches into bars, so that neither plot nor table grows with the list. Neighbours go together; an upload whose batches are not
/// known one by one is a bar of its own.
/// </summary>
internal static class RowBars
{
    /// <summary>The most bars that can be told apart and labelled, on a screen and in half a page of print.</summary>
    public const int Most = 24;

    public static IReadOnlyList<RowBar> Of(IReadOnlyList<UploadReportEntry> uploads)
    {
        if (uploads.Count > Most)
        {
            int together = (uploads.Count + Most - 1) / Most;
            return [.. Enumerable.Range(0, (uploads.Count + together - 1) / together).Select(at => Gather(uploads, at * together, together))];
        }

        int size = 1;
        while (uploads.Sum(upload => Bars(upload, size)) > Most)
        {
            size++;
        }

        return [.. uploads.SelectMany((upload, at) => Split(upload, size, uploads.Count > 1 ? Label("Upload {0}: ", at + 1) : string.Empty))];
    }

    private static int Bars(UploadReportEntry upload, int size) => IsItemised(upload) ? (upload.Lines.Count + size - 1) / size : 1;

    // Receipts of some batches alone would leave rows out that the summary has.
    private static bool IsItemised(UploadReportEntry upload) => upload.Lines.Count > 0 && RowCounts.Sum(upload.Lines.Select(static line => line.Rows)) == upload.Rows;

    private static IEnumerable<RowBar> Split(UploadReportEntry upload, int size, string prefix)
    {
        if (!IsItemised(upload))
        {
            return [new RowBar(Join(prefix, "all batches"), upload.Batches, upload.Rows)];
        }

        return Enumerable.Range(0, Bars(upload, size))
            .Select(at => upload.Lines.Skip(at * size).Take(size).ToArray())
            .Select(lines => new RowBar(
                Join(prefix, lines.Length == 1 ? Label("batch {0}", lines[0].Number) : Label("batches {0} to {1}", lines[0].Number, lines[lines.Length - 1].Number)),
                lines.Length,
                RowCounts.Sum(lines.Select(static line => line.Rows))));
    }

    private static RowBar Gather(IReadOnlyList<UploadReportEntry> uploads, int from, int count)
    {
        UploadReportEntry[] some = [.. uploads.Skip(from).Take(count)];
        return new RowBar(
            some.Length == 1 ? Label("Upload {0}", from + 1) : Label("Uploads {0} to {1}", from + 1, from + some.Length),
            some.Sum(static upload => upload.Batches),
            RowCounts.Sum(some.Select(static upload => upload.Rows)));
    }

    private static string Label(string format, params object[] numbers) => string.Format(CultureInfo.InvariantCulture, format.Replace("}", ":#,##0}"), numbers);

    private static string Join(string prefix, string name) => prefix.Length > 0 ? prefix + name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
