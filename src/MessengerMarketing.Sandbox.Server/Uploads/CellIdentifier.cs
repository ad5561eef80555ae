using System;
using System.Buffers.Binary;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>
/// Converts a cell of an upload to a 64-bit identifier of a person. The probability that two people have the same identifier is about
/// one in 2^64. For an audience of 100 million people, the probability of a collision is below one in a thousand.
/// </summary>
internal static class CellIdentifier
{
    private const ulong Ones = 0x0101010101010101UL;
    private const ulong HighBits = 0x8080808080808080UL;
    private const ulong Multiplier = 0x9E3779B97F4A7C15UL;

    /// <summary>
    /// Reads a hashed cell. It checks eight characters at a time: an upload has tens of thousands of these cells, and checking single
    /// characters would take longer than reading the JSON around them.
    /// </summary>
    /// <param name="cell">The cell in UTF-8.</param>
    /// <param name="identifier">The identifier, never 0. <see cref="FromBytes"/> returns the same for the same characters.</param>
    /// <returns>Whether the cell is a SHA-256 hash in Meta's format: 64 digits 0-9 and a-f.</returns>
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

    /// <summary>Returns the identifier of any other cell, never 0.</summary>
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

    // The high bit of each byte is set when the byte is at least the limit. The caller excludes bytes from 0x80.
    private static ulong AtLeast(ulong word, int limit) => unchecked(word + ((ulong)(0x80 - limit) * Ones));

    private static ulong Absorb(ulong hash, ulong word) => unchecked((((hash << 5) | (hash >> 59)) ^ word) * Multiplier);

    private static ulong Finish(ulong hash)
    {
        ulong mixed = RandomSource.Mix(hash);
        return mixed == 0 ? 1 : mixed;
    }
}
