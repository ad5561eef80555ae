using System;
using System.Text.Json;
using System.Threading.Tasks;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Reads a state with the changes in a log.</summary>
internal sealed class SyncMerge : IDisposable
{
    private readonly SyncStateFile? _state;
    private readonly SyncDelta _delta;

    /// <summary>Reads the log.</summary>
    /// <param name="state">The state that the log changes; null for none yet.</param>
    /// <param name="log">The log.</param>
    /// <param name="createFile">Creates a temporary file.</param>
    public SyncMerge(SyncStateFile? state, SyncLogReader log, Func<TemporaryFile> createFile)
    {
        _state = state;
        _delta = new SyncDelta(createFile);
        _delta.Add(log.ReadRecords);
        foreach (SyncRecord record in log.ReadRecords())
        {
            if (record.Kind == SyncRecordKind.End)
            {
                Run = JsonSerializer.Deserialize(record.Content.AsSpan(0, record.Length), SyncJson.Default.SyncRunRecord);
            }
        }
    }

    /// <summary>What the run did, from its last record; null if the run was interrupted.</summary>
    public SyncRunRecord? Run { get; }

    /// <summary>Whether the log has changes.</summary>
    public bool HasChanges => _delta.HasChanges;

    /// <summary>Reads a part and applies the changes.</summary>
    /// <param name="partition">The part.</param>
    /// <param name="entries">Receives the entries. Replaced by a longer one if they do not fit.</param>
    /// <returns>The number of entries.</returns>
    public int Read(int partition, ref byte[] entries)
    {
        int count = _state?.Read(partition, ref entries) ?? 0;
        return _delta.Apply(partition, ref entries, count);
    }

    /// <summary>Reads every part in order and applies the changes. The next part is read while one is written.</summary>
    /// <param name="write">Receives the number of a part, its entries, and their count.</param>
    public void ReadAll(Action<int, byte[], int> write)
    {
        byte[] entries = [];
        byte[] nextEntries = [];
        Task<int> next = Task.Run(() => Read(0, ref nextEntries));
        for (int partition = 0; partition < PartitionedItems.Partitions; partition++)
        {
            // The caller is synchronous and runs on a thread of its own; only reading and computing is waited for.
            int count = next.GetAwaiter().GetResult();
            (entries, nextEntries) = (nextEntries, entries);
            int following = partition + 1;
            next = following < PartitionedItems.Partitions ? Task.Run(() => Read(following, ref nextEntries)) : Task.FromResult(0);
            try
            {
                write(partition, entries, count);
            }
            catch
            {
                // The caller disposes of the files after this, and the other thread still reads them. Its own error would only follow this one.
                _ = Task.WhenAny(next).GetAwaiter().GetResult();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _delta.Dispose();
}
