using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Binding;

/// <summary>Reads rows that are objects: from <c>Import-Csv</c>, hashtables, data rows, database records, or any object with properties. The properties of the
/// first object are the columns. Runs on the pipeline thread for every row, so it does not allocate.</summary>
internal sealed class RowSource
{
    private readonly string[] _names;
    private readonly string?[] _values;
    private readonly int[] _ordinals;

    /// <summary>Creates a reader for the columns of a mapping.</summary>
    public RowSource(ColumnMapping mapping)
    {
        _names = [.. mapping.Columns.Select(column => column.Name)];
        _values = new string?[_names.Length];
        _ordinals = new int[_names.Length];
    }

    /// <summary>Returns the column names of a row, in order.</summary>
    public static IReadOnlyList<string> ColumnNames(PSObject row) => row.BaseObject switch
    {
        IDictionary entries => [.. entries.Keys.Cast<object>().Select(static key => key.ToString() ?? string.Empty)],
        IDataRecord record => [.. Enumerable.Range(0, record.FieldCount).Select(record.GetName)],
        _ => [.. row.Properties.Where(static property => property.IsGettable).Select(static property => property.Name)],
    };

    /// <summary>Returns whether the column names of the row are available without examining the members of an object.</summary>
    public static bool ListsNamesQuickly(PSObject row) => row.BaseObject is IDictionary or IDataRecord;

    /// <summary>Adds a row's values to a block.</summary>
    /// <returns>False if the row lacks a property for a column, which is then blank.</returns>
    public bool Add(PSObject row, RowBlock block)
    {
        bool hasAll = row.BaseObject switch
        {
            IDictionary entries => Read(entries),
            IDataRecord record => Read(record),
            _ => Read(row.Properties),
        };
        block.AddRow(_values);
        return hasAll;
    }

    private bool Read(IDictionary entries)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            _values[i] = CellText.From(Entries.Find(entries, _names[i]));
        }

        return true;
    }

    /// <summary>Reads a database record. Records of another query can have other columns, or a different order.</summary>
    private bool Read(IDataRecord record)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            int ordinal = _ordinals[i];
            if (ordinal < 0 || ordinal >= record.FieldCount || record.GetName(ordinal) != _names[i])
            {
                ordinal = _ordinals[i] = FindOrdinal(record, _names[i]);
            }

            _values[i] = ordinal < 0 ? null : CellText.From(record.GetValue(ordinal));
        }

        return true;
    }

    private static int FindOrdinal(IDataRecord record, string name)
    {
        for (int i = 0; i < record.FieldCount; i++)
        {
            if (string.Equals(record.GetName(i), name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private bool Read(PSMemberInfoCollection<PSPropertyInfo> properties)
    {
        bool hasAll = true;
        for (int i = 0; i < _names.Length; i++)
        {
            PSPropertyInfo? property = properties[_names[i]];
            hasAll &= property is not null;
            object? value = Read(property);
            _values[i] = value as string ?? CellText.From(value);
        }

        return hasAll;
    }

    /// <summary>If the getter of a property fails, the value is blank, as usual in PowerShell.</summary>
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
