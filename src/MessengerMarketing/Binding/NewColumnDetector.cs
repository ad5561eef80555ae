using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Finds columns that the first row of a pipeline does not have. Listing the properties of an object takes longer than reading the used properties, so
/// only some of the similar rows are examined.</summary>
internal sealed class NewColumnDetector
{
    private const long FirstRows = 1000;
    private const long Interval = 32;

    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<Type> _types = [];

    /// <summary>Returns columns that no earlier row had. Examines the first 1,000 rows, every 32nd row after them, every dictionary and database record, the
    /// first object of each type, and each row that lacks a column.</summary>
    /// <param name="row">The row.</param>
    /// <param name="number">Its number, from 1; all columns of row 1 are known.</param>
    /// <param name="lacksColumn">Whether it lacks a property for a column that is read.</param>
    public IReadOnlyList<string> Find(PSObject row, long number, bool lacksColumn)
    {
        bool isNewType = row.BaseObject is not PSCustomObject && _types.Add(row.BaseObject.GetType());
        return lacksColumn || isNewType || number <= FirstRows || number % Interval == 0 || RowSource.ListsNamesQuickly(row) ? FindNew(row, number) : [];
    }

    private List<string> FindNew(PSObject row, long number)
    {
        List<string> found = [];
        foreach (string name in RowSource.ColumnNames(row))
        {
            if (_known.Add(name) && number > 1)
            {
                found.Add(name);
            }
        }

        return found;
    }
}
