using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Brings what a log has on record into the entries of a state.</summary>
internal sealed class SyncMerge : IDisposable
{
    private const int ItemSize = 2 + SyncEntry.Size;

    private readonly SyncStateFile? _state;
    private readonly PartitionedItems _changes;

    /// <summary>Reads the log.</summary>
    /// <param name="state">The state that the log changes; null for none yet.</param>
    /// <param name="log">The log.</param>
    /// <param name="createFile">Creates a temporary file.</param>
    public SyncMerge(SyncStateFile? state, SyncLogReader log, Func<TemporaryFile> createFile)
    {
        _state = state;
        _changes = new PartitionedItems(ItemSize, createFile);
        Dictionary<int, BatchStatus> results = ReadResults(log);
        foreach (SyncRecord record in log.ReadRecords())
        {
            Add(record, results);
        }
    }

    private enum Change : byte
    {
        Add,
        AddUncertain,
        Remove,
        MarkUncertain,
        MarkKeyUncertain,
        Delete,
    }

    /// <summary>What the run did, as its last record says; null when it was interrupted.</summary>
    public SyncRunRecord? Run { get; private set; }

    /// <summary>Whether the log has changes.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>Reads a part with the changes in it.</summary>
    /// <param name="partition">The part.</param>
    /// <param name="entries">Takes the entries; made longer where they do not fit.</param>
    /// <param name="changes">A buffer.</param>
    /// <returns>Entries in it.</returns>
    public int Read(int partition, ref byte[] entries, ref byte[] changes)
    {
        int count = _state?.Read(partition, ref entries) ?? 0;
        int changed = _changes.Read(partition, ref changes);
        if (changed == 0)
        {
            return count;
        }

        int length = (count + (2 * changed)) * SyncEntry.Size;
        if (entries.Length < length)
        {
            Array.Resize(ref entries, length + (length / 8));
        }

        using var table = new EntryTable(entries, count, count + (2 * changed));
        for (int i = 0; i < changed; i++)
        {
            Apply(table, changes.AsSpan(i * ItemSize, ItemSize));
        }

        return table.Compact();
    }

    /// <summary>Reads every part with the changes in it, in order. The next part is read while one is written.</summary>
    /// <param name="write">Takes the number of a part, its entries, and their count.</param>
    public void ReadAll(Action<int, byte[], int> write)
    {
        byte[] entries = [];
        byte[] nextEntries = [];
        byte[] changes = [];
        Task<int> next = Task.Run(() => Read(0, ref nextEntries, ref changes));
        for (int partition = 0; partition < PartitionedItems.Partitions; partition++)
        {
            // The caller is synchronous and runs on a thread of its own; only reading and computing is waited for.
            int count = next.GetAwaiter().GetResult();
            (entries, nextEntries) = (nextEntries, entries);
            int following = partition + 1;
            next = following < PartitionedItems.Partitions ? Task.Run(() => Read(following, ref nextEntries, ref changes)) : Task.FromResult(0);
            try
            {
                write(partition, entries, count);
            }
            catch
            {
                _ = Task.WhenAny(next).GetAwaiter().GetResult();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changes.Dispose();

    private static Dictionary<int, BatchStatus> ReadResults(SyncLogReader log)
    {
        var results = new Dictionary<int, BatchStatus>();
        foreach (SyncRecord record in log.ReadRecords())
        {
            if (record.Kind == SyncRecordKind.Result)
            {
                results[record.Number] = (BatchStatus)record.Items[0];
            }
        }

        return results;
    }

    private void Add(SyncRecord record, Dictionary<int, BatchStatus> results)
    {
        switch (record.Kind)
        {
            case SyncRecordKind.Adding or SyncRecordKind.Removing:
                AddBatch(record, results.TryGetValue(record.Number, out BatchStatus status) ? status : BatchStatus.Unknown);
                break;
            case SyncRecordKind.Affected:
                AddKeys(record.Content.AsSpan(0, record.Length));
                break;
            case SyncRecordKind.Replaced:
                AddItems(record.Content.AsSpan(0, record.Length), SyncEntry.Size, Change.Delete);
                break;
            case SyncRecordKind.End:
                Run = JsonSerializer.Deserialize(record.Content.AsSpan(0, record.Length), SyncJson.Default.SyncRunRecord);
                break;
        }
    }

    private void AddBatch(SyncRecord record, BatchStatus status)
    {
        // What the Graph API refused or never got changes nothing: who was in the audience still is.
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

    private void AddItems(ReadOnlySpan<byte> items, int size, Change change)
    {
        HasChanges |= items.Length > 0;
        Span<byte> item = stackalloc byte[ItemSize];
        item.Clear();
        item[0] = (byte)change;
        for (int at = 0; at + size <= items.Length; at += size)
        {
            ReadOnlySpan<byte> entry = items.Slice(at, SyncEntry.Size);
            item[1] = size > SyncEntry.Size ? items[at + SyncEntry.Size] : (byte)0;
            entry.CopyTo(item.Slice(2));
            _changes.Add(SyncEntry.GetPartition(entry), item);
        }
    }

    private void AddKeys(ReadOnlySpan<byte> keys)
    {
        HasChanges |= keys.Length > 0;
        Span<byte> item = stackalloc byte[ItemSize];
        item.Clear();
        item[0] = (byte)Change.MarkKeyUncertain;
        for (int at = 0; at + SyncKey.Size <= keys.Length; at += SyncKey.Size)
        {
            ReadOnlySpan<byte> key = keys.Slice(at, SyncKey.Size);
            key.CopyTo(item.Slice(2));
            _changes.Add(SyncKey.Read(key).Partition, item);
        }
    }

    private static void Apply(EntryTable table, Span<byte> item)
    {
        Span<byte> entry = item.Slice(2);
        if ((Change)item[0] == Change.MarkKeyUncertain)
        {
            table.MarkUncertain(SyncKey.Read(entry));
            return;
        }

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

                // The person is still to be found by what is left, and is removed by that when it leaves the list too.
                if (SyncEntry.RemoveIdentifiers(entry, item[1]))
                {
                    table.Set(entry, SyncFlags.Uncertain);
                }

                break;
        }
    }
}
