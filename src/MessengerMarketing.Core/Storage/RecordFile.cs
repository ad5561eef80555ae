using System;
using System.IO;
using System.Threading;

namespace MessengerMarketing.Storage;

/// <summary>A file of records, one per line, open for its only writer. After <see cref="Append"/> returns, the records are on the disk. Partly written records
/// are removed. Not thread-safe.</summary>
internal sealed class RecordFile : IDisposable
{
    private const int MaxAttempts = 5;
    private const int MillisecondsBetweenAttempts = 20;

    private readonly IFileOperations _operations;
    private readonly Stream _stream;
    private bool _isTorn;

    internal RecordFile(Stream stream, string path, IFileOperations operations)
    {
        _stream = stream;
        _operations = operations;
        Path = path;
        Length = stream.Length;
    }

    /// <summary>The file's path, without symbolic links.</summary>
    public string Path { get; private set; }

    /// <summary>Number of bytes of complete records on the disk.</summary>
    public long Length { get; private set; }

    /// <summary>The open file, for reading.</summary>
    public Stream Content => _stream;

    /// <summary>Opens and locks an existing file. Does not change it.</summary>
    /// <returns>The file, or null if it does not exist.</returns>
    /// <exception cref="FileRefusedException">It is in use, is not a regular file, or cannot be locked.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static RecordFile? TryOpen(string path, IFileOperations operations)
    {
        for (int attempt = 1; FilePaths.CheckIsFile(path); attempt++)
        {
            string realPath = FilePaths.Resolve(path);
            if (TryOpenOnce(realPath) is { } file)
            {
                // Another file may have got the name between opening and locking.
                if (FileIdentity.FromHandle(file.SafeFileHandle) == FileIdentity.FromPath(realPath))
                {
                    return new RecordFile(file, realPath, operations);
                }

                file.Dispose();
            }

            if (attempt == MaxAttempts)
            {
                throw new FileRefusedException(FileProblem.InUse, $"'{path}' is in use by another process.");
            }

            // Another process may only be checking whether the file is in use, which takes microseconds. The caller is synchronous, and the wait is bounded.
            Thread.Sleep(MillisecondsBetweenAttempts);
        }

        return null;
    }

    /// <summary>Creates a private, locked file with a temporary name. <see cref="MoveTo"/> renames it after its first records are written.</summary>
    /// <param name="path">The intended path.</param>
    /// <param name="operations">The steps.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static RecordFile CreateUnnamed(string path, IFileOperations operations)
    {
        string name = Leftovers.CreateName(FilePaths.Resolve(path));
        operations.Create(name);
        FileStream? file = null;
        try
        {
            file = TryOpenOnce(name) ?? throw new FileRefusedException(FileProblem.InUse, $"'{name}' is in use by another process.");
            return new RecordFile(file, name, operations);
        }
        catch (FileNotFoundException exception)
        {
            // Another process has just created the file, and deleted this one as a leftover.
            throw new FileRefusedException(FileProblem.InUse, $"'{path}' is in use by another process.", exception);
        }
        catch
        {
            file?.Dispose();
            operations.Delete(name);
            throw;
        }
    }

    /// <summary>Renames the file in its folder. The lock remains.</summary>
    /// <exception cref="IOException">The name exists, or the file cannot be renamed.</exception>
    public void MoveTo(string path)
    {
        _operations.Move(Path, path);
        Path = path;
        _operations.FlushFolder(System.IO.Path.GetDirectoryName(path)!);
    }

    /// <summary>Deletes the file.</summary>
    public void Delete() => _operations.Delete(Path);

    /// <summary>Deletes what killed processes have left beside the file. Call it when the content is known to be of this module.</summary>
    public void DeleteLeftovers() => Leftovers.Delete(Path, _operations);

    /// <summary>Makes the file private if it is not.</summary>
    /// <returns>Whether others had access before.</returns>
    /// <exception cref="FileRefusedException">It belongs to another user, or others keep access.</exception>
    public bool Restrict() => PrivateFile.Restrict((FileStream)_stream, Path);

    /// <summary>Removes an incomplete record at the end.</summary>
    /// <param name="length">Number of bytes of the records before it.</param>
    /// <exception cref="IOException">The file cannot be truncated.</exception>
    public void Truncate(long length)
    {
        if (length < _stream.Length)
        {
            _operations.SetLength(_stream, length);
        }

        Length = length;
    }

    /// <summary>Appends records. When this method returns, they are on the disk.</summary>
    /// <param name="records">Complete records, including line feeds.</param>
    /// <exception cref="IOException">The records could not be written. None of them is valid.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written.</exception>
    public void Append(MemoryStream records)
    {
        if (WasChangedByOthers())
        {
            throw new IOException("Another program truncated the file or appended to it.");
        }

        try
        {
            _stream.Position = Length;
            _operations.Write(_stream, records.GetBuffer(), (int)records.Length);
            _operations.Flush(_stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _isTorn = true;
            TryTakeBack();
            throw;
        }

        Length += records.Length;
    }

    /// <summary>Returns whether another program has truncated the file or appended to it since the last record.</summary>
    /// <exception cref="IOException">A partly written record cannot be removed.</exception>
    public bool WasChangedByOthers()
    {
        if (_isTorn)
        {
            TakeBack();
        }

        return _stream.Length != Length;
    }

    /// <summary>Accepts a file that another program has changed. The next record is written at the current end, on a new line.</summary>
    /// <returns>The position of the next record.</returns>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public long ContinueAtEnd()
    {
        Length = _stream.Length;
        if (Length > 0)
        {
            _stream.Position = Length - 1;
            if (_stream.ReadByte() != '\n')
            {
                Append(new MemoryStream([(byte)'\n'], 0, 1, writable: false, publiclyVisible: true));
            }
        }

        return Length;
    }

    /// <summary>Closes the file, which releases the lock.</summary>
    public void Dispose() => _stream.Dispose();

    private static FileStream? TryOpenOnce(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 1);
        }
        catch (IOException exception) when (FileLock.IsSharingViolation(exception))
        {
            return null;
        }

        try
        {
            if (FileLock.TryAcquire(file.SafeFileHandle, path))
            {
                return file;
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        return null;
    }

    private void TryTakeBack()
    {
        try
        {
            TakeBack();
        }
        catch (IOException)
        {
            // Retried before the next record is written. If that fails too, the writer gets the error.
        }
    }

    private void TakeBack()
    {
        // Another program may have truncated the file in the meantime. Extending it would leave a hole.
        if (_stream.Length > Length)
        {
            _operations.SetLength(_stream, Length);
        }

        _isTorn = false;
    }
}
