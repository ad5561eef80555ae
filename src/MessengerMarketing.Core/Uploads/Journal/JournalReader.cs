using System;
using System.IO;
using System.Text.Json;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>Reads journals, even while a process writes them.</summary>
internal static class JournalReader
{
    private const int MaxLine = 1024 * 1024;

    /// <summary>Reads a journal. An incomplete last line is ignored.</summary>
    /// <exception cref="JournalException">It is not a journal.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static JournalContent Read(string path)
    {
        using FileStream file = FilePaths.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>Reads a journal from the beginning of an open file.</summary>
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

    /// <summary>Returns whether the end of a file is an incomplete journal line. Anything else must not be removed.</summary>
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
            // The exception message could contain data of the line. The line number is enough.
            return null;
        }
    }

    private static JournalException CreateUnreadable(Stream file, string path, int line) => new(
        JournalProblem.Unreadable,
        line == 1
            ? $"'{path}' is not an upload journal. It contains {FileContent.FormatKind(file)}, and was not changed. Use the path of a journal, or of a new file."
            : ToChanged(path, FormattableString.Invariant($"line {line} cannot be read")));

    private static JournalException CreateChanged(string path, string what) => new(JournalProblem.Unreadable, ToChanged(path, what));

    private static string ToChanged(string path, string what)
        => $"The journal '{path}' was changed by another program: {what}. The file was not changed. Restore it, or use another path.";
}
