using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Binding;

/// <summary>
/// Reads rows that come as objects: from <c>Import-Csv</c>, hashtables, data rows or any object with properties. The first
/// object's properties are the columns. Runs on the pipeline thread for every row, so it allocates nothing of its own.
/// </summary>
internal sealed class RowSource
{
    private readonly string[] _names;
    private readonly string?[] _values;

    /// <summary>A reader of the columns of this mapping.</summary>
    public RowSource(ColumnMapping mapping)
    {
        _names = [.. mapping.Columns.Select(column => column.Name)];
        _values = new string?[_names.Length];
    }

    /// <summary>The names of a row's columns, in order.</summary>
    public static IReadOnlyList<string> ColumnNames(PSObject row)
        => row.BaseObject is IDictionary entries
            ? [.. entries.Keys.Cast<object>().Select(key => key.ToString() ?? string.Empty)]
            : [.. row.Properties.Where(property => property.IsGettable).Select(property => property.Name)];

    /// <summary>Adds a row's values to a block.</summary>
    public void Add(PSObject row, RowBlock block)
    {
        if (row.BaseObject is IDictionary entries)
        {
            for (int i = 0; i < _names.Length; i++)
            {
                _values[i] = CellText.From(Entries.Find(entries, _names[i]));
            }
        }
        else
        {
            PSMemberInfoCollection<PSPropertyInfo> properties = row.Properties;
            for (int i = 0; i < _names.Length; i++)
            {
                object? value = Read(properties[_names[i]]);
                _values[i] = value as string ?? CellText.From(value);
            }
        }

        block.AddRow(_values);
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
}
