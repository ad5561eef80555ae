using System;
using System.Collections.Generic;
using System.Management.Automation;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Binding;

/// <summary>Gathers the rows of one list, as they come through the pipeline, into blocks.</summary>
/// <param name="mapping">The columns that are read.</param>
/// <param name="layout">Where the blocks begin.</param>
/// <param name="onNewColumns">Called with the names of columns that no row before had, and the row's number; null where nobody asks.</param>
internal sealed class RowIntake(ColumnMapping mapping, BlockLayout layout, Action<IReadOnlyList<string>, long>? onNewColumns = null) : IDisposable
{
    private readonly RowSource _source = new(mapping);
    private readonly NewColumnDetector _newColumns = new();
    private RowBlock? _block;
    private long _rows;

    /// <summary>Adds a row.</summary>
    /// <returns>The block that it filled, which is the caller's to dispose; null while there is room.</returns>
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

    /// <summary>Gives the rows of a block that is not full; null when there are none.</summary>
    public RowBlock? Rest()
    {
        RowBlock? block = _block;
        _block = null;
        return block;
    }

    /// <inheritdoc/>
    public void Dispose() => _block?.Dispose();
}
