using System;
using System.Buffers;
using System.Threading;

namespace MessengerMarketing.Customers.Rows;

/// <summary>
/// Consecutive rows of a list, as many as one batch takes. Holds only the values that are read, row by row in the order of
/// the mapping's columns. Holds a rented array; dispose it once its rows are hashed.
/// </summary>
public sealed class RowBlock : IDisposable
{
    private string?[]? _values;
    private readonly int _width;
    private RejectReason[]? _rejections;

    /// <summary>An empty block.</summary>
    /// <param name="width">Values in a row.</param>
    /// <param name="capacity">The most rows it takes.</param>
    /// <param name="number">Number of the batch, from 1.</param>
    /// <param name="firstRow">Number of its first row in the list, from 1.</param>
    public RowBlock(int width, int capacity, int number, long firstRow)
    {
        _width = width;
        _values = ArrayPool<string?>.Shared.Rent(Math.Max(1, width * capacity));
        Capacity = capacity;
        Number = number;
        FirstRow = firstRow;
    }

    /// <summary>Number of the batch, from 1.</summary>
    public int Number { get; }

    /// <summary>Number of the first row in the list, from 1; the header line does not count.</summary>
    public long FirstRow { get; }

    /// <summary>The most rows it takes.</summary>
    public int Capacity { get; }

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no further row fits.</summary>
    public bool IsFull => Count == Capacity;

    /// <summary>The value of a row's column.</summary>
    public string? this[int row, int column]
    {
        get => Values[(row * _width) + column];
        set => Values[(row * _width) + column] = value;
    }

    private string?[] Values => _values ?? throw new ObjectDisposedException(nameof(RowBlock));

    /// <summary>Adds a row without values and returns its index.</summary>
    /// <exception cref="InvalidOperationException">The block is full.</exception>
    public int AddRow()
    {
        if (IsFull)
        {
            throw new InvalidOperationException("The block is full.");
        }

        Array.Clear(Values, Count * _width, _width);
        return Count++;
    }

    /// <summary>Adds a row with these values, one a column.</summary>
    /// <exception cref="InvalidOperationException">The block is full.</exception>
    public void AddRow(string?[] values)
    {
        if (IsFull)
        {
            throw new InvalidOperationException("The block is full.");
        }

        Array.Copy(values, 0, Values, Count * _width, _width);
        Count++;
    }

    /// <summary>Marks a row that cannot be trusted as a whole, whatever its values are.</summary>
    public void Reject(int row, RejectReason reason) => (_rejections ??= new RejectReason[Capacity])[row] = reason;

    /// <summary>Why the row cannot be trusted as a whole, or <see cref="RejectReason.None"/>.</summary>
    public RejectReason RejectionOf(int row) => _rejections?[row] ?? RejectReason.None;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _values, null) is { } rented)
        {
            // Cleared, so that nobody's data stays reachable in the pool.
            ArrayPool<string?>.Shared.Return(rented, clearArray: true);
        }
    }
}
