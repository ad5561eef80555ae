using System;
using System.Collections.Generic;
using System.Management.Automation;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Binding;

/// <summary>Collects the pipeline rows of one list in blocks.</summary>
/// <param name="mapping">The columns that are read.</param>
/// <param name="layout">Determines where blocks begin.</param>
/// <param name="onNewColumns">Called with the names of new columns and the number of the row, or null.</param>
internal sealed class RowIntake(ColumnMapping mapping, BlockLayout layout, Action<IReadOnlyList<string>, long>? onNewColumns = null) : IDisposable
{
    private readonly RowSource _source = new(mapping);
    private readonly NewColumnDetector _newColumns = new();
    private RowBlock? _block;
    private long _rows;

    /// <summary>Adds a row.</summary>
    /// <returns>The block if it is full, which the caller disposes. Otherwise null.</returns>
    public RowBlock? Add(PSObject row)
    {
        _block ??= layout.CreateBlock(mapping.Columns.Count, _rows + 1);
        bool hasAll = _source.Add(row, _block);
        _rows++;
        if (onNewColumns is not null && _newColumns.Find(row, _rows, !hasAll) is { Count: > 0 } names)
        {
            onNewColumns(names, _rows);
        }

        return _block.IsFull ? Rest() : null;
    }

    /// <summary>Returns the last block, which is not full, or null if there are no rows.</summary>
    public RowBlock? Rest()
    {
        RowBlock? block = _block;
        _block = null;
        return block;
    }

    /// <inheritdoc/>
    public void Dispose() => _block?.Dispose();
}
