namespace MessengerMarketing.Uploads.Sync;

/// <summary>The entries of a state, with what an interrupted run has left in its log. May be read from several threads.</summary>
/// <param name="state">The state; null for none yet.</param>
/// <param name="merge">What is left of an interrupted run; null for nothing.</param>
internal sealed class SyncEntries(SyncStateFile? state, SyncMerge? merge)
{
    /// <summary>Reads a part.</summary>
    /// <param name="partition">The part.</param>
    /// <param name="entries">Takes the entries; made longer where they do not fit.</param>
    /// <returns>Entries in it.</returns>
    public int Read(int partition, ref byte[] entries)
    {
        return merge?.Read(partition, ref entries) ?? state?.Read(partition, ref entries) ?? 0;
    }
}
