using System;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>A line of an inbox.</summary>
/// <param name="Offset">Start of the line.</param>
/// <param name="End">Start of the next line.</param>
/// <param name="Delivery">The delivery; null when the line cannot be read.</param>
internal sealed record InboxRecord(long Offset, long End, WebhookDelivery? Delivery);

/// <summary>Reads an inbox line by line while it grows. Not thread-safe.</summary>
internal sealed class InboxReader(Stream inbox, long offset, bool ownsStream = true, int chunk = InboxReader.Chunk) : IDisposable
{
    private const int Chunk = 64 * 1024;
    private const int LineChunk = 4 * 1024;

    private byte[] _buffer = new byte[chunk];
    private long _bufferStart = offset;
    private int _bufferLength;

    /// <summary>Start of the next line.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>Opens an inbox that another process may be writing to.</summary>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static InboxReader Open(string path, long offset) =>
        new(FilePaths.OpenRead(path), offset);

    /// <summary>Reads the first line of an inbox, and little more; null when there is none.</summary>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static InboxRecord? ReadFirst(string path)
    {
        using var reader = new InboxReader(FilePaths.OpenRead(path), 0, chunk: LineChunk);
        return reader.TryRead(long.MaxValue);
    }

    /// <summary>Reads a range of an inbox, or up to its end.</summary>
    public static byte[] ReadRange(Stream stream, long start, int length)
    {
        byte[] bytes = new byte[length];
        stream.Position = start;
        int done = 0;
        for (int read = 1; read > 0 && done < length; done += read)
        {
            read = stream.Read(bytes, done, length - done);
        }

        return bytes;
    }

    /// <summary>Reads the next line, when it ends before the limit.</summary>
    /// <param name="limit">Where to stop. Data after it may still be in progress.</param>
    public InboxRecord? TryRead(long limit)
    {
        while (true)
        {
            int from = SkipHole((int)(Offset - _bufferStart));
            int at = from < _bufferLength ? Array.IndexOf(_buffer, (byte)'\n', from, _bufferLength - from) : -1;
            if (at >= 0)
            {
                var record = new InboxRecord(Offset, _bufferStart + at + 1, InboxLine.Read(_buffer.AsMemory(from, at - from)));
                Offset = record.End;
                return record;
            }

            if (!Fill(Math.Min(limit, inbox.Length)))
            {
                return null;
            }
        }
    }

    /// <summary>Skips the rest of a line, when reading did not start at the start of a line.</summary>
    public void SkipToLine(long limit)
    {
        if (Offset > 0)
        {
            TryRead(limit);
        }
    }

    /// <summary>Returns a line without the zero bytes before it. They are a gap that remains when a file is truncated while it is written.</summary>
    public static ReadOnlyMemory<byte> WithoutHole(ReadOnlyMemory<byte> line)
    {
        int start = 0;
        while (start < line.Length && line.Span[start] == 0)
        {
            start++;
        }

        return line.Slice(start);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ownsStream)
        {
            inbox.Dispose();
        }
    }

    /// <summary>Continues at the start of another line.</summary>
    public void Seek(long start)
    {
        Offset = start;
        _bufferStart = start;
        _bufferLength = 0;
    }

    /// <summary>Starts again after another program truncated the file: all lines are new.</summary>
    public void RestartIfCut()
    {
        if (inbox.Length < Offset)
        {
            Seek(0);
        }
    }

    /// <summary>
    /// Skips zero bytes before a line. They are a gap that remains when a file is truncated while it is written. No line contains a zero byte.
    /// </summary>
    private int SkipHole(int from)
    {
        while (from < _bufferLength && _buffer[from] == 0)
        {
            from++;
        }

        Offset = _bufferStart + from;
        return from;
    }

    /// <summary>Reads again from the start of an incomplete line, because the data after it may have been removed.</summary>
    private bool Fill(long limit)
    {
        int known = (int)(_bufferStart + _bufferLength - Offset);
        if (limit - Offset <= known)
        {
            return false;
        }

        if (known >= _buffer.Length)
        {
            _buffer = new byte[checked(_buffer.Length * 2)];
        }

        _bufferStart = Offset;
        _bufferLength = 0;
        int wanted = (int)Math.Min(_buffer.Length, limit - Offset);
        inbox.Position = Offset;
        while (_bufferLength < wanted)
        {
            int read = inbox.Read(_buffer, _bufferLength, wanted - _bufferLength);
            if (read == 0)
            {
                break;
            }

            _bufferLength += read;
        }

        return _bufferLength > known;
    }
}
