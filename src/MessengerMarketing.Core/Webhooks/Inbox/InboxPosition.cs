using System;
using System.Globalization;
using System.IO;
using System.Text;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>A position in an inbox: the events before it were written to the pipeline.</summary>
/// <param name="Offset">Start of the next line.</param>
/// <param name="Sequence">Sequence number of the delivery in that line.</param>
/// <param name="Events">Number of its events that were already written.</param>
internal sealed record InboxMark(long Offset, long Sequence, int Events);

/// <summary>
/// The file next to an inbox that contains its <see cref="InboxMark"/>. It is small and written in place, so that the old or the new mark
/// remains when the process is killed. The lock on the inbox also protects it.
/// </summary>
internal sealed class InboxPosition : IDisposable
{
    /// <summary>What the file's name has behind that of the inbox.</summary>
    public const string Extension = ".position";

    private const int Width = 80;

    private readonly FileStream _file;
    private readonly IFileOperations _operations;

    private InboxPosition(FileStream file, IFileOperations operations)
    {
        _file = file;
        _operations = operations;
    }

    /// <summary>Returns whether an inbox has a position file, readable or not.</summary>
    /// <param name="inboxPath">Path of the inbox, without symbolic links.</param>
    /// <exception cref="FileRefusedException">The file with that name is not a position file.</exception>
    public static bool Exists(string inboxPath)
    {
        string path = GetPath(inboxPath);
        if (!FilePaths.CheckIsFile(path))
        {
            return false;
        }

        // All position files have this length, so a file with another length is not one.
        using FileStream file = FilePaths.OpenRead(path);
        return file.Length switch
        {
            0 => false,
            Width => true,
            _ => throw new FileRefusedException(
                FileProblem.Foreign,
                $"'{path}' is not the position file of an inbox. It contains {FileContent.FormatKind(file)}, and was not changed. Move it to another folder. Without a position, resuming writes all events of the inbox again."),
        };
    }

    /// <summary>Opens or creates the position file of an inbox.</summary>
    /// <param name="inboxPath">Path of the inbox, without symbolic links. The inbox is open and locked.</param>
    /// <param name="operations">The file operations.</param>
    /// <exception cref="FileRefusedException">The file belongs to another user.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static InboxPosition Open(string inboxPath, IFileOperations operations)
    {
        string path = GetPath(inboxPath);
        Leftovers.Delete(path, operations);
        if (!File.Exists(path))
        {
            string temporary = Leftovers.CreateName(path);
            operations.Create(temporary);
            using (var created = new FileStream(temporary, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 1))
            {
                Write(created, string.Empty, operations);
            }

            operations.Move(temporary, path);
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 1);
        try
        {
            PrivateFile.Restrict(file, path);
            return new InboxPosition(file, operations);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the last mark; null when there is none, or when it cannot be read.</summary>
    public InboxMark? Read()
    {
        string[] parts = Encoding.ASCII.GetString(InboxReader.ReadRange(_file, 0, (int)Math.Min(Width, _file.Length))).Trim().Split(' ');
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int events)
            ? new InboxMark(offset, sequence, events)
            : null;
    }

    /// <summary>Overwrites the mark.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(InboxMark mark)
    {
        string text = string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", mark.Offset, mark.Sequence, mark.Events);
        _file.Position = 0;
        Write(_file, text, _operations);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Write(FileStream file, string text, IFileOperations operations)
    {
        operations.Write(file, Encoding.ASCII.GetBytes(text.PadRight(Width - 1) + "\n"), Width);
        file.Flush();
    }

    private static string GetPath(string inboxPath) => inboxPath + Extension;
}
