using System;
using System.Buffers;
using System.Threading;

namespace MessengerMarketing.Customers.Rows;

/// <summary>
/// Consecutive rows of a list, as many as one batch takes. Holds only the values that are read, row by row in the order of
/// the mapping's columns. Holds rented arrays; dispose it once its rows are hashed.
/// </summary>
/// <remarks>
/// Memory is bounded whatever a list holds: of a cell at most <see cref="MaxCellLength"/> characters are kept, and a block takes no further
/// row once it holds <see cref="MaxChars"/> characters.
///
/// The values are copied into one array of characters. Kept as strings, ten thousand rows at a time would outlive the youngest
/// generation of the garbage collector, and moving them about took a fifth of an upload's time from a pipeline.
/// </remarks>
internal sealed class RowBlock : IDisposable
{
    /// <summary>
    /// Characters that are kept of a cell. One more than the normalizer accepts, so that a longer cell is rejected as too long.
    /// </summary>
    public const int MaxCellLength = 1025;

    /// <summary>Characters after which a block is full, whatever its number of rows.</summary>
    public const int MaxChars = 4 * 1024 * 1024;

    private const int UsualRowLength = 64;
    private const int Missing = -1;

    private readonly int _width;
    private char[]? _chars;
    private int[] _starts;
    private int[] _lengths;
    private int _end;
    private RejectReason[]? _rejections;

    /// <summary>An empty block.</summary>
    /// <param name="width">Values in a row.</param>
    /// <param name="capacity">The most rows it takes.</param>
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

    /// <summary>Number of the first row in the list, from 1; the header line does not count.</summary>
    public long FirstRow { get; }

    /// <summary>Where its first row starts in the file, in bytes; null where the file cannot be entered there.</summary>
    public long? Offset { get; init; }

    /// <summary>The most rows it takes.</summary>
    public int Capacity { get; }

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no further row fits.</summary>
    public bool IsFull => Count == Capacity || (Count > 0 && _end >= MaxChars);

    private char[] Chars => _chars ?? throw new ObjectDisposedException(nameof(RowBlock));

    /// <summary>The value of a row's column; null where the row has none.</summary>
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

    /// <summary>The value of a row's column, where it stands; empty where the row has none. Good until the block changes.</summary>
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

    /// <summary>Adds a row with these values, one a column.</summary>
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

    /// <summary>Room for a value that is to be written by someone else and then taken.</summary>
    /// <param name="length">The most characters the value may have.</param>
    /// <returns>At least that many characters; good until the block changes.</returns>
    public Span<char> Reserve(int length) => (_end + length > Chars.Length ? Grow(length) : Chars).AsSpan(_end);

    /// <summary>Takes what was written into <see cref="Reserve"/>'s room as the value of a row's column, as far as it is kept.</summary>
    public void Take(int row, int column, int length)
    {
        length = Math.Min(length, MaxCellLength);
        int cell = (row * _width) + column;
        _starts[cell] = _end;
        _lengths[cell] = length;
        _end += length;
    }

    /// <summary>Takes a value that is too long to be read as one that the normalizer rejects.</summary>
    public void TakeTooLong(int row, int column)
    {
        Reserve(MaxCellLength).Slice(0, MaxCellLength).Fill('x');
        Take(row, column, MaxCellLength);
    }

    /// <summary>Marks a row that cannot be trusted as a whole, whatever its values are.</summary>
    public void Reject(int row, RejectReason reason) => (_rejections ??= new RejectReason[Capacity])[row] = reason;

    /// <summary>Why the row cannot be trusted as a whole, or <see cref="RejectReason.None"/>.</summary>
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
