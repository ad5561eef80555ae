using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>The file of a journal, open for its only writer. An appended line is on the disk. Thread-safe.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly string _path;
    private readonly RecordFile _file;
    private readonly RecordLog _log;

    private JournalFile(string path, RecordFile file)
    {
        _path = path;
        _file = file;
        _log = new RecordLog(file);
    }

    /// <summary>Whether other users had access to the file before it was opened.</summary>
    public bool WasOpenToOthers { get; private set; }

    /// <summary>Opens and reads a journal. Its content is not changed, but the file is made private.</summary>
    /// <param name="path">The file.</param>
    /// <param name="operations">The file operations.</param>
    /// <param name="content">The content, or empty if the file does not exist.</param>
    /// <returns>The journal, or null if the file does not exist.</returns>
    /// <exception cref="JournalException">Another upload uses it, it is not a journal, or it is not a regular file.</exception>
    /// <exception cref="IOException">It cannot be opened, or belongs to another user.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static JournalFile? TryOpen(string path, IFileOperations operations, out JournalContent content)
    {
        content = new JournalContent();
        if (OpenFile(path, operations) is not { } file)
        {
            return null;
        }

        try
        {
            content = JournalReader.Read(file.Content, path);
            var journal = new JournalFile(path, file) { WasOpenToOthers = file.Restrict() };
            file.DeleteLeftovers();
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Creates a journal with its first line, so that a journal is never visible without one. An earlier journal with the same path stays locked until
    /// the new journal has its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="first">The first line.</param>
    /// <param name="operations">The file operations.</param>
    /// <param name="earlier">The earlier journal with the path, or null.</param>
    /// <param name="started">Start time of the earlier upload, to keep its journal under a name with that time. Null to delete it.</param>
    /// <exception cref="JournalException">Another upload created it first, or the journal cannot be written.</exception>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static JournalFile Create(string path, JournalLine first, IFileOperations operations, JournalFile? earlier, DateTimeOffset? started)
    {
        string? archiveName = earlier is not null && started is { } time ? FindArchiveName(earlier._file.Path, time) : null;
        try
        {
            JournalFile? journal = null;
            RecordFiles.Create(path, file => (journal = new JournalFile(path, file)).Append(first), operations, earlier?._file, archiveName);
            journal!.WasOpenToOthers = earlier is { WasOpenToOthers: true };
            return journal;
        }
        catch (FileRefusedException exception) when (exception.Problem == FileProblem.InUse)
        {
            throw CreateInUse(path, exception);
        }
    }

    /// <summary>Returns whether an upload uses the journal.</summary>
    /// <exception cref="IOException">It is not a regular file.</exception>
    public static bool IsInUse(string path)
    {
        try
        {
            return FileLock.IsHeld(path);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // The journal itself shows whether the upload is finished, and reading it reports the error.
            return false;
        }
    }

    /// <summary>Removes an incomplete last line.</summary>
    /// <param name="length">Length of the lines before it in bytes.</param>
    /// <exception cref="IOException">The file cannot be truncated.</exception>
    public void Truncate(long length) => _file.Truncate(length);

    /// <summary>Appends a line. When this method returns, it is on the disk.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public void Append(JournalLine line)
    {
        try
        {
            _log.Append(line.WriteTo);
        }
        catch (Exception exception) when (IsNotWritten(exception))
        {
            throw CreateNotWritten(exception);
        }
    }

    /// <summary>Appends a line. When the task ends, it is on the disk. No thread is blocked.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public async Task AppendAsync(JournalLine line)
    {
        try
        {
            await _log.AppendAsync(line.WriteTo);
        }
        catch (Exception exception) when (IsNotWritten(exception))
        {
            throw CreateNotWritten(exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();

    private static bool IsNotWritten(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException;

    private static RecordFile? OpenFile(string path, IFileOperations operations)
    {
        try
        {
            return RecordFile.TryOpen(path, operations);
        }
        catch (FileRefusedException exception) when (exception.Problem == FileProblem.InUse)
        {
            throw CreateInUse(path, exception);
        }
        catch (FileRefusedException exception) when (exception.Problem == FileProblem.NotAFile)
        {
            throw new JournalException(JournalProblem.NotWritten, $"{exception.Message} Nothing is sent without a journal that can be read again.", exception);
        }
    }

    private static string FindArchiveName(string path, DateTimeOffset started)
    {
        string name = string.Format(
            CultureInfo.InvariantCulture, "{0}.{1:yyyyMMdd'T'HHmmss'Z'}", Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path)), started.UtcDateTime);
        string extension = Path.GetExtension(path);
        string candidate = name + extension;
        for (int number = 2; File.Exists(candidate); number++)
        {
            candidate = FormattableString.Invariant($"{name}-{number}{extension}");
        }

        return candidate;
    }

    private static JournalException CreateInUse(string path, Exception inner) => new(
        JournalProblem.InUse,
        $"The journal '{path}' is in use by another upload. Wait for it to end, or stop it. Use a separate journal for each list.",
        inner);

    private JournalException CreateNotWritten(Exception inner) => new(
        JournalProblem.NotWritten,
        $"The journal '{_path}' cannot be written: {inner.Message} Rows are sent only after they are recorded. Free space on the disk, or use another path.",
        inner);
}
