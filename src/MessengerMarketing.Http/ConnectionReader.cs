using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>Reads a connection's bytes: heads and lines up to a limit, bodies straight into the caller's buffer.</summary>
internal sealed class ConnectionReader(Stream stream)
{
    private const int MaxHead = 64 * 1024;

    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] EndOfLine = "\r\n"u8.ToArray();

    private byte[] _buffer = new byte[8 * 1024];
    private int _start;
    private int _end;

    /// <summary>When reading ends with a <see cref="TimeoutException"/>; never, unless it is set.</summary>
    public Deadline Deadline { get; set; } = Deadline.Never;

    /// <summary>Waits until there is something to read.</summary>
    /// <returns>False when the client has closed the connection.</returns>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public async Task<bool> WaitAsync() => _end > _start || await FillAsync().ConfigureAwait(false);

    /// <summary>Reads a request's head, without the empty line after it.</summary>
    /// <returns>The text; empty when the client has closed the connection; null when the head is too long.</returns>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public Task<string?> ReadHeadAsync() => ReadUntilAsync(EndOfHead);

    /// <summary>Reads a line; what it returns is what <see cref="ReadHeadAsync"/> returns.</summary>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public Task<string?> ReadLineAsync() => ReadUntilAsync(EndOfLine);

    /// <summary>Reads some bytes, at least one.</summary>
    /// <exception cref="EndOfStreamException">The client has closed the connection.</exception>
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

        int read = await Deadline.KeepAsync(stream.ReadAsync(target, offset, count)).ConfigureAwait(false);
        return read > 0 ? read : throw new EndOfStreamException();
    }

    private async Task<string?> ReadUntilAsync(byte[] end)
    {
        while (true)
        {
            int at = new ReadOnlySpan<byte>(_buffer, _start, _end - _start).IndexOf(end);
            if (at >= 0)
            {
                string text = Encoding.UTF8.GetString(_buffer, _start, at);
                _start += at + end.Length;
                return text;
            }

            if (_end - _start >= MaxHead)
            {
                return null;
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                return string.Empty;
            }
        }
    }

    private async Task<bool> FillAsync()
    {
        MakeRoom();
        int read = await Deadline.KeepAsync(stream.ReadAsync(_buffer, _end, _buffer.Length - _end)).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        byte[] target = _end - _start > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        Buffer.BlockCopy(_buffer, _start, target, 0, _end - _start);
        _buffer = target;
        _end -= _start;
        _start = 0;
    }
}
