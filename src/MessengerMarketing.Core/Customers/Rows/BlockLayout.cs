using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Where the blocks of a list begin, as it is read from its first row to its last. For one reading.</summary>
/// <param name="size">Rows in a block.</param>
/// <param name="nextNumber">Number of the next block, from 1.</param>
/// <param name="fixedBlocks">Blocks whose rows and numbers are known already, in the order of their rows; null for none.</param>
internal sealed class BlockLayout(int size, int nextNumber = 1, IReadOnlyList<FixedBlock>? fixedBlocks = null)
{
    private readonly IReadOnlyList<FixedBlock> _fixed = fixedBlocks ?? [];
    private int _next = nextNumber;
    private int _passed;

    /// <summary>Creates the block that begins at a row.</summary>
    /// <param name="width">Values in a row.</param>
    /// <param name="firstRow">Number of its first row in the list, from 1; after the row of the block before.</param>
    /// <param name="offset">Where the row starts in the file, in bytes; null where the file cannot be entered there.</param>
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

/// <summary>A block whose rows and number are known before the list is read.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="FirstRow">Number of its first row in the list, from 1.</param>
/// <param name="Rows">Rows in it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FixedBlock(int Number, long FirstRow, int Rows);
