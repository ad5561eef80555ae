using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Formatting;

/// <summary>Messages about the files of -SuppressPath.</summary>
internal static class SuppressionText
{
    /// <summary>Writes the notices and row counts of the files, and warns about entries that leave nobody out.</summary>
    public static void Write(Cmdlet cmdlet, SuppressionList list)
    {
        foreach ((string fileName, FileNotice notice) in list.Notices)
        {
            FileNoticeText.Write(cmdlet, notice, fileName);
        }

        cmdlet.WriteVerbose($"{list.Rows - list.RowsWithoutIdentifier} rows of -SuppressPath have an email address or a phone number.");
        if (Format(list) is { } warning)
        {
            cmdlet.WriteWarning(warning);
        }
    }

    private static string? Format(SuppressionList list)
    {
        var sentences = new List<string>();
        if (list.NumbersWithoutCallingCode > 0)
        {
            sentences.Add(list.NumbersWithoutCallingCode == 1
                ? "1 phone number of -SuppressPath has no calling code and is compared without it. Hashed numbers in the list cannot be compared in this way."
                : $"{list.NumbersWithoutCallingCode} phone numbers of -SuppressPath have no calling code and are compared without it. Hashed numbers in the list cannot be compared in this way.");
        }

        long unusable = list.UnusableEntries.Values.Sum();
        if (unusable > 0)
        {
            sentences.Add($"{(unusable == 1 ? "1 entry" : $"{unusable} entries")} of -SuppressPath cannot be compared and {(unusable == 1 ? "leaves" : "leave")} nobody out: {UploadTally.FormatCounts(list.UnusableEntries)}.");
        }

        if (list.RowsWithoutIdentifier > 0)
        {
            sentences.Add($"{(list.RowsWithoutIdentifier == 1 ? "1 row" : $"{list.RowsWithoutIdentifier} rows")} of -SuppressPath {(list.RowsWithoutIdentifier == 1 ? "has" : "have")} neither an email address nor a phone number.");
        }

        return sentences.Count > 0 ? string.Join(" ", sentences) : null;
    }
}
