using System;
using System.Collections.Generic;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>Opens the newest file of an inbox.</summary>
internal static class InboxOpening
{
    /// <summary>Opens and locks the newest file of an inbox, or creates it.</summary>
    /// <exception cref="InboxInUseException">The inbox has another watcher.</exception>
    public static RecordFile OpenFile(string path, IReadOnlyList<RotatedFile> rotated, IFileOperations operations)
    {
        try
        {
            if (RecordFile.TryOpen(path, operations) is { } file)
            {
                return file;
            }

            // Another watcher may be just rotating the inbox. It holds the file that it has renamed.
            if (rotated.Count > 0)
            {
                RecordFile.TryOpen(rotated[rotated.Count - 1].Path, operations)?.Dispose();
            }

            return Create(path, operations);
        }
        catch (FileRefusedException exception) when (exception.Problem == FileProblem.InUse)
        {
            throw new InboxInUseException(path, exception);
        }
    }

    /// <summary>Returns when the first delivery of a file arrived; null when there is none.</summary>
    public static DateTimeOffset? FindBegan(string path) => InboxReader.ReadFirst(path)?.Delivery?.Received;

    private static RecordFile Create(string path, IFileOperations operations)
    {
        var file = RecordFile.CreateUnnamed(path, operations);
        string name = FilePaths.Resolve(path);
        try
        {
            file.MoveTo(name);
            return file;
        }
        catch (Exception exception)
        {
            file.Dispose();
            file.Delete();
            if (exception is IOException && File.Exists(name))
            {
                throw new InboxInUseException(path, exception);
            }

            throw;
        }
    }
}
