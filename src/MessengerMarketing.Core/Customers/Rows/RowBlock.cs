using System;
using System.Buffers;
using System.Threading;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Consecutive rows of a list for one batch. Contains only the values that are read, row by row, in the order of the mapping's columns. Uses rented
/// arrays. Dispose it after its rows are hashed.</summary>
/// <remarks>Memory is bounded, regardless of the list: at most <see cref="MaxCellLength"/> characters of a cell are kept, and a block is full when it contains
/// <see cref="MaxChars"/> characters. The values are copied into one character array. As strings, 10,000 rows at a time would outlive the youngest generation
/// of the garbage collector. Moving them took a fifth of the time of an upload from a pipeline.</remarks>
internal sealed class RowBlock : IDisposable
{
    /// <summary>Maximum number of characters that are kept of a cell: one more than the normalizer accepts, so that a longer cell is rejected as too
    /// long.</summary>
    public const int MaxCellLength = 1025;

    /// <summary>Number of characters at which a block is full, regardless of its number of rows.</summary>
    public const int MaxChars = 4 * 1024 * 1024;

    private const int UsualRowLength = 64;
    private const int Missing = -1;

    private readonly int _width;
    private char[]? _chars;
    private int[] _starts;
    private int[] _lengths;
    private int _end;
    private RejectReason[]? _rejections;

    /// <summary>Creates an empty block.</summary>
    /// <param name="width">Number of values in a row.</param>
    /// <param name="capacity">Maximum number of rows.</param>
    /// <param name="number">Number of the batch, from 1.</param>
    /// <param name="firstRow">Number of its first row in the list, from 1.</param>
    public RowBlock(int width, int capacity, int number, long firstRow)
    {
        _width = width;
        _chars = ArrayPool<char>.Shared.Rent(Math.Max(1, capacity * UsualRowLength));
        _starts = ArrayPool<int>.Shared.Rent(Math.Max(1, width * capacity));
        _lengths = ArrayPool<int>.Shared.Rent(Math.Max(1, width * capacity));
        Capacity = capacity;
        Number = number;
        FirstRow = firstRow;
    }

    /// <summary>Number of the batch, from 1.</summary>
    public int Number { get; }

    /// <summary>Number of the first row in the list, from 1. The header line is not counted.</summary>
    public long FirstRow { get; }

    /// <summary>Byte offset of its first row in the file, or null if reading cannot start there.</summary>
    public long? Offset { get; init; }

    /// <summary>Maximum number of rows.</summary>
    public int Capacity { get; }

    /// <summary>Number of rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the block is full.</summary>
    public bool IsFull => Count == Capacity || (Count > 0 && _end >= MaxChars);

    private char[] Chars => _chars ?? throw new ObjectDisposedException(nameof(RowBlock));

    /// <summary>The value of a column in a row, or null.</summary>
    public string? this[int row, int column]
    {
        get
        {
            char[] chars = Chars;
            int cell = (row * _width) + column;
            return _lengths[cell] == Missing ? null : new string(chars, _starts[cell], _lengths[cell]);
        }

        set => Set((row * _width) + column, value);
    }

    /// <summary>Returns the value of a column in a row without copying it, or empty text. Valid until the block changes.</summary>
    public ReadOnlySpan<char> Read(int row, int column)
    {
        char[] chars = Chars;
        int cell = (row * _width) + column;
        return _lengths[cell] == Missing ? default : chars.AsSpan(_starts[cell], _lengths[cell]);
    }

    /// <summary>Adds a row without values and returns its index.</summary>
    /// <exception cref="InvalidOperationException">The block is full.</exception>
    public int AddRow()
    {
        CheckRoom();
        for (int cell = Count * _width; cell < (Count + 1) * _width; cell++)
        {
            _lengths[cell] = Missing;
        }

        return Count++;
    }

    /// <summary>Adds a row with these values, one per column.</summary>
    /// <exception cref="InvalidOperationException">The block is full.</exception>
    public void AddRow(string?[] values)
    {
        CheckRoom();
        int cell = Count * _width;
        for (int i = 0; i < _width; i++)
        {
            Set(cell + i, values[i]);
        }

        Count++;
    }

    /// <summary>Reserves space for a value that the caller writes and then adds with Take.</summary>
    /// <param name="length">Maximum number of characters of the value.</param>
    /// <returns>At least this number of characters. Valid until the block changes.</returns>
    public Span<char> Reserve(int length) => (_end + length > Chars.Length ? Grow(length) : Chars).AsSpan(_end);

    /// <summary>Adds the text in the reserved space as the value of a column in a row, up to the maximum length.</summary>
    public void Take(int row, int column, int length)
    {
        length = Math.Min(length, MaxCellLength);
        int cell = (row * _width) + column;
        _starts[cell] = _end;
        _lengths[cell] = length;
        _end += length;
    }

    /// <summary>Adds a value that is too long to be read, so that the normalizer rejects it.</summary>
    public void TakeTooLong(int row, int column)
    {
        Reserve(MaxCellLength).Slice(0, MaxCellLength).Fill('x');
        Take(row, column, MaxCellLength);
    }

    /// <summary>Marks a row as rejected, regardless of its values.</summary>
    public void Reject(int row, RejectReason reason) => (_rejections ??= new RejectReason[Capacity])[row] = reason;

    /// <summary>Returns why the whole row is rejected, or <see cref="RejectReason.None"/>.</summary>
    public RejectReason RejectionOf(int row) => _rejections?[row] ?? RejectReason.None;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _chars, null) is { } chars)
        {
            // Cleared, so that no customer data stays in the pool.
            ArrayPool<char>.Shared.Return(chars, clearArray: true);
            ArrayPool<int>.Shared.Return(_starts);
            ArrayPool<int>.Shared.Return(_lengths);
            _starts = [];
            _lengths = [];
        }
    }

    private void CheckRoom()
    {
        if (IsFull)
        {
            throw new InvalidOperationException("The block is full.");
        }
    }

    private void Set(int cell, string? value)
    {
        if (value is null)
        {
            _lengths[cell] = Missing;
            return;
        }

        int length = Math.Min(value.Length, MaxCellLength);
        char[] chars = _end + length > Chars.Length ? Grow(length) : Chars;
        value.CopyTo(0, chars, _end, length);
        _starts[cell] = _end;
        _lengths[cell] = length;
        _end += length;
    }

    private char[] Grow(int count)
    {
        char[] chars = Chars;
        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(chars.Length * 2, _end + count));
        Array.Copy(chars, larger, _end);
        _chars = larger;
        ArrayPool<char>.Shared.Return(chars, clearArray: true);
        return larger;
    }
}
