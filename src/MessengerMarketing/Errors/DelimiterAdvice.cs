using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Errors;

/// <summary>Finds the delimiter of a header line that was read as one or a few wide columns.</summary>
internal static class DelimiterAdvice
{
    private static readonly char[] Delimiters = [';', ',', '\t', '|', '~', '^', ':'];

    /// <summary>Returns the delimiter that separates usable column names, or null.</summary>
    public static char? Find(IReadOnlyList<string> columnNames)
        => Delimiters
            .Where(delimiter => columnNames.Any(name => name.IndexOf(delimiter) >= 0)
                && ColumnMapping.Resolve([.. columnNames.SelectMany(name => name.Split(delimiter)).Select(static name => name.Trim().Trim('"')).Distinct()]).HasIdentifier)
            .Select(static delimiter => (char?)delimiter)
            .FirstOrDefault();

    /// <summary>Returns the parameter for the delimiter, as typed.</summary>
    public static string FormatParameter(char delimiter) => delimiter == '\t' ? "-Delimiter \"`t\"" : $"-Delimiter '{delimiter}'";
}
