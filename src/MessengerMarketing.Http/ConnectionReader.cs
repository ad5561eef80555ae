using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>Reads the bytes of a connection: lines up to a maximum length, and bodies directly into the caller's buffer.</summary>
/// <param name="stream">The connection.</param>
/// <param name="memory">Accounts for the buffer when it grows beyond its first KiB.</param>
internal sealed class ConnectionReader(Stream stream, ConnectionMemory memory)
{
    private const int MinBuffer = 1024;
    private const byte CarriageReturn = (byte)'\r';
    private const byte LineFeed = (byte)'\n';

    private static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1");

    private byte[] _buffer = new byte[MinBuffer];
    private int _start;
    private int _end;

    /// <summary>When reading ends with a <see cref="TimeoutException"/>. By default it never does.</summary>
    public Deadline Deadline { get; set; } = Deadline.Never;

    /// <summary>Waits until there is something to read.</summary>
    /// <returns>False when the client has closed the connection.</returns>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public async Task<bool> WaitAsync()
    {
        if (_end > _start)
        {
            return true;
        }

        Shrink();
        return await FillAsync().ConfigureAwait(false);
    }

    /// <summary>Reads a line that ends with CR LF and contains no other CR or LF.</summary>
    /// <param name="maxBytes">Its maximum length.</param>
    /// <param name="tooLongStatus">The status code for a longer line.</param>
    /// <returns>The line without CR LF, with one character per byte.</returns>
    /// <exception cref="BadRequestException">The line is too long, does not end with CR LF, or is incomplete when the client closes the connection.</exception>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public async Task<string> ReadLineAsync(int maxBytes, int tooLongStatus)
    {
        int scanned = 0;
        while (true)
        {
            int found = new ReadOnlySpan<byte>(_buffer, _start + scanned, _end - _start - scanned).IndexOfAny(CarriageReturn, LineFeed);
            int length = found < 0 ? _end - _start : scanned + found;
            if (length > maxBytes)
            {
                throw new BadRequestException(tooLongStatus, "A line of the request is too long.");
            }

            if (found >= 0 && (_buffer[_start + length] == LineFeed || (_start + length + 1 < _end && _buffer[_start + length + 1] != LineFeed)))
            {
                throw new BadRequestException(400, "A line of the request does not end with CR LF.");
            }

            if (found >= 0 && _start + length + 1 < _end)
            {
                string line = Latin1.GetString(_buffer, _start, length);
                _start += length + 2;
                return line;
            }

            scanned = length;
            if (!await FillAsync().ConfigureAwait(false))
            {
                throw new BadRequestException(400, "The request is incomplete.");
            }
        }
    }

    /// <summary>Reads some bytes, at least one.</summary>
    /// <exception cref="BadRequestException">The client has closed the connection.</exception>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public async Task<int> ReadAsync(byte[] target, int offset, int count)
    {
        int buffered = Math.Min(count, _end - _start);
        if (buffered > 0)
        {
            Buffer.BlockCopy(_buffer, _start, target, offset, buffered);
            _start += buffered;
            return buffered;
        }

        int read = await Deadline.WaitAsync(stream.ReadAsync(target, offset, count)).ConfigureAwait(false);
        return read > 0 ? read : throw new BadRequestException(400, "The request is incomplete.");
    }

    /// <summary>Reads and discards data until the client closes the connection.</summary>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public async Task DiscardAsync()
    {
        do
        {
            _start = _end = 0;
        }
        while (await FillAsync().ConfigureAwait(false));
    }

    private async Task<bool> FillAsync()
    {
        MakeRoom();
        int read = await Deadline.WaitAsync(stream.ReadAsync(_buffer, _end, _buffer.Length - _end)).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        byte[] target = _buffer;
        if (_end - _start > _buffer.Length / 2)
        {
            memory.Reserve(_buffer.Length);
            target = new byte[_buffer.Length * 2];
        }

        Buffer.BlockCopy(_buffer, _start, target, 0, _end - _start);
        _buffer = target;
        _end -= _start;
        _start = 0;
    }

    // A connection that waits for its next request uses no more memory than a new one.
    private void Shrink()
    {
        if (_buffer.Length > MinBuffer)
        {
            memory.Release(_buffer.Length - MinBuffer);
            _buffer = new byte[MinBuffer];
            _start = _end = 0;
        }
    }
}
