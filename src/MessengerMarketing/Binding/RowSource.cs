using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Binding;

/// <summary>
/// Reads rows that come as objects: from <c>Import-Csv</c>, hashtables, data rows or any object with properties. The first
/// object's properties are the columns.
/// </summary>
internal static class RowSource
{
    /// <summary>The names of a row's columns, in order.</summary>
    public static IReadOnlyList<string> ColumnNames(PSObject row)
        => row.BaseObject is IDictionary entries
            ? [.. entries.Keys.Cast<object>().Select(key => key.ToString() ?? string.Empty)]
            : [.. row.Properties.Where(property => property.IsGettable).Select(property => property.Name)];

    /// <summary>Adds a row's values to a block.</summary>
    public static void Add(PSObject row, ColumnMapping mapping, RowBlock block)
    {
        int index = block.AddRow();
        IDictionary? entries = row.BaseObject as IDictionary;
        PSMemberInfoCollection<PSPropertyInfo>? properties = entries is null ? row.Properties : null;
        IReadOnlyList<MappedColumn> columns = mapping.Columns;
        for (int i = 0; i < columns.Count; i++)
        {
            string name = columns[i].Name;
            block[index, i] = CellText.From(entries is not null ? Find(entries, name) : Read(properties![name]));
        }
    }

    /// <summary>A property whose getter fails reads as blank, as it does everywhere in PowerShell.</summary>
    private static object? Read(PSPropertyInfo? property)
    {
        try
        {
            return property?.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    /// <summary>The value of a key whatever its case; a hashtable made in a script has that by itself, others do not.</summary>
    private static object? Find(IDictionary entries, string name)
    {
        if (entries.Contains(name))
        {
            return entries[name];
        }

        foreach (DictionaryEntry entry in entries)
        {
            if (string.Equals(entry.Key.ToString(), name, System.StringComparison.OrdinalIgnoreCase))
            {
                return entry.Value;
            }
        }

        return null;
    }
}
