using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Files;

/// <summary>Reads the rows of one table, from the first line to the last. Only one thread at a time.</summary>
internal abstract class TableReader : IDisposable
{
    /// <summary>The column names, in order.</summary>
    public abstract IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Whether the file has a header line. Otherwise, its first line is a row.</summary>
    public abstract bool HasHeader { get; }

    /// <summary>Number of fields in the current row, which can differ from the number of columns.</summary>
    public abstract int FieldCount { get; }

    /// <summary>Why the whole current row is rejected, or <see cref="RejectReason.None"/>.</summary>
    public virtual RejectReason RowFault => RejectReason.None;

    /// <summary>Byte offset of the current row in the file, or null if reading cannot start there.</summary>
    public virtual long? ByteOffset => null;

    /// <summary>Advances to the next row that is not empty.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="TableReadException">The next row cannot be read.</exception>
    public abstract bool Read();

    /// <summary>Returns whether a field of the current row is empty or missing.</summary>
    public abstract bool IsBlank(int field);

    /// <summary>Returns the text of a field of the current row, or empty text.</summary>
    public abstract string GetString(int field);

    /// <summary>Copies fields of the current row into the cells of a block's row.</summary>
    /// <param name="block">The block.</param>
    /// <param name="row">Index of the row in the block.</param>
    /// <param name="fields">The field of each column of the block. If the row lacks a field, the cell is unchanged or empty.</param>
    public abstract void CopyTo(RowBlock block, int row, int[] fields);

    /// <inheritdoc/>
    public abstract void Dispose();
}
