using System;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// A private file beside the state for data that does not fit into memory: hashes of rows, no values. If the system allows it, the file has no name,
/// and the system deletes it even if the process is killed. Thread-safe.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    /// <summary>The extension of these files.</summary>
    public const string Extension = ".rows";

    private readonly object _gate = new();
    private readonly FileStream _file;

    private TemporaryFile(FileStream file) => _file = file;

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Creates a file.</summary>
    /// <param name="statePath">The state that the file belongs to.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static TemporaryFile Create(string statePath)
    {
        string path = Leftovers.CreateName(FilePaths.Resolve(statePath), Extension);
        PrivateFile.Create(path);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 1, FilePaths.IsUnix ? FileOptions.None : FileOptions.DeleteOnClose);
            if (FilePaths.IsUnix)
            {
                File.Delete(path);
            }

            return new TemporaryFile(file);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Appends bytes.</summary>
    /// <returns>Their offset in the file.</returns>
    public long Append(byte[] bytes, int count)
    {
        lock (_gate)
        {
            long start = Length;
            _file.Position = start;
            _file.Write(bytes, 0, count);
            Length += count;
            return start;
        }
    }

    /// <summary>Reads bytes.</summary>
    /// <returns>The number of bytes read; fewer than requested only at the end of the file.</returns>
    public int Read(long start, byte[] bytes, int offset, int count)
    {
        lock (_gate)
        {
            _file.Position = start;
            int read = 0;
            while (read < count && _file.Read(bytes, offset + read, count - read) is > 0 and int part)
            {
                read += part;
            }

            return read;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
