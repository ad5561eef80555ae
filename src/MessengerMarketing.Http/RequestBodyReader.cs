using System;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>Reads the body of a request, with Content-Length or in chunks.</summary>
internal sealed class RequestBodyReader(ConnectionReader reader, RequestReader fields, HttpLimits limits, ConnectionMemory memory)
{
    private const int MaxSizeDigits = 8;
    private const int MaxSizeLine = 256;

    private readonly RequestBody _body = RequestBody.Create(memory);

    /// <summary>Reads the body.</summary>
    /// <returns>The body, empty when there is none; null when it is larger than the limit. Such a body is not read to its end.</returns>
    /// <exception cref="BadRequestException">The body is incomplete, or a chunk is not valid.</exception>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public async Task<RequestBody?> ReadAsync(HttpRequest request)
    {
        bool isWhole;
        try
        {
            isWhole = request.IsChunked ? await ReadChunksAsync().ConfigureAwait(false) : await ReadBytesAsync(request.ContentLength).ConfigureAwait(false);
        }
        catch
        {
            _body.Dispose();
            throw;
        }

        if (isWhole)
        {
            return _body;
        }

        _body.Dispose();
        return null;
    }

    private async Task<bool> ReadChunksAsync()
    {
        long overhead = limits.MaxHeadBytes;
        while (true)
        {
            string line = await reader.ReadLineAsync(MaxSizeLine, 400).ConfigureAwait(false);
            long size = ReadSize(line, out int digits);
            if (size == 0)
            {
                await ReadTrailersAsync().ConfigureAwait(false);
                return true;
            }

            // Otherwise, extensions and chunks of one byte could use much more memory than the limit of the body.
            overhead -= line.Length - digits;
            if (overhead < 0)
            {
                throw new BadRequestException(400, "The extensions of the chunks are too long.");
            }

            if (!await ReadBytesAsync(size).ConfigureAwait(false))
            {
                return false;
            }

            if ((await reader.ReadLineAsync(0, 400).ConfigureAwait(false)).Length > 0)
            {
                throw new BadRequestException(400, "A chunk is longer than its size.");
            }
        }
    }

    private static long ReadSize(string line, out int digits)
    {
        long size = 0;
        digits = 0;
        while (digits < line.Length && HttpGrammar.GetHexValue(line[digits]) is >= 0 and int value)
        {
            size = (size << 4) + value;
            if (++digits > MaxSizeDigits)
            {
                throw new BadRequestException(400, "The size of a chunk has too many digits.");
            }
        }

        return digits > 0 && HttpGrammar.IsChunkExtension(line.Substring(digits))
            ? size
            : throw new BadRequestException(400, "The size of a chunk is not a hexadecimal number.");
    }

    // Trailers are ignored. One that would change the meaning of the head is refused.
    private async Task ReadTrailersAsync()
    {
        HeaderFields trailers = await fields.ReadFieldsAsync(limits.MaxHeadBytes).ConfigureAwait(false);
        if ((trailers["Content-Length"] ?? trailers["Transfer-Encoding"] ?? trailers["Host"]) is not null)
        {
            throw new BadRequestException(400, "A trailer contains a field that is only allowed as a header.");
        }
    }

    private async Task<bool> ReadBytesAsync(long count)
    {
        if (_body.Length + count > limits.MaxBodyBytes)
        {
            return false;
        }

        while (count > 0)
        {
            _body.MakeRoom(count);
            int read = await reader.ReadAsync(_body.Bytes, _body.Length, (int)Math.Min(count, _body.Bytes.Length - _body.Length)).ConfigureAwait(false);
            _body.Advance(read);
            count -= read;
        }

        return true;
    }
}
