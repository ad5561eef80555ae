using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MessengerMarketing.Reporting;

/// <summary>A bar of the row chart, and a line of its table.</summary>
/// <param name="Label">The label.</param>
/// <param name="Batches">Number of batches.</param>
/// <param name="Rows">Numbers of rows.</param>
internal sealed record RowBar(string Label, int Batches, RowCounts Rows);

/// <summary>
/// Groups consecutive batches into bars, so that the chart and the table do not grow with the list. An upload without individual batches
/// has its own bar.
/// </summary>
internal static class RowBars
{
    /// <summary>Maximum number of bars that are readable on a screen and on half a printed page.</summary>
    public const int MaxBars = 24;

    public static IReadOnlyList<RowBar> Create(IReadOnlyList<UploadReportEntry> uploads)
    {
        if (uploads.Count > MaxBars)
        {
            int together = (uploads.Count + MaxBars - 1) / MaxBars;
            return [.. Enumerable.Range(0, (uploads.Count + together - 1) / together).Select(at => Gather(uploads, at * together, together))];
        }

        int size = 1;
        while (uploads.Sum(upload => Bars(upload, size)) > MaxBars)
        {
            size++;
        }

        return [.. uploads.SelectMany((upload, at) => Split(upload, size, uploads.Count > 1 ? Label("Upload {0}: ", at + 1) : string.Empty))];
    }

    private static int Bars(UploadReportEntry upload, int size) => IsItemised(upload) ? (upload.Lines.Count + size - 1) / size : 1;

    // Receipts of only some batches would leave out rows that the summary includes.
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
