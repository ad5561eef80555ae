using System;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>The characters of a normalized cell. A worker uses one instance for all cells, so that normalization does not allocate memory. Not
/// thread-safe.</summary>
internal sealed class CellBuffer
{
    private char[] _chars = new char[256];

    /// <summary>The number of characters in the cell.</summary>
    public int Length { get; private set; }

    /// <summary>The characters. Only the first <see cref="Length"/> belong to the cell.</summary>
    public char[] Chars => _chars;

    /// <summary>Gets the character at <paramref name="index"/>.</summary>
    public char this[int index] => _chars[index];

    /// <summary>Empties the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Ensures capacity for a total number of characters.</summary>
    public void Reserve(int count)
    {
        if (count > _chars.Length)
        {
            Array.Resize(ref _chars, Math.Max(count, _chars.Length * 2));
        }
    }

    /// <summary>Sets the length of the cell after characters were written to <see cref="Chars"/>.</summary>
    /// <param name="length">The number of characters.</param>
    internal void SetLength(int length) => Length = length;

    /// <summary>Adds one character.</summary>
    public void Append(char c)
    {
        if (Length == _chars.Length)
        {
            Array.Resize(ref _chars, _chars.Length * 2);
        }

        _chars[Length++] = c;
    }

    /// <summary>Adds a string.</summary>
    public void Append(string text)
    {
        foreach (char c in text)
        {
            Append(c);
        }
    }

    /// <summary>Inserts a character at the start a number of times.</summary>
    internal void InsertStart(char c, int count)
    {
        Reserve(Length + count);
        Array.Copy(_chars, 0, _chars, count, Length);
        for (int i = 0; i < count; i++)
        {
            _chars[i] = c;
        }

        Length += count;
    }

    /// <summary>Removes everything before <paramref name="index"/>.</summary>
    public void RemoveStart(int index)
    {
        Array.Copy(_chars, index, _chars, 0, Length - index);
        Length -= index;
    }

    /// <summary>Shortens the cell to <paramref name="length"/> characters.</summary>
    public void Truncate(int length) => Length = length;

    /// <inheritdoc/>
    public override string ToString() => new(_chars, 0, Length);
}
