using System;
using System.Globalization;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// A private file beside the state for what does not fit into memory: hashes of rows, no values. It has no name where the system allows that,
/// and is deleted by the system even when the process is killed. May be used from several threads.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    /// <summary>How the names of these files end.</summary>
    public const string Extension = ".rows";

    private readonly object _gate = new();
    private readonly FileStream _file;

    private TemporaryFile(FileStream file) => _file = file;

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Creates a file.</summary>
    /// <param name="statePath">The state that it belongs to.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static TemporaryFile Create(string statePath)
    {
        string path = string.Format(CultureInfo.InvariantCulture, "{0}.{1:N}{2}", FilePaths.Resolve(statePath), Guid.NewGuid(), Extension);
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
    /// <returns>Where they start.</returns>
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
    /// <returns>How many were read; fewer than asked for only at the end.</returns>
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
