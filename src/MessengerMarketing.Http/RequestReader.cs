using System;
using System.Globalization;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>
/// Reads the head of a request strictly. Requests that servers could interpret differently are refused, because they enable request
/// smuggling. Source: RFC 9112, sections 2.2, 3, 5, 6 and 11.2.
/// </summary>
internal sealed class RequestReader(ConnectionReader reader, HttpLimits limits)
{
    private const int MaxMethod = 32;

    /// <summary>Reads the request line and the headers.</summary>
    /// <returns>The request without its body.</returns>
    /// <exception cref="BadRequestException">The request is not valid or not supported.</exception>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public async Task<HttpRequest> ReadHeadAsync()
    {
        string line = await reader.ReadLineAsync(limits.MaxHeadBytes, 414).ConfigureAwait(false);
        string[] parts = line.Split(' ');
        if (parts.Length != 3 || parts[0].Length > MaxMethod || !HttpGrammar.IsToken(parts[0]) || !HttpGrammar.IsTarget(parts[1]))
        {
            throw new BadRequestException(400, "The request line is not a method, a target and a version with one space between them.");
        }

        bool isHttp10 = ReadVersion(parts[2]);
        HeaderFields headers = await ReadFieldsAsync(limits.MaxHeadBytes - line.Length).ConfigureAwait(false);
        string target = ReadTarget(parts[1], ReadHost(headers, isHttp10));
        bool isChunked = ReadTransferEncoding(headers, isHttp10);
        return new HttpRequest(parts[0], target, isHttp10, headers)
        {
            IsChunked = isChunked,
            ContentLength = ReadContentLength(headers, isChunked),
            ExpectsContinue = ReadExpect(headers, isHttp10),
        };
    }

    /// <summary>Reads header lines up to the empty line.</summary>
    /// <exception cref="BadRequestException">A line is not a header, or there are too many.</exception>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public async Task<HeaderFields> ReadFieldsAsync(int maxBytes)
    {
        var fields = new HeaderFields();
        while (await reader.ReadLineAsync(Math.Max(maxBytes, 0), 431).ConfigureAwait(false) is { Length: > 0 } line)
        {
            maxBytes -= line.Length + 2;
            if (fields.Count == limits.MaxHeaders)
            {
                throw new BadRequestException(431, "The request has too many headers.");
            }

            fields.Add(line);
        }

        return fields;
    }

    private static bool ReadVersion(string text) => text switch
    {
        "HTTP/1.1" => false,
        "HTTP/1.0" => true,
        _ when text.Length == 8 && text.StartsWith("HTTP/", StringComparison.Ordinal) && char.IsDigit(text[5]) && text[6] == '.' && char.IsDigit(text[7]) =>
            throw new BadRequestException(505, "The server supports only HTTP/1.1."),
        _ => throw new BadRequestException(400, "The request line does not end with an HTTP version."),
    };

    private static string? ReadHost(HeaderFields headers, bool isHttp10)
    {
        string? host = headers.Single("Host");
        return host is null ? (isHttp10 ? null : throw new BadRequestException(400, "The request has no Host header."))
            : HttpGrammar.IsAuthority(host) ? host
            : throw new BadRequestException(400, "The Host header is not valid.");
    }

    // A client that uses a proxy sends an absolute URL.
    private static string ReadTarget(string text, string? host)
    {
        const string Scheme = "http://";
        if (text[0] == '/')
        {
            return text;
        }

        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new BadRequestException(400, "The target of the request is neither a path nor an http URL.");
        }

        int end = text.IndexOfAny(['/', '?'], Scheme.Length);
        string authority = end < 0 ? text.Substring(Scheme.Length) : text.Substring(Scheme.Length, end - Scheme.Length);
        if (!HttpGrammar.IsAuthority(authority) || (host is not null && !string.Equals(authority, host, StringComparison.OrdinalIgnoreCase)))
        {
            throw new BadRequestException(400, "The target of the request and the Host header name different hosts.");
        }

        string path = end < 0 ? string.Empty : text.Substring(end);
        return path.StartsWith("/", StringComparison.Ordinal) ? path : "/" + path;
    }

    private static bool ReadTransferEncoding(HeaderFields headers, bool isHttp10)
    {
        if (headers.Single("Transfer-Encoding") is not { } encoding)
        {
            return false;
        }

        if (isHttp10)
        {
            throw new BadRequestException(400, "HTTP/1.0 does not support Transfer-Encoding.");
        }

        return string.Equals(encoding, "chunked", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new BadRequestException(501, "The only supported transfer coding is chunked.");
    }

    private static long ReadContentLength(HeaderFields headers, bool isChunked)
    {
        if (headers.Single("Content-Length") is not { } text)
        {
            return 0;
        }

        if (isChunked)
        {
            throw new BadRequestException(400, "The request has both Content-Length and Transfer-Encoding.");
        }

        // Some servers read a number with a leading zero as octal.
        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long length) && (text[0] != '0' || text.Length == 1);
        return isNumber ? length : throw new BadRequestException(400, "Content-Length is not a decimal number.");
    }

    private static bool ReadExpect(HeaderFields headers, bool isHttp10)
    {
        string? expect = headers.Single("Expect");
        return expect is null ? false
            : string.Equals(expect, "100-continue", StringComparison.OrdinalIgnoreCase) ? !isHttp10
            : throw new BadRequestException(417, "The only supported expectation is 100-continue.");
    }
}
