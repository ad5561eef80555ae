using System;
using System.Buffers;

namespace MessengerMarketing.Http;

/// <summary>A request body in a pooled buffer. Dispose returns the buffer to the pool.</summary>
internal sealed class RequestBody : IDisposable
{
    private ConnectionMemory? _memory;

    private RequestBody(byte[] buffer, ConnectionMemory? memory)
    {
        Bytes = buffer;
        _memory = memory;
    }

    /// <summary>The buffer; the body is its first <see cref="Length"/> bytes.</summary>
    public byte[] Bytes { get; private set; }

    public int Length { get; private set; }

    /// <summary>Creates an empty body.</summary>
    /// <param name="memory">Accounts for its buffer.</param>
    public static RequestBody Create(ConnectionMemory memory) => new([], memory);

    /// <summary>Creates an independent copy.</summary>
    public RequestBody Copy()
    {
        var copy = new RequestBody(ArrayPool<byte>.Shared.Rent(Length), memory: null) { Length = Length };
        Buffer.BlockCopy(Bytes, 0, copy.Bytes, 0, Length);
        return copy;
    }

    /// <summary>Ensures that there is space after the last byte.</summary>
    /// <param name="expected">The expected number of bytes. A buffer grows no faster than it fills.</param>
    public void MakeRoom(long expected)
    {
        const int First = 16 * 1024;
        if (Length < Bytes.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Length + expected, Math.Max(First, Bytes.Length * 2L)));
        try
        {
            _memory?.Reserve(larger.Length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(larger);
            throw;
        }

        Buffer.BlockCopy(Bytes, 0, larger, 0, Length);
        Return(Bytes);
        Bytes = larger;
    }

    /// <summary>Counts bytes that were written after the last one.</summary>
    public void Advance(int count) => Length += count;

    public void Dispose()
    {
        byte[] buffer = Bytes;
        Bytes = [];
        Return(buffer);
        _memory = null;
    }

    private void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _memory?.Release(buffer.Length);
        }
    }
}
