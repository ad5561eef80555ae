using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Hashing;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Reads the entry of a hashed row, and packs rows into half of their length. Thread-safe.</summary>
internal sealed class SyncEntryReader(IReadOnlyList<SchemaKey> schema)
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private static readonly byte[] DigitValues = CreateDigitValues();

    private readonly int _email = FindCell(schema, SchemaKey.EMAIL);
    private readonly int _phone = FindCell(schema, SchemaKey.PHONE);

    /// <summary>Reads an entry.</summary>
    /// <param name="row">The row's cells as a JSON array, in the format of a batch.</param>
    /// <param name="entry">Takes <see cref="SyncEntry.Size"/> bytes.</param>
    public void Read(ReadOnlySpan<byte> row, Span<byte> entry)
    {
        entry.Slice(0, SyncEntry.Size).Clear();
        SyncFlags flags = SyncFlags.None;
        int at = 1;

        // Email address and phone number are the first keys of every schema, and only hashes or blanks precede them.
        for (int cell = 0; cell <= Math.Max(_email, _phone); cell++)
        {
            bool isBlank = row[at + 1] == (byte)'"';
            int identifier = cell == _email ? 0 : 1;
            if (!isBlank)
            {
                ParseHex(row.Slice(at + 1, HexDigest.Sha256Length), SyncEntry.GetHash(entry, identifier));
                flags |= (SyncFlags)(1 << identifier);
            }

            at += (isBlank ? 0 : HexDigest.Sha256Length) + 3;
        }

        SyncEntry.SetFlags(entry, flags);
        SyncEntry.SetFingerprint(entry, ComputeFingerprint(row));
    }

    /// <summary>Reads the key of a row.</summary>
    /// <param name="row">The row's cells as a JSON array, in the format of a batch.</param>
    public SyncKey ReadKey(ReadOnlySpan<byte> row)
    {
        ulong email = 0;
        ulong phone = 0;
        int at = 1;
        for (int cell = 0; cell <= Math.Max(_email, _phone); cell++)
        {
            bool isBlank = row[at + 1] == (byte)'"';
            ulong prefix = isBlank ? 0 : ParsePrefix(row.Slice(at + 1, 16));
            if (cell == _email)
            {
                email = prefix;
            }
            else
            {
                phone = prefix;
            }

            at += (isBlank ? 0 : HexDigest.Sha256Length) + 3;
        }

        return new SyncKey(ComputeFingerprint(row), email, phone);
    }

    /// <summary>A fingerprint of bytes. Rows consist of SHA-256 hashes, so nobody can create rows with equal fingerprints on purpose.</summary>
    public static ulong ComputeFingerprint(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length * Multiplier;

        // Four sums instead of one, because a processor multiplies several numbers at the same time if none depends on another.
        (ulong first, ulong second, ulong third, ulong fourth) = (hash, hash + 1, hash + 2, hash + 3);
        for (; bytes.Length >= 32; bytes = bytes.Slice(32))
        {
            first = Mix(first ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            second = Mix(second ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(8)));
            third = Mix(third ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(16)));
            fourth = Mix(fourth ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(24)));
        }

        hash = Mix(Mix(Mix(first ^ hash) ^ second) ^ third) ^ fourth;
        for (; bytes.Length >= 8; bytes = bytes.Slice(8))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            hash = Mix(hash ^ value);
        }

        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 29);
    }

    private static ulong ParsePrefix(ReadOnlySpan<byte> digits)
        => ((ulong)ParseDigits(BinaryPrimitives.ReadUInt64LittleEndian(digits)) << 32) | ParseDigits(BinaryPrimitives.ReadUInt64LittleEndian(digits.Slice(8)));

    /// <summary>Parses eight lowercase hexadecimal digits at the same time. The first one is in the lowest byte.</summary>
    private static uint ParseDigits(ulong digits)
    {
        // A letter differs from a digit in bit 6, and its value is 9 more than its last four bits.
        ulong values = (digits & 0x0F0F0F0F0F0F0F0F) + (9 * ((digits >> 6) & 0x0101010101010101));
        ulong pairs = ((values << 4) | (values >> 8)) & 0x00FF00FF00FF00FF;
        ulong quads = ((pairs << 8) | (pairs >> 16)) & 0x0000FFFF0000FFFF;
        return (uint)((quads << 16) | (quads >> 32));
    }

    private static ulong Mix(ulong value)
    {
        value *= Multiplier;
        return value ^ (value >> 31);
    }

    /// <summary>Reads bytes from lowercase hexadecimal digits.</summary>
    public static void ParseHex(ReadOnlySpan<byte> digits, Span<byte> bytes)
    {
        byte[] values = DigitValues;
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((values[digits[2 * i]] << 4) | values[digits[(2 * i) + 1]]);
        }
    }

    private static byte[] CreateDigitValues()
    {
        byte[] values = new byte[256];
        for (int i = 0; i < 16; i++)
        {
            values["0123456789abcdef"[i]] = (byte)i;
        }

        return values;
    }

    private static int FindCell(IReadOnlyList<SchemaKey> schema, SchemaKey key)
    {
        for (int i = 0; i < schema.Count; i++)
        {
            if (schema[i] == key)
            {
                return i;
            }
        }

        return -1;
    }
}
