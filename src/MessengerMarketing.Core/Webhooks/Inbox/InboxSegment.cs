using System.Threading;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// A file of an open inbox, and the one after it. The writer changes it and the reader follows it: when <see cref="Next"/> is set, nothing
/// is added to this file anymore.
/// </summary>
/// <param name="path">Its path.</param>
/// <param name="first">Sequence number of its first delivery.</param>
/// <param name="durableLength">Number of bytes on the disk.</param>
internal sealed class InboxSegment(string path, long first, long durableLength)
{
    private long _durableLength = durableLength;
    private string _path = path;
    private InboxSegment? _next;

    /// <summary>Sequence number of its first delivery, also when there is none yet.</summary>
    public long First { get; } = first;

    /// <summary>Its path. It changes when the file is rotated.</summary>
    public string Path
    {
        get => Volatile.Read(ref _path);
        set => Volatile.Write(ref _path, value);
    }

    /// <summary>Number of bytes on the disk.</summary>
    public long DurableLength
    {
        get => Interlocked.Read(ref _durableLength);
        set => Interlocked.Exchange(ref _durableLength, value);
    }

    /// <summary>The file after it; null for the newest.</summary>
    public InboxSegment? Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }
}
