using System;
using System.Linq;

namespace MessengerMarketing.Http;

/// <summary>A request, first with its head alone and then with its body.</summary>
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

    /// <summary>What follows the question mark, still encoded; empty when there is none.</summary>
    public string Query { get; }

    public bool IsHttp10 { get; }

    /// <summary>The body; null before it is read, and when it is larger than the server accepts.</summary>
    public RequestBody? Body { get; set; }

    public bool IsChunked { get; init; }

    /// <summary>Length of the body as announced, in bytes; 0 when none was.</summary>
    public long ContentLength { get; init; }

    /// <summary>Whether a body follows the head.</summary>
    public bool HasBody => IsChunked || ContentLength > 0;

    /// <summary>Whether the client waits to be asked for its body: curl does for large ones, Windows PowerShell always.</summary>
    public bool ExpectsContinue { get; init; }

    /// <summary>Whether the connection serves further requests after this one.</summary>
    public bool KeepsAlive => !IsHttp10
        && !(Header("Connection") ?? string.Empty).Split(',').Any(static option => string.Equals(option.Trim(), "close", StringComparison.OrdinalIgnoreCase));

    /// <summary>A header's value; those of a repeated header are joined with commas. Null when there is none.</summary>
    public string? Header(string name) => _headers[name];

    public void Dispose() => Body?.Dispose();
}
