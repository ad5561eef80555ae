using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>Creates a journal, or opens an existing journal.</summary>
internal static class JournalOpening
{
    /// <inheritdoc cref="UploadJournal.Create(string, JournalHeader)"/>
    public static JournalFile Create(string path, JournalHeader header, IFileOperations operations, out JournalContent content)
    {
        using var earlier = JournalFile.TryOpen(path, operations, out JournalContent known);
        if (known is { Header: { } unfinished, WasSent: true, IsFinished: false })
        {
            throw new JournalException(
                JournalProblem.Unfinished,
                $"The journal '{path}' is of an unfinished upload to audience {unfinished.AudienceId}.");
        }

        var first = new JournalLine { Upload = header };
        var file = JournalFile.Create(path, first, operations, earlier, known.WasSent ? known.Header!.Started : null);
        content = new JournalContent();
        content.Add(first);
        return file;
    }

    /// <inheritdoc cref="UploadJournal.Resume(string)"/>
    public static JournalFile Resume(string path, IFileOperations operations, out JournalContent content)
    {
        JournalFile file = JournalFile.TryOpen(path, operations, out content)
            ?? throw new FileNotFoundException($"There is no journal '{path}'.", path);
        try
        {
            RequireUpload(content, path);
            file.Truncate(content.Length);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a journal without changing it or affecting a process that writes it.</summary>
    /// <exception cref="JournalException">It is not a journal, or contains no upload.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="System.UnauthorizedAccessException">It may not be read.</exception>
    public static JournalContent Read(string path)
    {
        JournalContent content = JournalReader.Read(path);
        RequireUpload(content, path);
        return content;
    }

    private static void RequireUpload(JournalContent content, string path)
    {
        if (content.Header is null)
        {
            throw new JournalException(
                JournalProblem.NoUpload, $"The file '{path}' has no upload to resume: it is empty or was never written whole, and nothing was sent.");
        }
    }
}
