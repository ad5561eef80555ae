using System;
using System.Management.Automation;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Binding;

/// <summary>Gathers the rows of one list, as they come through the pipeline, into blocks.</summary>
internal sealed class RowIntake(ColumnMapping mapping, int blockSize) : IDisposable
{
    private readonly RowSource _source = new(mapping);
    private RowBlock? _block;
    private int _blocks;
    private long _rows;

    /// <summary>Adds a row.</summary>
    /// <returns>The block that it filled, which is the caller's to dispose; null while there is room.</returns>
    public RowBlock? Add(PSObject row)
    {
        _block ??= new RowBlock(mapping.Columns.Count, blockSize, ++_blocks, _rows + 1);
        _source.Add(row, _block);
        _rows++;
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
