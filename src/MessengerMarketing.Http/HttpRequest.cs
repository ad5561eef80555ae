using System;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Http;

/// <summary>A request as it came over the wire.</summary>
internal sealed class HttpRequest : IDisposable
{
    private readonly Dictionary<string, string> _headers;

    private HttpRequest(string method, string target, bool isHttp10, Dictionary<string, string> headers)
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

    /// <summary>The body; null when it is larger than the server takes.</summary>
    public RequestBody? Body { get; set; }

    public bool IsChunked => string.Equals(Header("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase);

    /// <summary>Length of the body as announced; 0 when none was.</summary>
    public long ContentLength { get; private init; }

    /// <summary>Whether the client waits to be asked for its body: curl does for large ones, Windows PowerShell always.</summary>
    public bool ExpectsContinue => string.Equals(Header("Expect"), "100-continue", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the connection serves further requests after this one.</summary>
    public bool KeepsAlive => !IsHttp10 && !string.Equals(Header("Connection"), "close", StringComparison.OrdinalIgnoreCase);

    public string? Header(string name) => _headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>Reads request line and headers.</summary>
    /// <returns>The request without its body; null when the text is not HTTP/1.0 or 1.1, or has a body that cannot be measured.</returns>
    public static HttpRequest? Parse(string head)
    {
        string[] lines = head.Split(["\r\n"], StringSplitOptions.None);
        string[] start = lines[0].Split(' ');
        if (start.Length != 3 || start[0].Length == 0 || start[2] is not ("HTTP/1.1" or "HTTP/1.0") || TargetOf(start[1]) is not { } target)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 1; i < lines.Length; i++)
        {
            // A blank in a name, or two lengths, are how one request is smuggled into another past a proxy that reads them otherwise.
            int colon = lines[i].IndexOf(':');
            string name = lines[i].Substring(0, Math.Max(colon, 0));
            string value = lines[i].Substring(colon + 1).Trim();
            if (name.Length == 0 || name.IndexOfAny([' ', '\t']) >= 0 || (IsLength(name) && headers.TryGetValue(name, out string? other) && other != value))
            {
                return null;
            }

            headers[name] = value;
        }

        long length = 0;
        bool hasLength = headers.TryGetValue("Content-Length", out string? announced);
        if (hasLength && !long.TryParse(announced, NumberStyles.None, CultureInfo.InvariantCulture, out length))
        {
            return null;
        }

        var request = new HttpRequest(start[0], target, start[2] is "HTTP/1.0", headers) { ContentLength = length };
        return headers.ContainsKey("Transfer-Encoding") && (hasLength || !request.IsChunked) ? null : request;
    }

    public void Dispose() => Body?.Dispose();

    private static bool IsLength(string name) => name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);

    // A client that believes it speaks to a proxy writes the whole address.
    private static string? TargetOf(string text)
    {
        if (text.StartsWith("/", StringComparison.Ordinal))
        {
            return text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" ? address.PathAndQuery : null;
    }
}
