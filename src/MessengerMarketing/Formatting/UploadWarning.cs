using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Customers;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Formatting;

/// <summary>The warnings of an upload.</summary>
internal static class UploadWarning
{
    private const int MinMatches = 100;

    /// <summary>Returns what was left out of an upload, and why.</summary>
    /// <returns>Counts and reasons without values, or null if nothing was left out.</returns>
    public static string? Format(UploadTally tally, bool hasRejectFile)
    {
        var sentences = new List<string>();
        if (tally.RowsRejected > 0)
        {
            sentences.Add($"{tally.RowsRejected} of {(tally.RowsRead == 1 ? "1 row" : $"{tally.RowsRead} rows")} {(tally.RowsRejected == 1 ? "was" : "were")} rejected and not sent: {UploadTally.FormatCounts(tally.RejectedRows)}.");
        }

        var unreadable = tally.BlankedCells.Where(static entry => !entry.Key.Reason.MeansBlank()).ToDictionary(static entry => entry.Key, static entry => entry.Value);
        if (unreadable.Count > 0)
        {
            sentences.Add($"Cells that could not be read were left blank in rows that were kept: {UploadTally.FormatCounts(unreadable)}.");
        }

        if (!hasRejectFile && sentences.Count > 0)
        {
            sentences.Add("Use -RejectPath to list them by row number.");
        }

        if (tally.LackingCallingCode > 0)
        {
            sentences.Add($"{(tally.LackingCallingCode == 1 ? "1 phone number has" : $"{tally.LackingCallingCode} phone numbers have")} no country calling code and cannot match. Specify -DefaultCountry, or add a COUNTRY column.");
        }

        if (tally.NotReceived > 0)
        {
            sentences.Add($"Meta received {tally.NotReceived} {(tally.NotReceived == 1 ? "row" : "rows")} fewer than were sent.");
        }

        if (tally.Invalid > 0)
        {
            sentences.Add($"Meta reported {(tally.Invalid == 1 ? "1 invalid entry" : $"{tally.Invalid} invalid entries")}. InvalidSamples of the receipts lists up to 100 for each batch by row number.");
        }

        return sentences.Count > 0 ? string.Join(" ", sentences) : null;
    }

    /// <summary>Writes a warning if an audience gets so few rows that Meta will not return tokens for it.</summary>
    public static void WriteSmallList(Cmdlet cmdlet, IReadOnlyList<UploadStatistics> audiences)
    {
        long[] rows = [.. audiences.Where(static audience => audience.Tally.RowsRead > 0).Select(static audience => audience.Tally.RowsPrepared)];
        if (rows.Length > 0 && rows.Min() is var fewest && fewest < MinMatches)
        {
            cmdlet.WriteWarning(
                $"The list has {(fewest == 1 ? "1 row" : $"{fewest} rows")} to send. Meta returns no subscription tokens for an audience with fewer than {MinMatches} matched people, "
                + "and 20 to 70 percent of a list usually match.");
        }
    }
}
