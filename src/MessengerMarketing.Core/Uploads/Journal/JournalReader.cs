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
        var content = new JournalContent();
        RecordLinesResult result = RecordLines.Read(file, MaxLine, line => content.Add(Parse(line)));
        content.Length = result.Length;
        bool isComplete = result.Tail.Length == 0 || IsTorn(result.Tail, isFirst: content.Header is null);
        if ((result.InvalidLine ?? (isComplete ? null : result.NextLine)) is { } number)
        {
            throw CreateUnreadable(file, path, number);
        }

        return content.HasRowsTwice ? throw CreateChanged(path, "two of its batches have the same rows") : content;
    }

    /// <summary>Returns whether the end of a file is an incomplete journal line. Anything else must not be removed.</summary>
    private static bool IsTorn(ReadOnlySpan<byte> tail, bool isFirst)
        => isFirst ? RecordTail.Begins(tail, JournalLine.UploadBeginning) : RecordTail.IsTorn(tail, JournalLine.LaterBeginnings);

    private static JournalLine? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalLine);
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
