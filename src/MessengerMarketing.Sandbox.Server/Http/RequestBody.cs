using System;
using System.Buffers;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>A request's body in a pooled buffer. Disposing gives the buffer back.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstGuess = 64 * 1024;

    private byte[] _buffer;

    private RequestBody(byte[] buffer, int length)
    {
        _buffer = buffer;
        Length = length;
    }

    public byte[] Bytes => _buffer;

    public int Length { get; }

    /// <summary>Reads the whole body.</summary>
    /// <returns>The body, empty when there is none; null when it is larger than <paramref name="most"/> bytes.</returns>
    public static async Task<RequestBody?> ReadAsync(HttpListenerRequest request, int most, CancellationToken cancellation)
    {
        if (!request.HasEntityBody)
        {
            return new RequestBody([], 0);
        }

        long announced = request.ContentLength64;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(announced >= 0 ? (int)Math.Min(announced + 1, most + 1L) : Math.Min(FirstGuess, most + 1));
        int length = 0;
        try
        {
            Stream stream = request.InputStream;
            int read;
            while ((read = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellation).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > most)
                {
                    await DrainAsync(stream, buffer, cancellation).ConfigureAwait(false);
                    ArrayPool<byte>.Shared.Return(buffer);
                    return null;
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }

            return new RequestBody(buffer, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
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

    private static byte[] Grow(byte[] buffer)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        Buffer.BlockCopy(buffer, 0, larger, 0, buffer.Length);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    // A client that is still sending when the connection closes sees a reset instead of the answer 413.
    private static async Task DrainAsync(Stream stream, byte[] buffer, CancellationToken cancellation)
    {
        while (await stream.ReadAsync(buffer, 0, buffer.Length, cancellation).ConfigureAwait(false) > 0)
        {
        }
    }
}
