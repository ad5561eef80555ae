using System;
using System.IO;
using System.Text.Json;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>Reads journals, whether or not somebody writes them meanwhile.</summary>
internal static class JournalReader
{
    private const int MaxLine = 1024 * 1024;

    /// <summary>Reads a journal. A last line that was not written to its end is ignored.</summary>
    /// <exception cref="JournalException">It is not a journal.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static JournalContent Read(string path)
    {
        using FileStream file = FilePaths.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>Reads a journal from a file that is open, from its beginning.</summary>
    /// <exception cref="JournalException">It is not a journal.</exception>
    public static JournalContent Read(Stream file, string path)
    {
        file.Position = 0;
        var content = new JournalContent();
        using var line = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        int number = 0;
        int read;
        while ((read = file.Read(buffer, 0, buffer.Length)) > 0)
        {
            int start = 0;
            int end;
            while ((end = Array.IndexOf(buffer, (byte)'\n', start, read - start)) >= 0)
            {
                line.Write(buffer, start, end - start);
                number++;
                if (!content.Add(Parse(line)))
                {
                    throw CreateUnreadable(file, path, number);
                }

                content.Length += line.Length + 1;
                line.SetLength(0);
                start = end + 1;
            }

            line.Write(buffer, start, read - start);
            if (line.Length > MaxLine)
            {
                throw CreateUnreadable(file, path, number + 1);
            }
        }

        if (line.Length > 0 && !IsTorn(line, isFirst: content.Header is null))
        {
            throw CreateUnreadable(file, path, number + 1);
        }

        return content.HasRowsTwice ? throw CreateChanged(path, "two of its batches have the same rows") : content;
    }

    /// <summary>Whether the end of a file is a line of a journal that was not written to its end. Anything else is not to be cut off.</summary>
    private static bool IsTorn(MemoryStream line, bool isFirst)
    {
        ReadOnlySpan<byte> bytes = line.GetBuffer().AsSpan(0, (int)line.Length);
        return isFirst ? RecordTail.Begins(bytes, JournalLine.UploadBeginning) : RecordTail.IsTorn(bytes, JournalLine.LaterBeginnings);
    }

    private static JournalLine? Parse(MemoryStream line)
    {
        try
        {
            return JsonSerializer.Deserialize(line.GetBuffer().AsSpan(0, (int)line.Length), JournalJson.Default.JournalLine);
        }
        catch (JsonException)
        {
            // The message could repeat what stands there; the line's number is enough.
            return null;
        }
    }

    private static JournalException CreateUnreadable(Stream file, string path, int line) => new(
        JournalProblem.Unreadable,
        line == 1
            ? $"'{path}' is not the journal of an upload. It contains {FileContent.FormatKind(file)}, and was left as it is. Give the path of a journal, or of a new file."
            : ToChanged(path, FormattableString.Invariant($"line {line} cannot be read")));

    private static JournalException CreateChanged(string path, string what) => new(JournalProblem.Unreadable, ToChanged(path, what));

    private static string ToChanged(string path, string what)
        => $"The journal '{path}' was changed by another program: {what}. It was left as it is. Restore it, or give another path.";
}
