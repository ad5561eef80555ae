using System;
using System.Buffers.Binary;
using MessengerMarketing.Customers.Filters;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// A row as it was sent, in 73 bytes: flags, a fingerprint of the whole hashed row, and the SHA-256 of the email address and of the phone
/// number. A person can be removed by these two only, and each row has at least one of them. A missing one is zeros.
/// </summary>
internal static class SyncEntry
{
    /// <summary>Size of an entry in bytes.</summary>
    public const int Size = 1 + FingerprintSize + (2 * HashSize);

    /// <summary>Size of a SHA-256 in bytes.</summary>
    public const int HashSize = 32;

    /// <summary>Identifiers in an entry: the email address and the phone number.</summary>
    public const int Identifiers = 2;

    private const int FingerprintSize = 8;
    private const int FingerprintAt = 1;
    private const int HashesAt = FingerprintAt + FingerprintSize;

    /// <summary>The flags of an entry.</summary>
    public static SyncFlags GetFlags(ReadOnlySpan<byte> entry) => (SyncFlags)entry[0];

    /// <summary>Sets the flags of an entry.</summary>
    public static void SetFlags(Span<byte> entry, SyncFlags flags) => entry[0] = (byte)flags;

    /// <summary>The fingerprint of the whole row.</summary>
    public static ulong GetFingerprint(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt64LittleEndian(entry.Slice(FingerprintAt));

    /// <summary>Sets the fingerprint of the whole row.</summary>
    public static void SetFingerprint(Span<byte> entry, ulong fingerprint) => BinaryPrimitives.WriteUInt64LittleEndian(entry.Slice(FingerprintAt), fingerprint);

    /// <summary>The part of a partitioned file that the entry belongs to, 0 to 1,023.</summary>
    public static int GetPartition(ReadOnlySpan<byte> entry) => SyncKey.GetPartition(GetFingerprint(entry));

    /// <summary>The SHA-256 of an identifier: 0 is the email address, 1 the phone number.</summary>
    public static Span<byte> GetHash(Span<byte> entry, int identifier) => entry.Slice(HashesAt + (identifier * HashSize), HashSize);

    /// <inheritdoc cref="GetHash(Span{byte}, int)"/>
    public static ReadOnlySpan<byte> GetHash(ReadOnlySpan<byte> entry, int identifier) => entry.Slice(HashesAt + (identifier * HashSize), HashSize);

    /// <summary>Whether the entry has an identifier.</summary>
    public static bool Has(ReadOnlySpan<byte> entry, int identifier) => (entry[0] & (1 << identifier)) != 0;

    /// <summary>A bit for each identifier that the entry has.</summary>
    public static int GetIdentifiers(ReadOnlySpan<byte> entry) => entry[0] & (int)(SyncFlags.HasEmail | SyncFlags.HasPhone);

    /// <summary>The first 8 bytes of an identifier's SHA-256, by which it is looked up.</summary>
    public static ulong GetPrefix(ReadOnlySpan<byte> entry, int identifier) => BinaryPrimitives.ReadUInt64BigEndian(GetHash(entry, identifier));

    /// <summary>An identifier's hash as the filters compare it.</summary>
    public static PersonHash GetPersonHash(ReadOnlySpan<byte> entry, int identifier)
    {
        ReadOnlySpan<byte> hash = GetHash(entry, identifier);
        return new PersonHash(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash.Slice(8)));
    }

    /// <summary>Removes identifiers from an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="identifiers">A bit for each.</param>
    /// <returns>Whether any identifier is left.</returns>
    public static bool RemoveIdentifiers(Span<byte> entry, int identifiers)
    {
        for (int i = 0; i < Identifiers; i++)
        {
            if ((identifiers & (1 << i)) != 0)
            {
                entry[0] &= (byte)~(1 << i);
                GetHash(entry, i).Clear();
            }
        }

        return GetIdentifiers(entry) != 0;
    }
}

/// <summary>What is known about an entry.</summary>
[Flags]
internal enum SyncFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It has an email address.</summary>
    HasEmail = 1,

    /// <summary>It has a phone number.</summary>
    HasPhone = 2,

    /// <summary>
    /// It is not known whether the person is in the audience: a call had no response, or a removal might have affected the person. While the row
    /// is in the list, it is sent again. When it leaves the list, the person is removed.
    /// </summary>
    Uncertain = 4,

    /// <summary>The person has opted out. In memory only.</summary>
    OptedOut = 8,
}
