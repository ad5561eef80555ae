using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>How far an inbox's events have come out.</summary>
/// <param name="Offset">Where the line starts that is next.</param>
/// <param name="Sequence">Number of the delivery in it.</param>
/// <param name="Events">How many of its events have come out already.</param>
internal sealed record InboxMark(long Offset, long Sequence, int Events);

/// <summary>
/// The file beside an inbox that holds its <see cref="InboxMark"/>. It is kept open, and shared with nobody: that is also the lock by which
/// an inbox has one watcher at a time. It is small and written in place, so that a process that is killed leaves the old mark or the new.
/// </summary>
internal sealed class InboxPosition : IDisposable
{
    private const int Width = 80;

    private readonly FileStream _file;

    private InboxPosition(FileStream file) => _file = file;

    /// <summary>Opens the position, or makes it.</summary>
    /// <exception cref="InboxInUseException">Another watcher has the inbox.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static InboxPosition Open(string inboxPath)
    {
        string path = inboxPath + ".position";
        OwnerOnlyFile.EnsureExists(path);
        try
        {
            return new InboxPosition(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1));
        }
        catch (IOException refused) when (IsSharingViolation(refused))
        {
            throw new InboxInUseException(inboxPath, refused);
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
        _file.Write(Encoding.ASCII.GetBytes(text.PadRight(Width - 1) + "\n"), 0, Width);
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION. Elsewhere .NET locks with flock and gives its EWOULDBLOCK: 11 on Linux, 35 on macOS.
    private static bool IsSharingViolation(IOException error) => (error.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
