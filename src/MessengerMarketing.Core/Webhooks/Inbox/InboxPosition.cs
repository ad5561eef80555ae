using System;
using System.Globalization;
using System.IO;
using System.Text;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>Which events of an inbox were written to the pipeline.</summary>
/// <param name="Offset">Where the line starts that is next.</param>
/// <param name="Sequence">Number of the delivery in it.</param>
/// <param name="Events">How many of its events were written already.</param>
internal sealed record InboxMark(long Offset, long Sequence, int Events);

/// <summary>
/// The file beside an inbox that holds its <see cref="InboxMark"/>. It is small and written in place, so that a process that is killed leaves the
/// old mark or the new one. The lock on the inbox covers it.
/// </summary>
internal sealed class InboxPosition : IDisposable
{
    private const int Width = 80;

    private readonly FileStream _file;
    private readonly IFileOperations _operations;

    private InboxPosition(FileStream file, IFileOperations operations)
    {
        _file = file;
        _operations = operations;
    }

    /// <summary>Whether an inbox has a position, readable or not.</summary>
    /// <param name="inboxPath">The inbox, without symbolic links.</param>
    /// <exception cref="FileRefusedException">The file of that name is something else.</exception>
    public static bool Exists(string inboxPath)
    {
        string path = GetPath(inboxPath);
        if (!FilePaths.CheckIsFile(path))
        {
            return false;
        }

        // Every position ever written has this length, so a file of another length is not one.
        using FileStream file = FilePaths.OpenRead(path);
        return file.Length switch
        {
            0 => false,
            Width => true,
            _ => throw new FileRefusedException(
                FileProblem.Foreign,
                $"'{path}' is not the position of an inbox. It contains {FileContent.Describe(file)}, and was left as it is. Move it away. Without a position, -Resume writes all events of the inbox again."),
        };
    }

    /// <summary>Opens the position of an inbox, or creates it.</summary>
    /// <param name="inboxPath">The inbox, without symbolic links. It is open and locked.</param>
    /// <param name="operations">The steps that change the disk.</param>
    /// <exception cref="FileRefusedException">It belongs to another user.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static InboxPosition Open(string inboxPath, IFileOperations operations)
    {
        string path = GetPath(inboxPath);
        if (!File.Exists(path))
        {
            string temporary = FormattableString.Invariant($"{path}.{Guid.NewGuid():N}.tmp");
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

    /// <summary>The mark that was written last; null when there is none, or none that can be read.</summary>
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

    /// <summary>Writes a mark over the one before.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
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

    private static string GetPath(string inboxPath) => inboxPath + ".position";
}
