using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// Identifies a row among millions in 24 bytes: the fingerprint of the whole hashed row, and the first 8 bytes of the SHA-256 of each identifier.
/// </summary>
/// <param name="Fingerprint">The fingerprint of the row.</param>
/// <param name="Email">The beginning of the hash of the email address; 0 if there is none.</param>
/// <param name="Phone">The beginning of the hash of the phone number; 0 if there is none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SyncKey(ulong Fingerprint, ulong Email, ulong Phone)
{
    /// <summary>Size of a key in bytes.</summary>
    public const int Size = 24;

    /// <summary>The part of a partitioned file that the row belongs to, 0 to 1,023.</summary>
    public int Partition => GetPartition(Fingerprint);

    /// <summary>The part of rows with this fingerprint.</summary>
    public static int GetPartition(ulong fingerprint) => (int)fingerprint & (PartitionedItems.Partitions - 1);

    /// <summary>Creates the key of an entry.</summary>
    public static SyncKey FromEntry(ReadOnlySpan<byte> entry) => new(SyncEntry.GetFingerprint(entry), SyncEntry.GetPrefix(entry, 0), SyncEntry.GetPrefix(entry, 1));

    /// <summary>Reads a key that <see cref="Write"/> wrote.</summary>
    public static SyncKey Read(ReadOnlySpan<byte> bytes)
        => new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(8)), BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(16)));

    /// <summary>Writes the key.</summary>
    /// <param name="bytes">Takes <see cref="Size"/> bytes.</param>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Fingerprint);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(8), Email);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(16), Phone);
    }

    /// <summary>Writes an entry that contains only the key.</summary>
    /// <param name="entry">Takes <see cref="SyncEntry.Size"/> bytes.</param>
    public void WriteEntry(Span<byte> entry)
    {
        entry.Slice(0, SyncEntry.Size).Clear();
        SyncEntry.SetFingerprint(entry, Fingerprint);
        BinaryPrimitives.WriteUInt64BigEndian(SyncEntry.GetHash(entry, 0), Email);
        BinaryPrimitives.WriteUInt64BigEndian(SyncEntry.GetHash(entry, 1), Phone);
    }

    /// <summary>The beginning of an identifier's hash: 0 is the email address, 1 the phone number. 0 if there is none.</summary>
    public ulong GetPrefix(int identifier) => identifier == 0 ? Email : Phone;
}
