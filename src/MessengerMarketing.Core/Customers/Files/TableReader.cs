using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Files;

/// <summary>Reads the rows of one table, from its first line to its last. One thread at a time.</summary>
internal abstract class TableReader : IDisposable
{
    /// <summary>The column names, in order.</summary>
    public abstract IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Whether the file has the column names; otherwise its first line is a row.</summary>
    public abstract bool HasHeader { get; }

    /// <summary>Fields of the current row, which may be fewer or more than the columns.</summary>
    public abstract int FieldCount { get; }

    /// <summary>Why the current row cannot be trusted as a whole, or <see cref="RejectReason.None"/>.</summary>
    public virtual RejectReason RowFault => RejectReason.None;

    /// <summary>Where the current row starts in the file, in bytes; null where reading cannot start there.</summary>
    public virtual long? ByteOffset => null;

    /// <summary>Goes to the next row that is not empty.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="TableReadException">The next row cannot be read.</exception>
    public abstract bool Read();

    /// <summary>Whether a field of the current row is empty or missing.</summary>
    public abstract bool IsBlank(int field);

    /// <summary>The text of a field of the current row; empty where the row has none.</summary>
    public abstract string GetString(int field);

    /// <summary>Copies fields of the current row into the cells of a block's row.</summary>
    /// <param name="block">The block.</param>
    /// <param name="row">Index of the row in the block.</param>
    /// <param name="fields">The field of each of the block's columns. One that the row does not have leaves its cell as it is, or empty.</param>
    public abstract void CopyTo(RowBlock block, int row, int[] fields);

    /// <inheritdoc/>
    public abstract void Dispose();
}
