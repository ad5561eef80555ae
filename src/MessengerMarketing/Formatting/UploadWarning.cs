using System.Collections.Generic;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Formatting;

/// <summary>The one warning of an upload: what was left out of it, and why.</summary>
internal static class UploadWarning
{
    /// <returns>Counts and reasons without any value; null when nothing was left out.</returns>
    public static string? Describe(UploadTally tally, bool hasRejectFile)
    {
        var sentences = new List<string>();
        if (tally.RowsRejected > 0)
        {
            sentences.Add($"{tally.RowsRejected} of {(tally.RowsRead == 1 ? "1 row" : $"{tally.RowsRead} rows")} {(tally.RowsRejected == 1 ? "was" : "were")} rejected and not sent: {UploadTally.Describe(tally.RejectedRows)}.");
        }

        if (tally.BlankedCells.Count > 0)
        {
            sentences.Add($"Cells that could not be read were left blank in rows that were kept: {UploadTally.Describe(tally.BlankedCells)}.");
        }

        if (!hasRejectFile && sentences.Count > 0)
        {
            sentences.Add("Use -RejectPath for a list of them by row number.");
        }

        if (tally.LackingCallingCode > 0)
        {
            sentences.Add($"{(tally.LackingCallingCode == 1 ? "1 phone number has" : $"{tally.LackingCallingCode} phone numbers have")} no country calling code and cannot match; specify -DefaultCountry, or add a COUNTRY column.");
        }

        return sentences.Count > 0 ? string.Join(" ", sentences) : null;
    }
}
