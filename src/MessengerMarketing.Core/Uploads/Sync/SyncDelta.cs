using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Changes of the entries of a state, from the records of one or more runs. One thread adds changes; then several can apply them.</summary>
/// <param name="createFile">Creates a temporary file.</param>
internal sealed class SyncDelta(Func<TemporaryFile> createFile) : IDisposable
{
    private const int ItemSize = 2 + SyncEntry.Size;

    private readonly PartitionedItems _changes = new(ItemSize, createFile);

    // One for each thread that applies changes. A new one for each part would create many times as much garbage.
    private readonly ConcurrentBag<PrefixTable> _tables = [];

    private enum Change : byte
    {
        Add,
        AddUncertain,
        Remove,
        MarkUncertain,
        Delete,
    }

    /// <summary>Whether there are changes.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>Adds the changes of a run.</summary>
    /// <param name="records">Reads the records of the run from the first one. Called twice.</param>
    public void Add(Func<IEnumerable<SyncRecord>> records)
    {
        var results = new Dictionary<int, BatchStatus>();
        foreach (SyncRecord record in records())
        {
            if (record.Kind == SyncRecordKind.Result)
            {
                results[record.Number] = (BatchStatus)record.Items[0];
            }
        }

        foreach (SyncRecord record in records())
        {
            Add(record, results);
        }
    }

