using System;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>When an inbox starts a new file, and when it deletes an old one.</summary>
internal sealed record InboxRetention
{
    /// <summary>Size at which a new file is started, in bytes; null for no limit. A file can be larger by one group of deliveries.</summary>
    public long? MaxFileBytes { get; init; }

    /// <summary>
    /// How long deliveries are kept after they arrived; null for no limit. Files are deleted as a whole, so a new one is started each day.
    /// Deliveries whose events were not written to the pipeline are kept.
    /// </summary>
    public TimeSpan? KeepTime { get; init; }

    /// <summary>How old the first delivery of a file can be before a new file is started.</summary>
    private static readonly TimeSpan MaxFileAge = TimeSpan.FromDays(1);

    /// <summary>Creates a retention from a size in MiB and a number of days; null for no limit.</summary>
    public static InboxRetention Create(int? maxFileMB, int? keepDays) => new()
    {
        MaxFileBytes = maxFileMB * (1024L * 1024),
        KeepTime = keepDays is { } days ? TimeSpan.FromDays(days) : null,
    };

    /// <summary>Returns whether a new file has to be started.</summary>
    /// <param name="length">Length of the file, in bytes.</param>
    /// <param name="began">When its first delivery arrived; null when it has none.</param>
    /// <param name="now">The time.</param>
    internal bool IsFull(long length, DateTimeOffset? began, DateTimeOffset now) =>
        length > 0 && (length >= MaxFileBytes || (KeepTime is not null && began is { } time && now - time >= MaxFileAge));

    /// <summary>Deletes the rotated files whose deliveries all arrived too long ago, and before a position.</summary>
    /// <param name="inboxPath">Path of the inbox, without symbolic links.</param>
    /// <param name="position">Sequence number of the first delivery whose events were not written.</param>
    /// <param name="now">The time.</param>
    /// <param name="operations">The file operations.</param>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be deleted.</exception>
    internal void DeleteExpired(string inboxPath, long position, DateTimeOffset now, IFileOperations operations)
    {
        if (KeepTime is not { } keep)
        {
            return;
        }

        foreach (RotatedFile file in InboxFiles.List(inboxPath))
        {
            InboxTail tail;
            using (FileStream content = FilePaths.OpenRead(file.Path))
            {
                tail = InboxTail.Find(content, file.Path, isKnown: true);
            }

            // Files are in the order of arrival: behind one that is kept, all are kept.
            if (tail.LastSequence >= position || tail.LastReceived is not { } last || now - last < keep)
            {
                return;
            }

            operations.Delete(file.Path);
        }
    }
}
