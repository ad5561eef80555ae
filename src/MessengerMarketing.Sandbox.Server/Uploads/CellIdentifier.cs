using System;
using System.Buffers.Binary;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>
/// Turns a cell of an upload into the 64 bits by which the sandbox remembers a person. Two people share them with a
/// chance of about one in 2^64 a pair: below one in a thousand for an audience of 100 million.
/// </summary>
internal static class CellIdentifier
{
    private const ulong Ones = 0x0101010101010101UL;
    private const ulong HighBits = 0x8080808080808080UL;
    private const ulong Multiplier = 0x9E3779B97F4A7C15UL;

    /// <summary>
    /// Reads a hashed cell. Eight characters are checked at a time: an upload has tens of thousands of these cells, and
    /// checking them singly would cost more than reading the JSON around them.
    /// </summary>
    /// <param name="cell">The cell's characters, UTF-8.</param>
    /// <param name="identifier">The identifier, never 0; what <see cref="FromBytes"/> gives for the same characters.</param>
    /// <returns>Whether the cell is a SHA-256 hash as Meta wants it: 64 digits 0-9 and a-f.</returns>
    public static bool TryReadSha256(ReadOnlySpan<byte> cell, out ulong identifier)
    {
        identifier = 0;
        if (cell.Length != 64)
        {
            return false;
        }

        unchecked
        {
            ulong valid = HighBits;
            ulong hash = 64;
            for (int i = 0; i < 64; i += 8)
            {
                ulong word = BinaryPrimitives.ReadUInt64LittleEndian(cell.Slice(i));
                ulong digit = AtLeast(word, '0') & ~AtLeast(word, '9' + 1);
                ulong letter = AtLeast(word, 'a') & ~AtLeast(word, 'f' + 1);
                valid &= ~word & (digit | letter);
                hash = Absorb(hash, word);
            }

            identifier = Finish(hash);
            return valid == HighBits;
        }
    }

    /// <summary>The identifier of any other cell, never 0.</summary>
    public static ulong FromBytes(ReadOnlySpan<byte> cell)
    {
        ulong hash = (ulong)cell.Length;
        while (cell.Length >= 8)
        {
            hash = Absorb(hash, BinaryPrimitives.ReadUInt64LittleEndian(cell));
            cell = cell.Slice(8);
        }

        ulong tail = 0;
        for (int i = 0; i < cell.Length; i++)
        {
            tail |= (ulong)cell[i] << (8 * i);
        }

        return Finish(cell.Length == 0 ? hash : Absorb(hash, tail));
    }

    // The high bit of every byte says whether that byte is at least the limit; bytes from 0x80 on are sorted out by the caller.
    private static ulong AtLeast(ulong word, int limit) => unchecked(word + ((ulong)(0x80 - limit) * Ones));

    private static ulong Absorb(ulong hash, ulong word) => unchecked((((hash << 5) | (hash >> 59)) ^ word) * Multiplier);

    private static ulong Finish(ulong hash)
    {
        ulong mixed = RandomSource.Mix(hash);
        return mixed == 0 ? 1 : mixed;
    }
}
