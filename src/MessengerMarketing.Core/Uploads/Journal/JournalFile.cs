using System;
using System.IO;
using System.Threading;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>
/// A journal's file, open for one writer. Each line is on the disk when it counts. Beside it lies <c>.lock</c>, empty, by which a second
/// writer is kept out; it stays, since taking it away would let two in.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private const int MaxAttempts = 5;
    private const int MillisecondsBetweenAttempts = 20;

    private readonly object _gate = new();
    private readonly string _path;
    private readonly FileStream _lock;
    private readonly FileStream _file;
    private readonly MemoryStream _line = new();
    private long _length;
    private bool _isBroken;

    private JournalFile(string path, FileStream @lock, FileStream file)
    {
        _path = path;
        _lock = @lock;
        _file = file;
    }

    /// <summary>Opens a journal and reads it; a torn last line is taken off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether it may be made.</param>
    /// <param name="content">What stands in it.</param>
    /// <exception cref="JournalException">Another upload writes it, it is no journal, or it cannot be written.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static JournalFile Open(string path, FileMode mode, out JournalContent content)
    {
        if (mode == FileMode.Open && !File.Exists(path))
        {
            throw new FileNotFoundException($"There is no journal '{path}'.", path);
        }

        if (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException($"'{path}' is a folder, and a journal is a file.");
        }

        FileStream? @lock = null;
        FileStream? file = null;
        try
        {
            @lock = Lock(path);
            file = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1);
            content = file.Length == 0 ? new JournalContent() : JournalReader.Read(file, path);
            if (content.Length < file.Length)
            {
                file.SetLength(content.Length);
            }

            return new JournalFile(path, @lock, file) { _length = content.Length };
        }
        catch
        {
            file?.Dispose();
            @lock?.Dispose();
            throw;
        }
    }

    /// <summary>Whether somebody writes the journal.</summary>
    public static bool IsInUse(string path)
    {
        try
        {
            using var probe = new FileStream(path + ".lock", FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 1);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // Somebody else's, who may well be at it; the journal itself says whether the upload is finished.
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Appends a line and has the disk confirm it. From any thread.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public void Append(JournalLine line)
    {
        lock (_gate)
        {
            if (_isBroken)
            {
                throw NotWritten(null);
            }

            _line.SetLength(0);
            line.WriteTo(_line);
            try
            {
                _file.Position = _length;
                _line.WriteTo(_file);
                _file.Flush(flushToDisk: true);
                _length += _line.Length;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                // What was written of the line is taken off by whoever opens the journal next.
                _isBroken = true;
                throw NotWritten(error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isBroken = true;
            _file.Dispose();
            _lock.Dispose();
            _line.Dispose();
        }
    }

    private static FileStream Lock(string path)
    {
        string name = path + ".lock";
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException) when (File.Exists(name) && attempt < MaxAttempts)
            {
                // Somebody may only be asking whether it is in use.
                Thread.Sleep(MillisecondsBetweenAttempts);
            }
            catch (IOException refused) when (File.Exists(name))
            {
                throw InUse(path, refused);
            }
        }
    }

    private static JournalException InUse(string path, IOException refused) => new(
        JournalProblem.InUse,
        $"The journal '{path}' is in use by another upload. Wait for it to end, or stop it; an upload of another list takes a journal of its own.",
        refused);

    private JournalException NotWritten(Exception? error) => new(
        JournalProblem.NotWritten,
        $"The journal '{_path}' cannot be written{(error is null ? string.Empty : $": {error.Message}")} Nothing is sent that would not be on record. Make room or give another -JournalPath.",
        error);
}