    /// <summary>Changes the entries of a part.</summary>
    /// <param name="partition">The part.</param>
    /// <param name="entries">The entries. Replaced by a longer array if more are needed.</param>
    /// <param name="count">Number of entries.</param>
    /// <returns>The new number of entries.</returns>
    public int Apply(int partition, ref byte[] entries, int count)
    {
        int changed = _changes.GetCount(partition);
        if (changed == 0)
        {
            return count;
        }

        byte[] changes = ArrayPool<byte>.Shared.Rent(changed * ItemSize);
        byte[] touched = [];
        try
        {
            _changes.Read(partition, ref changes);

            // Most entries do not change. Only the others are put into a table.
            int untouched = Separate(entries, count, changes, changed, ref touched, out int touchedCount);
            using var table = new EntryTable(touched, touchedCount, touchedCount + (2 * changed));
            for (int i = 0; i < changed; i++)
            {
                Apply(table, changes.AsSpan(i * ItemSize, ItemSize));
            }

            int left = table.Compact();
            int length = (untouched + left) * SyncEntry.Size;
            if (entries.Length < length)
            {
                Array.Resize(ref entries, length + (length / 8));
            }

            Buffer.BlockCopy(touched, 0, entries, untouched * SyncEntry.Size, left * SyncEntry.Size);
            return untouched + left;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(changes);
            if (touched.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(touched);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changes.Dispose();

    /// <summary>Moves the entries that might change out of a part, and closes the gaps.</summary>
    private int Separate(byte[] entries, int count, byte[] changes, int changed, ref byte[] touched, out int touchedCount)
    {
        if (!_tables.TryTake(out PrefixTable? fingerprints))
        {
            fingerprints = new PrefixTable();
        }

        fingerprints.Reset(changed);
        for (int i = 0; i < changed; i++)
        {
            fingerprints.Add(GetLookup(SyncEntry.GetFingerprint(changes.AsSpan((i * ItemSize) + 2))), 1);
        }

        int kept = 0;
        touchedCount = 0;
        touched = ArrayPool<byte>.Shared.Rent((64 + (2 * changed)) * SyncEntry.Size);
        for (int i = 0; i < count; i++)
        {
            Span<byte> entry = entries.AsSpan(i * SyncEntry.Size, SyncEntry.Size);
            if (fingerprints.GetMarks(GetLookup(SyncEntry.GetFingerprint(entry))) == 0)
            {
                if (kept < i)
                {
                    entry.CopyTo(entries.AsSpan(kept * SyncEntry.Size));
                }

                kept++;
                continue;
            }

            if ((touchedCount + 1 + (2 * changed)) * SyncEntry.Size > touched.Length)
            {
                byte[] larger = ArrayPool<byte>.Shared.Rent(2 * touched.Length);
                Buffer.BlockCopy(touched, 0, larger, 0, touchedCount * SyncEntry.Size);
                ArrayPool<byte>.Shared.Return(touched);
                touched = larger;
            }

            entry.CopyTo(touched.AsSpan(touchedCount++ * SyncEntry.Size));
        }

        _tables.Add(fingerprints);
        return kept;
    }

    /// <summary>The fingerprints of a part have their lowest bits in common, so a table must not start its search with these bits.</summary>
    private static ulong GetLookup(ulong fingerprint) => (fingerprint >> 16) | (fingerprint << 48);

    private void Add(SyncRecord record, Dictionary<int, BatchStatus> results)
    {
        switch (record.Kind)
        {
            case SyncRecordKind.Adding or SyncRecordKind.Removing:
                AddBatch(record, results.TryGetValue(record.Number, out BatchStatus status) ? status : BatchStatus.Unknown);
                break;
            case SyncRecordKind.Affected:
                AddItems(record.Content.AsSpan(0, record.Length), SyncKey.Size, Change.MarkUncertain);
                break;
            case SyncRecordKind.Replaced:
                AddItems(record.Content.AsSpan(0, record.Length), SyncEntry.Size, Change.Delete);
                break;
        }
    }

    private void AddBatch(SyncRecord record, BatchStatus status)
    {
        // A batch that the Graph API rejected or never received changes nothing.
        if (status is BatchStatus.Accepted or BatchStatus.Unknown)
        {
            bool isKnown = status == BatchStatus.Accepted;
            if (record.Kind == SyncRecordKind.Adding)
            {
                AddItems(record.Items, SyncEntry.Size, isKnown ? Change.Add : Change.AddUncertain);
            }
            else
            {
                AddItems(record.Items, SyncLog.RemovalSize, isKnown ? Change.Remove : Change.MarkUncertain);
            }
        }
    }

    /// <summary>Adds changes of entries, of entries with the identifiers to remove, or of keys.</summary>
    private void AddItems(ReadOnlySpan<byte> items, int size, Change change)
    {
        HasChanges |= items.Length > 0;
        Span<byte> item = stackalloc byte[ItemSize];
        item.Clear();
        item[0] = (byte)change;
        Span<byte> entry = item.Slice(2);
        for (int at = 0; at + size <= items.Length; at += size)
        {
            ReadOnlySpan<byte> given = items.Slice(at, size);
            if (size == SyncKey.Size)
            {
                SyncKey.Read(given).WriteEntry(entry);
            }
            else
            {
                item[1] = size > SyncEntry.Size ? given[SyncEntry.Size] : (byte)0;
                given.Slice(0, SyncEntry.Size).CopyTo(entry);
            }

            _changes.Add(SyncEntry.GetPartition(entry), item);
        }
    }

    private static void Apply(EntryTable table, Span<byte> item)
    {
        Span<byte> entry = item.Slice(2);
        SyncEntry.SetFlags(entry, SyncEntry.GetFlags(entry) & (SyncFlags.HasEmail | SyncFlags.HasPhone));
        switch ((Change)item[0])
        {
            case Change.Add:
                table.Set(entry, SyncFlags.None);
                break;
            case Change.AddUncertain:
                table.Set(entry, SyncFlags.Uncertain);
                break;
            case Change.MarkUncertain:
                table.MarkUncertain(SyncKey.FromEntry(entry));
                break;
            case Change.Delete:
                table.Delete(entry);
                break;
            case Change.Remove:
                table.Delete(entry);

                // The remaining identifier still identifies the person, who is removed by it if it leaves the list too.
                if (SyncEntry.RemoveIdentifiers(entry, item[1]))
                {
                    table.Set(entry, SyncFlags.Uncertain);
                }

                break;
        }
    }
}
