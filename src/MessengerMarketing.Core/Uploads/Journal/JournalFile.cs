using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>The file of a journal, open for its only writer. An appended line is on the disk. Thread-safe.</summary>
internal sealed class JournalFile : IDisposable
{
    // Held while lines are written to disk. The other lock is held only while a line is added to the queue.
    private readonly object _gate = new();
    private readonly object _waitingGate = new();
    private readonly string _path;
    private readonly RecordFile _file;
    private MemoryStream _waiting = new();
    private MemoryStream _writing = new();
    private TaskCompletionSource<bool> _written = CreateSignal();
    private bool _hasWriter;
    private volatile bool _isBroken;

    private JournalFile(string path, RecordFile file)
    {
        _path = path;
        _file = file;
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
            return new JournalFile(path, file) { WasOpenToOthers = file.Restrict() };
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
        RecordFile file = RecordFile.CreateUnnamed(path, operations);
        try
        {
            var journal = new JournalFile(path, file) { WasOpenToOthers = earlier is { WasOpenToOthers: true } };
            journal.Append(first);
            string name = earlier?._file.Path ?? FilePaths.Resolve(path);
            earlier?._file.MoveTo(started is { } time ? FindArchiveName(name, time) : file.Path + ".old");
            MoveTo(file, name, path);
            if (started is null)
            {
                earlier?._file.Delete();
            }

            return journal;
        }
        catch
        {
            file.Dispose();
            file.Delete();
            throw;
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
        Task<bool> written = Add(line, out bool isFirst);
        if (isFirst)
        {
            WriteWaiting();
        }

        // The caller is synchronous. The writing thread does not depend on it.
        written.GetAwaiter().GetResult();
    }

    /// <summary>Appends a line. When the task ends, it is on the disk. Lines that wait for the disk are written and flushed together, because each flush takes
    /// milliseconds, regardless of its size. No thread is blocked.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public Task AppendAsync(JournalLine line)
    {
        Task<bool> written = Add(line, out bool isFirst);
        if (isFirst)
        {
            _ = Task.Run(WriteWaiting);
        }

        return written;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isBroken = true;
            _file.Dispose();
        }
    }

    private static TaskCompletionSource<bool> CreateSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Adds a line to the queue. The caller who adds the first line must write the queue.</summary>
    private Task<bool> Add(JournalLine line, out bool isFirst)
    {
        lock (_waitingGate)
        {
            line.WriteTo(_waiting);
            isFirst = !_hasWriter;
            _hasWriter = true;
            return _written.Task;
        }
    }

    /// <summary>Writes lines until the queue is empty.</summary>
    private void WriteWaiting()
    {
        while (true)
        {
            TaskCompletionSource<bool> written;
            lock (_waitingGate)
            {
                if (_waiting.Length == 0)
                {
                    _hasWriter = false;
                    return;
                }

                (_waiting, _writing) = (_writing, _waiting);
                _waiting.SetLength(0);
                written = _written;
                _written = CreateSignal();
            }

            Write(written);
        }
    }

    private void Write(TaskCompletionSource<bool> written)
    {
        try
        {
            lock (_gate)
            {
                if (_isBroken)
                {
                    throw CreateNotWritten(null);
                }

                _file.Append(_writing);
            }

            written.SetResult(true);
        }
        catch (Exception exception)
        {
            _isBroken = true;
            written.SetException(exception is IOException or UnauthorizedAccessException or NotSupportedException ? CreateNotWritten(exception) : exception);
        }
    }

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

    private static void MoveTo(RecordFile file, string name, string path)
    {
        try
        {
            file.MoveTo(name);
        }
        catch (IOException exception) when (File.Exists(name) && file.Path != name)
        {
            throw CreateInUse(path, exception);
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

    private JournalException CreateNotWritten(Exception? inner) => new(
        JournalProblem.NotWritten,
        $"The journal '{_path}' cannot be written{(inner is null ? "." : $": {inner.Message}")} Rows are sent only after they are recorded. Free space on the disk, or use another path.",
        inner);
}
