using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Text;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>Formats a preview as a text table.</summary>
internal static class PreviewTable
{
    private const int MaxColumnWidth = 34;
    private const int MaxNamesOfUnused = 12;

    /// <summary>Formats the table with a title that contains the name of the list.</summary>
    /// <param name="listName">The name of the list, or null for pipeline rows.</param>
    /// <param name="columns">The columns.</param>
    public static string Format(string? listName, IReadOnlyList<ColumnPreview> columns)
        => $"Columns of {(listName is null ? "the rows" : $"'{SafeText.SingleLine(listName)}'")}:{Environment.NewLine}{Format(columns)}";

    /// <summary>Formats a line for each column that is or could be used, and one line with the other columns.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="maxCellWidth">Maximum number of characters of a column name and of an example.</param>
    public static string Format(IReadOnlyList<ColumnPreview> columns, int maxCellWidth = MaxColumnWidth)
    {
        ColumnPreview[] shown = [.. columns.Where(static column => column.UseValue != ColumnUse.NotUsed || column.ColumnMap is not null)];
        string[] others = [.. columns.Except(shown).Select(static column => Shorten(column.Column, MaxColumnWidth))];
        string[][] cells = [["Column", "Key", "Example", "Use"], .. shown.Select(column => new[] { Shorten(column.Column, maxCellWidth), column.Key, Shorten(column.Example, maxCellWidth), FormatUse(column) })];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length - 1).Select(column => cells.Max(line => line[column].Length))];
        var table = new StringBuilder();
        foreach (string[] line in cells)
        {
            table.Append(table.Length > 0 ? Environment.NewLine : string.Empty).Append("  ");
            for (int column = 0; column < widths.Length; column++)
            {
                table.Append(line[column].PadRight(widths[column] + 2));
            }

            table.Append(line[line.Length - 1]);
        }

        if (others.Length > 0)
        {
            table.AppendLine().Append("  Not used: ").Append(string.Join(", ", others.Take(MaxNamesOfUnused).Select(static name => $"'{name}'")));
            table.Append(others.Length > MaxNamesOfUnused ? $" and {others.Length - MaxNamesOfUnused} more." : ".");
        }

        return table.ToString();
    }

    private static string FormatUse(ColumnPreview column) => column.UseValue switch
    {
        ColumnUse.Used => "used",
        ColumnUse.Fallback => $"used {column.Note}",
        _ => column.Note.Length > 0 ? $"not used: {column.Note}" : "not used",
    };

    private static string Shorten(string name, int maxWidth)
    {
        string line = string.Join(" ", SafeText.SingleLine(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= maxWidth ? line : line.Substring(0, maxWidth - 3) + "...";
    }
}
