namespace MessengerMarketing.Uploads.Sync;

/// <summary>The entries of a state, with the changes in the log of an interrupted run. Thread-safe.</summary>
/// <param name="state">The state; null if there is none yet.</param>
/// <param name="merge">The changes of an interrupted run, or null.</param>
internal sealed class SyncEntries(SyncStateFile? state, SyncMerge? merge)
{
    /// <summary>Reads a part.</summary>
    /// <param name="partition">The part.</param>
    /// <param name="entries">Receives the entries. Replaced by a longer one if they do not fit.</param>
    /// <returns>The number of entries.</returns>
    public int Read(int partition, ref byte[] entries)
    {
        return merge?.Read(partition, ref entries) ?? state?.Read(partition, ref entries) ?? 0;
    }
}
