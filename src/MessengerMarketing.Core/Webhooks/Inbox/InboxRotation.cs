using System;
using System.IO;
using System.Threading;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// Starts a new file when the file of the inbox is full. The full file gets the name of a rotated file and stays locked until the new file has
/// its name, so that no other watcher opens the inbox in between. After a crash at any step, the next watcher finds all deliveries.
/// </summary>
/// <param name="path">Path of the inbox, without symbolic links.</param>
/// <param name="retention">When a file is full.</param>
/// <param name="operations">The file operations.</param>
/// <param name="started">When the first delivery of the file arrived; null when it has none.</param>
internal sealed class InboxRotation(string path, InboxRetention retention, IFileOperations operations, DateTimeOffset? started)
{
    private DateTimeOffset? _started = started;
    private string? _problem;

    /// <summary>Held while files are renamed. While it is held, each path refers to the expected file.</summary>
    public object Gate { get; } = new();

    /// <summary>Why the last rotation failed; null when it succeeded.</summary>
    public string? Problem => Volatile.Read(ref _problem);

    /// <summary>Stores when a delivery arrived, if it is the first of its file.</summary>
    public void SetStarted(DateTimeOffset received) => _started ??= received;

    /// <summary>Starts a new file if the file is full.</summary>
    /// <param name="file">The file. It is closed after a new file was created.</param>
    /// <param name="segment">The same file, for the reader.</param>
    /// <param name="first">Sequence number of the next delivery.</param>
    /// <returns>The new file, or null if none is needed or it cannot be created. In these cases, the file stays in use.</returns>
    public (RecordFile File, InboxSegment Segment)? TryRotate(RecordFile file, InboxSegment segment, long first)
    {
        if (!retention.IsFull(file.Length, _started, DateTimeOffset.UtcNow))
        {
            return null;
        }

        try
        {
            (RecordFile File, InboxSegment Segment) next = Rotate(file, segment, first);
            _started = null;
            Volatile.Write(ref _problem, null);
            return next;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Volatile.Write(ref _problem, exception.Message);
            return null;
        }
    }

    private (RecordFile File, InboxSegment Segment) Rotate(RecordFile file, InboxSegment segment, long first)
    {
        var created = RecordFile.CreateUnnamed(path, operations);
        try
        {
            lock (Gate)
            {
                string rotated = InboxFiles.GetRotatedPath(path, segment.First);
                if (file.Path != rotated)
                {
                    file.MoveTo(rotated);
                }

                segment.Path = rotated;
                created.MoveTo(path);
                var next = new InboxSegment(path, first, 0);
                segment.Next = next;
                file.Dispose();
                return (created, next);
            }
        }
        catch
        {
            created.Dispose();
            created.Delete();
            throw;
        }
    }
}
