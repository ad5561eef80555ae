using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Formatting;

/// <summary>Reports the content of a list's consent columns.</summary>
internal static class ConsentMessage
{
    /// <summary>Writes one line: a warning if people who say no are uploaded, otherwise a message. Writes nothing if the list has no consent column.</summary>
    /// <param name="cmdlet">Writes it.</param>
    /// <param name="consent">The counts of each column.</param>
    /// <param name="skipsOptedOut">Whether people who say no are left out.</param>
    public static void Write(Cmdlet cmdlet, IReadOnlyList<ConsentCount> consent, bool skipsOptedOut)
    {
        if (skipsOptedOut && consent.All(static column => column.Yes + column.No == 0))
        {
            cmdlet.WriteWarning("-SkipOptedOut left nobody out: the consent columns contain no recognized value.");
            return;
        }

        if (consent.Count == 0)
        {
            return;
        }

        string counts = string.Join(", ", consent.Select(static column => $"'{column.Column}': {(column.No == 1 ? "1 row" : $"{column.No} rows")}"));
        string text = $"Rows whose consent column says no: {counts}.";
        bool hasNo = consent.Any(static column => column.No > 0);
        if (hasNo && !skipsOptedOut)
        {
            cmdlet.WriteWarning($"{text} They are not left out; use -SkipOptedOut to leave them out.");
        }
        else
        {
            HostMessage.Write(cmdlet, hasNo ? $"{text} They are left out." : text);
        }
    }
}
