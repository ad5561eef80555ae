using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Threading;

namespace MessengerMarketing.Customers.Files;

/// <summary>A file that is read once and can determine afterward whether it has changed since it was opened. It hashes the data that is read from the open
/// handle, so that exactly the data that was used is compared. Only one thread can read at a time.</summary>
internal sealed class SourceFileStream : Stream
{
    private const int BufferBytes = 1024 * 1024;

    private readonly FileStream _file;
    private readonly string _path;
    private readonly long _length;
    private readonly (long Length, DateTime Written) _entry;
    private readonly SHA256? _sha256;
    private long _hashed;
    private long _end;
    private bool _isSequential = true;
    private byte[]? _expected;

    private SourceFileStream(FileStream file, string path, bool hashes)
    {
        _file = file;
        _path = path;
        _length = file.CanSeek ? file.Length : 0;
        _entry = file.CanSeek ? ReadEntry(new FileInfo(path)) : default;
        _sha256 = hashes && file.CanSeek ? SHA256.Create() : null;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => _file.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>Length of the file when it was opened.</summary>
    public override long Length => CanSeek ? _length : throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _file.Position;
        set => _file.Position = value;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file. Others can read it, but not write to it, if the system supports this.</param>
    /// <param name="hashes">Whether the data that is read is hashed.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static SourceFileStream Open(string path, bool hashes)
        => new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan), path, hashes);

    /// <summary>Hashes the whole file from the open handle, without changing its position.</summary>
    /// <returns>The SHA-256.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] HashAll(CancellationToken cancellationToken)
    {
        long position = _file.Position;
        _file.Position = 0;
        using var sha256 = SHA256.Create();
        byte[] buffer = new byte[BufferBytes];
        int read;
        while ((read = _file.Read(buffer, 0, buffer.Length)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sha256.TransformBlock(buffer, 0, read, null, 0);
        }

        sha256.TransformFinalBlock([], 0, 0);
        _file.Position = position;
        return _expected = sha256.Hash!;
    }

    /// <summary>Checks that the file has not changed since it was opened. Call it after everything is read. Pipes are not checked.</summary>
    /// <returns>A sentence that describes the change, or null.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public string? FindChange(CancellationToken cancellationToken)
    {
        if (!CanSeek)
        {
            return null;
        }

        long length = _file.Length;
        if (length != _length || (_isSequential && _end < _length))
        {
            return string.Format(CultureInfo.InvariantCulture, "The file '{0}' changed while it was read: it has {1} bytes, and had {2}.", _path, length, _length);
        }

        var file = new FileInfo(_path);
        if (!file.Exists)
        {
            return $"The file '{_path}' was moved or deleted while it was read.";
        }

        if (ReadEntry(file) != _entry)
        {
            return $"The file '{_path}' was written to or replaced while it was read.";
        }

        if (_expected is { } expected)
        {
            byte[] now = FinishHash() ?? HashAll(cancellationToken);
            if (!now.AsSpan().SequenceEqual(expected))
            {
                return $"The file '{_path}' does not have the same content as when it was opened.";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        long position = CanSeek ? _file.Position : 0;
        int read = _file.Read(buffer, offset, count);
        _end = Math.Max(_end, position + read);
        Hash(position, buffer, offset, read);
        return read;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _sha256?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The file that the path names now, which can be another one than the open file. Its time alone does not identify it: a file that replaces another
    /// within a tick of the system clock, or that was copied with its times, can have the same one.</summary>
    private static (long Length, DateTime Written) ReadEntry(FileInfo file) => (file.Length, file.LastWriteTimeUtc);

    /// <summary>Data that is read twice is hashed once. Data that is read out of order cannot be hashed while it is read.</summary>
    private void Hash(long position, byte[] buffer, int offset, int read)
    {
        if (!CanSeek || position > _hashed)
        {
            _isSequential = false;
            return;
        }

        int known = (int)Math.Min(read, _hashed - position);
        if (read > known)
        {
            _sha256?.TransformBlock(buffer, offset + known, read - known, null, 0);
            _hashed += read - known;
        }
    }

    private byte[]? FinishHash()
    {
        if (_sha256 is null || !_isSequential || _hashed != _length)
        {
            return null;
        }

        _sha256.TransformFinalBlock([], 0, 0);
        return _sha256.Hash;
    }
}
