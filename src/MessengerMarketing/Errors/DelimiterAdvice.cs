using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Errors;

/// <summary>Finds the delimiter of a header line that was read as one wide column, or as a few.</summary>
internal static class DelimiterAdvice
{
    private static readonly char[] Delimiters = [';', ',', '\t', '|', '~', '^', ':'];

    /// <summary>The delimiter that separates the names of columns that an upload could use; null when none does.</summary>
    public static char? Find(IReadOnlyList<string> columnNames)
        => Delimiters
            .Where(delimiter => columnNames.Any(name => name.IndexOf(delimiter) >= 0)
                && ColumnMapping.Resolve([.. columnNames.SelectMany(name => name.Split(delimiter)).Select(static name => name.Trim().Trim('"')).Distinct()]).HasIdentifier)
            .Select(static delimiter => (char?)delimiter)
            .FirstOrDefault();

    /// <summary>The parameter that names the delimiter, as it is typed.</summary>
    public static string FormatParameter(char delimiter) => delimiter == '\t' ? "-Delimiter \"`t\"" : $"-Delimiter '{delimiter}'";
}
