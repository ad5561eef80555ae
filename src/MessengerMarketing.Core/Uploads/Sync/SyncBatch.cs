using System;
using System.Buffers;
using System.Collections.Generic;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Hashing;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>A batch of a sync, ready to be sent.</summary>
/// <param name="Action">Whether its people are added or removed.</param>
/// <param name="Batch">The rows.</param>
/// <param name="Items">Their entries, in the format of the log.</param>
/// <param name="First">New people; of a removal, people who left the list.</param>
/// <param name="Second">People whose row changed; of a removal, people who opted out.</param>
/// <param name="Third">People whose row is sent again; of a removal, people of whom a former identifier is removed.</param>
/// <param name="NetChange">The change of the number of entries if the batch is accepted.</param>
internal sealed record SyncBatch(UploadAction Action, HashedBatch Batch, ReadOnlyMemory<byte> Items, long First, long Second, long Third, long NetChange);

/// <summary>Collects the rows of a batch.</summary>
internal sealed class SyncBatchBuilder(UploadAction action, IReadOnlyList<SchemaKey> schema, int itemSize)
{
    private readonly List<int> _starts = [];
    private readonly List<long> _numbers = [];
    private readonly long[] _counts = new long[3];
    private long _netChange;
    private byte[] _json = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private byte[] _items = new byte[1024 * itemSize];
    private int _length;

    /// <summary>Rows so far.</summary>
    public int Rows => _starts.Count;

    /// <summary>Adds a row.</summary>
    /// <param name="number">Its number in the list; 0 if it is not from a list.</param>
    /// <param name="row">Its cells as a JSON array.</param>
    /// <param name="item">Its entry, in the format of the log.</param>
    /// <param name="kind">The count that it belongs to, 0 to 2.</param>
    /// <param name="netChange">The change of the number of entries.</param>
    public void Add(long number, ReadOnlySpan<byte> row, ReadOnlySpan<byte> item, int kind, int netChange)
    {
        _netChange += netChange;
        Reserve(row.Length + 1);
        if (_length > 0)
        {
            _json[_length++] = (byte)',';
        }

        if ((Rows + 1) * itemSize > _items.Length)
        {
            Array.Resize(ref _items, _items.Length * 2);
        }

        item.CopyTo(_items.AsSpan(Rows * itemSize));
        _starts.Add(_length);
        _numbers.Add(number);
        row.CopyTo(_json.AsSpan(_length));
        _length += row.Length;
        _counts[kind]++;
    }

    /// <summary>Creates the batch. The builder cannot be used afterwards.</summary>
    public SyncBatch Create(int number) => new(
        action, new HashedBatch(number, schema, _json, _length, [.. _starts], [.. _numbers]), _items.AsMemory(0, Rows * itemSize), _counts[0], _counts[1], _counts[2], _netChange);

    private void Reserve(int count)
    {
        if (_length + count > _json.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_json.Length * 2, _length + count));
            Buffer.BlockCopy(_json, 0, larger, 0, _length);
            ArrayPool<byte>.Shared.Return(_json);
            _json = larger;
        }
    }
}

/// <summary>Divides changes into batches, which are created on demand.</summary>
internal static class SyncBatches
{
    private const int MaxRow = 2 + (2 * (HexDigest.Sha256Length + 3));

    private static readonly SchemaKey[] RemovalSchema = [SchemaKey.EMAIL, SchemaKey.PHONE];

    /// <summary>The removals of a plan.</summary>
    public static IEnumerable<SyncBatch> Remove(SyncPlan plan, int batchSize, Func<int> nextNumber)
    {
        byte[] removals = new byte[batchSize * SyncLog.RemovalSize];
        for (long first = 0; first < plan.Removals.Count;)
        {
            int count = plan.Removals.Read(first, removals);
            yield return CreateRemoval(removals, count, nextNumber());
            first += count;
        }
    }

    /// <summary>The rows of a spool that are to be sent.</summary>
    /// <param name="spool">The rows.</param>
    /// <param name="schema">Their keys.</param>
    /// <param name="selection">Returns the count that a row belongs to: 0 to 2, or -1 if it is not sent.</param>
    /// <param name="batchSize">Rows of a batch.</param>
    /// <param name="nextNumber">Numbers the batches.</param>
    public static IEnumerable<SyncBatch> Add(RowSpool spool, IReadOnlyList<SchemaKey> schema, Func<long, int> selection, int batchSize, Func<int> nextNumber)
    {
        var reader = new SyncEntryReader(schema);
        byte[] entry = new byte[SyncEntry.Size];
        SyncBatchBuilder? builder = null;
        foreach (SpooledRow row in spool.Read())
        {
            int kind = selection(row.Number);
            if (kind < 0)
            {
                continue;
            }

            reader.Read(row.Json.AsSpan(0, row.Length), entry);
            builder ??= new SyncBatchBuilder(UploadAction.Add, schema, SyncEntry.Size);
            builder.Add(row.Number, row.Json.AsSpan(0, row.Length), entry, kind, netChange: kind == 2 ? 0 : 1);
            if (builder.Rows == batchSize)
            {
                yield return builder.Create(nextNumber());
                builder = null;
            }
        }

        if (builder is not null)
        {
            yield return builder.Create(nextNumber());
        }
    }

    private static SyncBatch CreateRemoval(byte[] removals, int count, int number)
    {
        int used = 0;
        for (int i = 0; i < count; i++)
        {
            used |= removals[(i * SyncLog.RemovalSize) + SyncEntry.Size];
        }

        // A key that no row has is left out. Most batches have email addresses only.
        int[] identifiers = used == 3 ? [0, 1] : [used == 1 ? 0 : 1];
        var builder = new SyncBatchBuilder(UploadAction.Remove, Array.ConvertAll(identifiers, static identifier => RemovalSchema[identifier]), SyncLog.RemovalSize);
        byte[] row = new byte[MaxRow];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> item = removals.AsSpan(i * SyncLog.RemovalSize, SyncLog.RemovalSize);
            int removed = item[SyncEntry.Size];
            bool isOptedOut = (SyncEntry.GetFlags(item) & SyncFlags.OptedOut) != SyncFlags.None;
            int kind = isOptedOut ? 1 : removed == SyncEntry.GetIdentifiers(item) ? 0 : 2;
            builder.Add(0, row.AsSpan(0, WriteRow(item, removed, identifiers, row)), item, kind, netChange: removed == SyncEntry.GetIdentifiers(item) ? -1 : 0);
        }

        return builder.Create(number);
    }

    private static int WriteRow(ReadOnlySpan<byte> item, int removed, int[] identifiers, byte[] row)
    {
        int length = 0;
        foreach (int identifier in identifiers)
        {
            row[length] = length == 0 ? (byte)'[' : (byte)',';
            row[length + 1] = (byte)'"';
            length += 2;
            if ((removed & (1 << identifier)) != 0)
            {
                HashJson.WriteHex(SyncEntry.GetHash(item, identifier), row.AsSpan(length));
                length += HexDigest.Sha256Length;
            }

            row[length++] = (byte)'"';
        }

        row[length++] = (byte)']';
        return length;
    }
}
