using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Batches;

/// <summary>Processes a row in the format in which it is sent.</summary>
internal delegate void RowAction(ReadOnlySpan<byte> row);

/// <summary>The hashed rows of one block, as the UTF-8 JSON that is sent: <c>["hash","hash",""],["hash",…]</c>, without the brackets of the outer array. Uses a
/// rented buffer. Dispose it when the batch is complete.</summary>
public sealed class HashedBatch : IDisposable
{
    private readonly int[] _rowStarts;
    private readonly int[] _rowIndexes;
    private byte[]? _json;
    private int _writers;

    internal HashedBatch(RowBlock block, IReadOnlyList<SchemaKey> schema, byte[] json, int length, int[] rowStarts, int[] rowIndexes, IReadOnlyList<RowIssue> issues, IReadOnlyList<CellCount> cellCounts, IReadOnlyList<ConsentCount> consent)
    {
        Number = block.Number;
        FirstRow = block.FirstRow;
        LastRow = block.FirstRow + block.Count - 1;
        RowsRead = block.Count;
        Offset = block.Offset;
        Schema = schema;
        _json = json;
        Length = length;
        _rowStarts = rowStarts;
        _rowIndexes = rowIndexes;
        FurtherRows = CountRepeated(rowIndexes);
        Issues = issues;
        CellCounts = cellCounts;
        Consent = consent;
    }

    /// <summary>Creates a batch of rows that are already hashed.</summary>
    /// <param name="number">Number of the batch, from 1.</param>
    /// <param name="schema">The schema keys, in the order of the cells.</param>
    /// <param name="json">The rows, in a rented buffer that the batch returns.</param>
    /// <param name="length">Number of bytes of the rows.</param>
    /// <param name="rowStarts">Where each row starts.</param>
    /// <param name="rowNumbers">The number of each row in the list, from 1, or zeros if the rows do not belong to a list.</param>
    internal HashedBatch(int number, IReadOnlyList<SchemaKey> schema, byte[] json, int length, int[] rowStarts, long[] rowNumbers)
    {
        Number = number;
        Schema = schema;
        _json = json;
        Length = length;
        _rowStarts = rowStarts;
        FirstRow = rowNumbers.Length == 0 ? 0 : rowNumbers.Min();
        LastRow = rowNumbers.Length == 0 ? 0 : rowNumbers.Max();
        _rowIndexes = Array.ConvertAll(rowNumbers, row => checked((int)(row - FirstRow)));
        FurtherRows = FirstRow == 0 ? 0 : CountRepeated(_rowIndexes);
        RowsRead = rowNumbers.Length - FurtherRows;
        Issues = [];
        CellCounts = [];
        Consent = [];
    }

    /// <summary>Number of the batch, from 1.</summary>
    public int Number { get; }

    /// <summary>Number of the first row in the list, from 1.</summary>
    public long FirstRow { get; }

    /// <summary>As <see cref="RowBlock.Offset"/>.</summary>
    public long? Offset { get; }

    /// <summary>Number of the last row in the list.</summary>
    public long LastRow { get; }

    /// <summary>Rows read from the list.</summary>
    public int RowsRead { get; }

    /// <summary>Rows in the batch.</summary>
    public int Rows => _rowIndexes.Length;

    /// <summary>Number of rows for additional email addresses and phone numbers of people.</summary>
    public int FurtherRows { get; }

    /// <summary>Number of rows of the list that were left out.</summary>
    public int Rejected => RowsRead - (Rows - FurtherRows);

    /// <summary>The schema keys, in the order of the cells.</summary>
    public IReadOnlyList<SchemaKey> Schema { get; }

    /// <summary>The problems of rows and cells, in the order of the list.</summary>
    public IReadOnlyList<RowIssue> Issues { get; }

    /// <summary>Cells that contained a placeholder (<c>N/A</c>) or were repaired, in rows that were kept.</summary>
    public IReadOnlyList<CellCount> CellCounts { get; }

    /// <summary>The counts of each consent column in the rows that were read.</summary>
    public IReadOnlyList<ConsentCount> Consent { get; }

    /// <summary>Bytes of <see cref="Json"/>.</summary>
    public int Length { get; }

    /// <summary>The rows. The buffer is longer than <see cref="Length"/>; the rest is not part of the batch.</summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public byte[] Json => _json ?? throw new ObjectDisposedException(nameof(HashedBatch));

    /// <summary>Writes the rows. If a call is canceled, or gets a response before it was read to its end, writing may continue. The buffer is not reused until that
    /// has ended.</summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed before.</exception>
    public async Task CopyToAsync(Stream stream)
    {
        Interlocked.Increment(ref _writers);
        try
        {
            await stream.WriteAsync(Json, 0, Length);
        }
        finally
        {
            Interlocked.Decrement(ref _writers);
        }
    }

    /// <summary>Passes the rows one by one, each as the JSON array that is sent.</summary>
    internal void ForEachRow(RowAction action)
    {
        for (int i = 0; i < _rowStarts.Length; i++)
        {
            action(Json.AsSpan(_rowStarts[i], EndOf(i) - _rowStarts[i]));
        }
    }

    /// <summary>Returns a row as the JSON array that is sent.</summary>
    internal ReadOnlySpan<byte> GetRow(int index) => Json.AsSpan(_rowStarts[index], EndOf(index) - _rowStarts[index]);

    /// <summary>Number of a row in the list, from 1.</summary>
    internal long GetRowNumber(int index) => FirstRow + _rowIndexes[index];

    /// <summary>Finds the row of the list that was sent as this JSON array. The Graph API identifies invalid entries by the row that it received.</summary>
    /// <param name="row">The cells of the row as a JSON array, with any escaping and spacing. Other text is not a row.</param>
    /// <returns>The row's number in the list (the first, where several are the same), or null when there is none.</returns>
    public long? FindRow(string row)
    {
        if (RowJson.Canonicalize(row) is not { } rowJson)
        {
            return null;
        }

        for (int i = 0; i < _rowStarts.Length; i++)
        {
            if (EndOf(i) - _rowStarts[i] == rowJson.Length && Json.AsSpan(_rowStarts[i], rowJson.Length).SequenceEqual(rowJson))
            {
                return FirstRow == 0 ? null : FirstRow + _rowIndexes[i];
            }
        }

        return null;
    }

    private static int CountRepeated(int[] indexes)
    {
        int repeated = 0;
        for (int i = 1; i < indexes.Length; i++)
        {
            repeated += indexes[i] == indexes[i - 1] ? 1 : 0;
        }

        return repeated;
    }

    // Rows are separated by one comma.
    private int EndOf(int row) => row + 1 < _rowStarts.Length ? _rowStarts[row + 1] - 1 : Length;

    /// <inheritdoc/>
    public void Dispose()
    {
        // A writer registers itself before it gets the buffer, and Dispose takes the buffer before it counts the writers.
        if (Interlocked.Exchange(ref _json, null) is { } rented && Volatile.Read(ref _writers) == 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
