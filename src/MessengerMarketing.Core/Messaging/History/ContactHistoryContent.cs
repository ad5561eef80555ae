using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Messaging.History;

/// <summary>What a history file contains.</summary>
/// <param name="Salt">The salt of its hashes; null for an empty file.</param>
/// <param name="Contacts">The latest contact of each hash that is not older than the period.</param>
/// <param name="Length">Bytes up to the end of the last complete line.</param>
/// <param name="Expired">Number of lines that no longer count.</param>
internal sealed record ContactHistoryContent(string? Salt, Dictionary<Guid, DateTimeOffset> Contacts, long Length, long Expired)
{
    private const int BufferSize = 64 * 1024;
    private const int MaxLine = 1024;

    /// <summary>Reads a history. An incomplete last line is ignored, because a contact is completely recorded before it takes place.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="since">Earlier contacts no longer count.</param>
    /// <exception cref="FileRefusedException">The file is not a history, or a line of it was changed.</exception>
    public static ContactHistoryContent Read(Stream file, string path, DateTimeOffset since)
    {
        var contacts = new Dictionary<Guid, DateTimeOffset>();
        string? salt = null;
        long length = 0;
        long lines = 0;
        foreach ((string line, bool isComplete) in Lines(file))
        {
            if (!isComplete)
            {
                CheckTail(file, path, line, isFirst: lines == 0);
                break;
            }

            lines++;
            length += line.Length + 1;
            if (lines == 1)
            {
                salt = ContactHistoryLine.ReadHeader(line) ?? throw CreateForeign(file, path);
            }
            else if (ContactHistoryLine.Read(line) is not { } entry)
            {
                throw new FileRefusedException(
                    FileProblem.Foreign,
                    FormattableString.Invariant($"Line {lines} of the history '{path}' cannot be read: it was changed by another program. The file was not changed. Restore the file from a backup, or use another path."));
            }
            else if (entry.Time is { } time && time >= since)
            {
                contacts[entry.Key] = time;
            }
            else
            {
                contacts.Remove(entry.Key);
            }
        }

        return new ContactHistoryContent(salt, contacts, length, Math.Max(0, lines - 1 - contacts.Count));
    }

    // A byte of the file is a character of the line, so that lengths are lengths in bytes.
    private static IEnumerable<(string Line, bool IsComplete)> Lines(Stream file)
    {
        file.Position = 0;
        byte[] buffer = new byte[BufferSize];
        var line = new StringBuilder();
        while (file.Read(buffer, 0, buffer.Length) is > 0 and int read)
        {
            for (int i = 0; i < read; i++)
            {
                if (buffer[i] == '\n')
                {
                    yield return (line.ToString(), true);
                    line.Clear();
                }
                else if (line.Length < MaxLine)
                {
                    line.Append((char)buffer[i]);
                }
                else if (buffer[i] != 0)
                {
                    // No valid line is this long, so this is the file of another program, and the rest is not needed. Zeros may be a lost write.
                    line.Append((char)buffer[i]);
                    yield return (line.ToString(), false);
                    yield break;
                }
            }
        }

        if (line.Length > 0)
        {
            yield return (line.ToString(), false);
        }
    }

    private static void CheckTail(Stream file, string path, string tail, bool isFirst)
    {
        byte[] bytes = Array.ConvertAll(tail.ToCharArray(), static letter => (byte)letter);
        if (tail.Length > MaxLine || !RecordTail.IsTorn(bytes, isFirst ? [ContactHistoryLine.Beginning] : ContactHistoryLine.Beginnings))
        {
            throw CreateForeign(file, path);
        }
    }

    private static FileRefusedException CreateForeign(Stream file, string path) => new(
        FileProblem.Foreign,
        $"'{path}' is not a contact history. It contains {FileContent.FormatKind(file)}, and was not changed. Use the path of a history or of a new file.");
}
