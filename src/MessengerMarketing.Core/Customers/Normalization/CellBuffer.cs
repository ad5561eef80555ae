using System;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>
/// Characters of one normalised cell. One instance serves a worker for all its cells, so that
/// normalising allocates nothing; it is not safe for two threads.
/// </summary>
internal sealed class CellBuffer
{
    private char[] _chars = new char[256];

    /// <summary>How many characters the cell has so far.</summary>
    public int Length { get; private set; }

    /// <summary>The characters; only the first <see cref="Length"/> are the cell's.</summary>
    public char[] Chars => _chars;

    /// <summary>The character at <paramref name="index"/>.</summary>
    public char this[int index] => _chars[index];

    /// <summary>Empties the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Makes room for so many characters in all, that the buffer need not grow as they are added.</summary>
    public void Reserve(int count)
    {
        if (count > _chars.Length)
        {
            Array.Resize(ref _chars, Math.Max(count, _chars.Length * 2));
        }
    }

    /// <summary>Makes what was written into <see cref="Chars"/> the cell.</summary>
    /// <param name="length">How many characters were written.</param>
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

    /// <summary>Adds a string's characters.</summary>
    public void Append(string text)
    {
        foreach (char c in text)
        {
            Append(c);
        }
    }

    /// <summary>Puts a character in front, so many times.</summary>
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

    /// <summary>Drops everything before <paramref name="index"/>.</summary>
    public void RemoveStart(int index)
    {
        Array.Copy(_chars, index, _chars, 0, Length - index);
        Length -= index;
    }

    /// <summary>Drops everything from <paramref name="length"/> on.</summary>
    public void Truncate(int length) => Length = length;

    /// <inheritdoc/>
    public override string ToString() => new(_chars, 0, Length);
}
