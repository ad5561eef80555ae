using System;
using System.IO;

namespace MessengerMarketing.Customers.Files;

/// <summary>Reads a stream whose first bytes can be looked at before they are read, also where the stream cannot seek.</summary>
internal sealed class PeekableStream(Stream inner) : Stream
{
    private byte[] _peeked = [];
    private int _length;
    private int _taken;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The next bytes, which are read again afterward.</summary>
    /// <param name="count">How many; there are fewer where the stream ends before.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_length - _taken < count)
        {
            byte[] larger = new byte[count];
            Buffer.BlockCopy(_peeked, _taken, larger, 0, _length - _taken);
            _length -= _taken;
            _taken = 0;
            _peeked = larger;
            int read;
            while (_length < count && (read = inner.Read(_peeked, _length, count - _length)) > 0)
            {
                _length += read;
            }
        }

        return _peeked.AsSpan(_taken, Math.Min(count, _length - _taken));
    }

    /// <summary>Passes over bytes that were peeked at.</summary>
    public void Skip(int count) => _taken += count;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_taken == _length)
        {
            return inner.Read(buffer, offset, count);
        }

        int taken = Math.Min(count, _length - _taken);
        Buffer.BlockCopy(_peeked, _taken, buffer, offset, taken);
        _taken += taken;
        return taken;
    }

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
