using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Determines where the blocks of a list begin. Use one instance per reading.</summary>
/// <param name="size">Number of rows in a block.</param>
/// <param name="nextNumber">Number of the next block, from 1.</param>
/// <param name="fixedBlocks">Blocks whose rows and numbers are already known, in the order of their rows, or null.</param>
internal sealed class BlockLayout(int size, int nextNumber = 1, IReadOnlyList<FixedBlock>? fixedBlocks = null)
{
    private readonly IReadOnlyList<FixedBlock> _fixed = fixedBlocks ?? [];
    private int _next = nextNumber;
    private int _passed;

    /// <summary>Creates the block that begins at a row.</summary>
    /// <param name="width">Number of values in a row.</param>
    /// <param name="firstRow">Number of its first row in the list, from 1. Must be greater than that of the previous block.</param>
    /// <param name="offset">Byte offset of the row in the file, or null if reading cannot start there.</param>
    public RowBlock CreateBlock(int width, long firstRow, long? offset = null)
    {
        while (_passed < _fixed.Count && _fixed[_passed].FirstRow < firstRow)
        {
            _passed++;
        }

        if (_passed == _fixed.Count)
        {
            return new RowBlock(width, size, _next++, firstRow) { Offset = offset };
        }

        FixedBlock known = _fixed[_passed];
        return known.FirstRow == firstRow
            ? new RowBlock(width, known.Rows, known.Number, firstRow) { Offset = offset }
            : new RowBlock(width, (int)Math.Min(size, known.FirstRow - firstRow), _next++, firstRow) { Offset = offset };
    }
}

/// <summary>A block whose rows and number are known in advance.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="FirstRow">Number of its first row in the list, from 1.</param>
/// <param name="Rows">Number of rows.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FixedBlock(int Number, long FirstRow, int Rows);
