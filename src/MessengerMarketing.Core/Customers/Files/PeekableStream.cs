using System;
using System.IO;

namespace MessengerMarketing.Customers.Files;

/// <summary>A stream whose next bytes can be peeked, even if it cannot seek.</summary>
internal sealed class PeekableStream(Stream inner) : ForwardStream
{
    private byte[] _peeked = [];
    private int _length;
    private int _taken;

    /// <summary>Returns the next bytes without consuming them.</summary>
    /// <param name="count">Number of bytes. Fewer bytes are returned at the end of the stream.</param>
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

    /// <summary>Skips bytes that were peeked.</summary>
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
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
