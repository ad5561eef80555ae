using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>A request's body in a pooled buffer. Disposing gives the buffer back.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int MaxBelieved = 256 * 1024;

    private readonly int _most;
    private byte[] _buffer;

    private RequestBody(byte[] buffer, int most)
    {
        _buffer = buffer;
        _most = most;
    }

    public byte[] Bytes => _buffer;

    public int Length { get; private set; }

    /// <summary>Reads the whole body, whether its length was announced or it comes in chunks.</summary>
    /// <returns>The body, empty when there is none; null when it is larger than <paramref name="most"/> bytes.</returns>
    /// <exception cref="IOException">The client left, or its chunks are not chunks.</exception>
    public static async Task<RequestBody?> ReadAsync(ConnectionReader reader, HttpRequest request, int most)
    {
        // Only as much as is plausible: a client may announce more than it ever sends.
        int expected = (int)Math.Min(request.ContentLength, Math.Min(most, MaxBelieved));
        var body = new RequestBody(expected > 0 ? ArrayPool<byte>.Shared.Rent(expected) : [], most);
        try
        {
            if (request.IsChunked)
            {
                await body.ReadChunksAsync(reader).ConfigureAwait(false);
            }
            else
            {
                await body.ReadBytesAsync(reader, request.ContentLength).ConfigureAwait(false);
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }

        if (body.Length <= most)
        {
            return body;
        }

        body.Dispose();
        return null;
    }

    /// <summary>A body of its own with the same bytes.</summary>
    public RequestBody Copy()
    {
        var copy = new RequestBody(ArrayPool<byte>.Shared.Rent(Length), _most) { Length = Length };
        Buffer.BlockCopy(_buffer, 0, copy._buffer, 0, Length);
        return copy;
    }

    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task ReadChunksAsync(ConnectionReader reader)
    {
        long size;
        do
        {
            string? line = await reader.ReadLineAsync().ConfigureAwait(false);
            string digits = line?.Split(';')[0].Trim() ?? string.Empty;
            if (!long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out size) || size < 0)
            {
                throw new IOException("A chunk's size is not a hexadecimal number.");
            }

            await ReadBytesAsync(reader, size).ConfigureAwait(false);

            // The empty line that ends a chunk; after the last chunk, trailers may stand before it.
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } && size == 0)
            {
            }
        }
        while (size > 0);
    }

    // What is beyond the limit is read too, and forgotten: a client that is still sending when the connection closes sees a
    // reset and not the answer that tells it why.
    private async Task ReadBytesAsync(ConnectionReader reader, long count)
    {
        while (count > 0)
        {
            if (Length > _most)
            {
                int dropped = await reader.ReadAsync(_buffer, 0, (int)Math.Min(count, _buffer.Length)).ConfigureAwait(false);
                count -= dropped;
                continue;
            }

            if (Length == _buffer.Length)
            {
                Grow();
            }

            int read = await reader.ReadAsync(_buffer, Length, (int)Math.Min(count, _buffer.Length - Length)).ConfigureAwait(false);
            Length += read;
            count -= read;
        }
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(64 * 1024, _buffer.Length * 2));
        Buffer.BlockCopy(_buffer, 0, larger, 0, Length);
        byte[] smaller = _buffer;
        _buffer = larger;
        if (smaller.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(smaller);
        }
    }
}
