using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>A journal's file, open for its only writer. A line that was appended is on the disk. May be used from several threads.</summary>
internal sealed class JournalFile : IDisposable
{
    // Held while lines are written to the disk; the other one only while a line is added to those that wait for it.
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

    /// <summary>Opens a journal and reads it. Nothing in it is changed, but it becomes private.</summary>
    /// <param name="path">The file.</param>
    /// <param name="operations">The steps that change the disk.</param>
    /// <param name="content">What it contains; empty when there is none.</param>
    /// <returns>The journal; null when there is none.</returns>
    /// <exception cref="JournalException">Another upload writes it, it is not a journal, or it is not a file.</exception>
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

    /// <summary>
    /// Creates a journal with its first line in it, so that no journal is ever seen without one. An earlier journal of the same path stays locked
    /// until the new one has its name.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="first">The first line.</param>
    /// <param name="operations">The steps that change the disk.</param>
    /// <param name="earlier">The journal whose path it takes; null when there is none.</param>
    /// <param name="started">When the earlier upload began, to be kept under that time; null to delete it.</param>
    /// <exception cref="JournalException">Another upload was quicker, or the journal cannot be written.</exception>
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

    /// <summary>Whether an upload writes the journal.</summary>
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
            // The journal itself says whether the upload is finished, and reading it reports the error.
            return false;
        }
    }

    /// <summary>Cuts off a line that was not written to its end.</summary>
    /// <param name="length">Bytes of the lines before it.</param>
    /// <exception cref="IOException">It cannot be cut.</exception>
    public void Truncate(long length) => _file.Truncate(length);

    /// <summary>Appends a line. When this returns, it is on the disk.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public void Append(JournalLine line)
    {
        Task<bool> written = Add(line, out bool isFirst);
        if (isFirst)
        {
            WriteWaiting();
        }

        // The caller is synchronous. The thread that writes needs nothing from it.
        written.GetAwaiter().GetResult();
    }

    /// <summary>
    /// Appends a line. When the task ends, it is on the disk. Lines that wait while others are written go to the disk together, because each
    /// flush takes milliseconds, however little there is to flush. No thread is held meanwhile.
    /// </summary>
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

    /// <summary>Adds a line to those that wait. Who adds the first one has to see that they are written.</summary>
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

    /// <summary>Writes lines until none waits.</summary>
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
        $"The journal '{path}' is in use by another upload. Wait for it to end, or stop it. Give an upload of another list a journal of its own.",
        inner);

    private JournalException CreateNotWritten(Exception? inner) => new(
        JournalProblem.NotWritten,
        $"The journal '{_path}' cannot be written{(inner is null ? "." : $": {inner.Message}")} Nothing is sent that is not on record. Free space on the disk, or give another path.",
        inner);
}
