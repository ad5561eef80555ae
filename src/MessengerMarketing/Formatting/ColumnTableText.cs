using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Text;

namespace MessengerMarketing.Formatting;

/// <summary>How the views in <c>MessengerMarketing.Format.ps1xml</c> write the columns of a list. Views find types of this assembly only.</summary>
public static class ColumnTableText
{
    /// <summary>Characters of a line beside the labels of a list view in a window of 80 columns.</summary>
    private const int MaxWidth = 66;

    private const int MaxCellWidth = 20;
    private const string Indent = "    ";

    /// <summary>The columns as a table of text.</summary>
    /// <param name="columns">The columns of a report.</param>
    public static string Format(IReadOnlyList<ColumnPreview> columns)
        => SafeText.MultiLine(string.Join(Environment.NewLine, PreviewTable.Format(columns, MaxCellWidth).Split('\n').SelectMany(static line => Wrap(line.TrimEnd('\r')))));

    private static IEnumerable<string> Wrap(string line)
    {
        var current = new StringBuilder();
        foreach (string word in line.Split(' '))
        {
            if (current.Length + word.Length >= MaxWidth && current.ToString().Trim().Length > 0)
            {
                yield return current.ToString();
                current.Clear().Append(Indent);
            }
            else if (current.Length > 0 || word.Length == 0)
            {
                current.Append(' ');
            }

            current.Append(word);
        }

        yield return current.ToString();
    }
}
