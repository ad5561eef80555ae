using System;
using System.Linq;

namespace MessengerMarketing.Http;

/// <summary>A request. Its head is read first, and then its body.</summary>
internal sealed class HttpRequest : IDisposable
{
    private readonly HeaderFields _headers;

    internal HttpRequest(string method, string target, bool isHttp10, HeaderFields headers)
    {
        Method = method;
        IsHttp10 = isHttp10;
        _headers = headers;
        int query = target.IndexOf('?');
        Path = query < 0 ? target : target.Substring(0, query);
        Query = query < 0 ? string.Empty : target.Substring(query + 1);
    }

    public string Method { get; }

    /// <summary>The path, still percent-encoded.</summary>
    public string Path { get; }

    /// <summary>The query without the question mark, still percent-encoded; empty when there is none.</summary>
    public string Query { get; }

    public bool IsHttp10 { get; }

    /// <summary>The body; null before it is read, and when it is larger than the server accepts.</summary>
    public RequestBody? Body { get; set; }

    public bool IsChunked { get; init; }

    /// <summary>Content-Length of the body, in bytes; 0 when there is none.</summary>
    public long ContentLength { get; init; }

    /// <summary>Whether the request has a body.</summary>
    public bool HasBody => IsChunked || ContentLength > 0;

    /// <summary>Whether the client waits for status 100 before it sends its body. curl does for large bodies, and Windows PowerShell always does.</summary>
    public bool ExpectsContinue { get; init; }

    /// <summary>Whether the connection is kept open after this request.</summary>
    public bool KeepsAlive => !IsHttp10
        && !(Header("Connection") ?? string.Empty).Split(',').Any(static option => string.Equals(option.Trim(), "close", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the value of a header; null when there is none. Values of a repeated header are joined with commas.</summary>
    public string? Header(string name) => _headers[name];

    public void Dispose() => Body?.Dispose();
}
