using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Hashing;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Reads the entry of a hashed row, and packs rows into half of their length. Safe for several threads.</summary>
internal sealed class SyncEntryReader(IReadOnlyList<SchemaKey> schema)
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private static readonly byte[] DigitValues = CreateDigitValues();

    private readonly int _email = FindCell(schema, SchemaKey.EMAIL);
    private readonly int _phone = FindCell(schema, SchemaKey.PHONE);

    /// <summary>Reads an entry.</summary>
    /// <param name="row">The row's cells as a JSON array, as batches have them.</param>
    /// <param name="entry">Takes <see cref="SyncEntry.Size"/> bytes.</param>
    public void Read(ReadOnlySpan<byte> row, Span<byte> entry)
    {
        entry.Slice(0, SyncEntry.Size).Clear();
        SyncFlags flags = SyncFlags.None;
        int at = 1;

        // E-mail address and phone number are the first keys of every schema, and nothing but hashes or blanks stands before them.
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
    /// <param name="row">The row's cells as a JSON array, as batches have them.</param>
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

    /// <summary>A fingerprint of bytes. Rows consist of SHA-256 hashes, so nobody can choose rows with equal ones.</summary>
    public static ulong ComputeFingerprint(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length * Multiplier;
        while (bytes.Length >= 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes.Slice(8);
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
    {
        ulong prefix = 0;
        foreach (byte digit in digits)
        {
            prefix = (prefix << 4) | DigitValues[digit];
        }

        return prefix;
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
