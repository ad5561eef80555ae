using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MessengerMarketing.Http;

/// <summary>A response with its complete body.</summary>
internal class HttpResponse(int status, byte[] body, string contentType)
{
    public int Status { get; } = status;

    public byte[] Body { get; } = body;

    public string ContentType { get; } = contentType;

    public Dictionary<string, string> Headers { get; } = new();

    /// <summary>The time of the Date header; null for the current time.</summary>
    public DateTimeOffset? Date { get; set; }

    /// <summary>Whether the connection can be used for another request after this response.</summary>
    public virtual bool AllowsKeepAlive => true;

    /// <summary>Creates a plain text response that browsers do not interpret as a page.</summary>
    public static HttpResponse Text(int status, string text) =>
        new(status, Encoding.UTF8.GetBytes(text), "text/plain; charset=UTF-8") { Headers = { ["X-Content-Type-Options"] = "nosniff" } };

    /// <summary>Returns the head and the body as bytes.</summary>
    /// <param name="isHead">Whether the request was HEAD, whose response has no body.</param>
    /// <param name="keepsAlive">Whether the connection is kept open.</param>
    public virtual byte[] ToMessage(bool isHead, bool keepsAlive)
    {
        string framing = string.Format(CultureInfo.InvariantCulture, "Content-Length: {0}", Body.Length);
        return Join(CreateHead(framing, keepsAlive), isHead ? 0 : Body.Length);
    }

    /// <summary>Returns the status line and the headers, including the empty line after them.</summary>
    protected string CreateHead(string framing, bool keepsAlive)
    {
        StringBuilder head = new StringBuilder()
            .AppendFormat(CultureInfo.InvariantCulture, "HTTP/1.1 {0} {1}\r\n", Status, GetReason(Status))
            .AppendFormat(CultureInfo.InvariantCulture, "Date: {0:R}\r\n", Date ?? DateTimeOffset.UtcNow)
            .Append("Content-Type: ").Append(ContentType).Append("\r\n")
            .Append(framing).Append("\r\n");
        foreach (KeyValuePair<string, string> header in Headers)
        {
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        }

        return head.Append("Connection: ").Append(keepsAlive ? "keep-alive" : "close").Append("\r\n\r\n").ToString();
    }

    /// <summary>Returns the head and the first bytes of the body in one array. With two writes, the client's delayed acknowledgment could delay the second one.</summary>
    protected byte[] Join(string head, int bodyLength)
    {
        byte[] message = new byte[head.Length + bodyLength];
        Encoding.ASCII.GetBytes(head, 0, head.Length, message, 0);
        Buffer.BlockCopy(Body, 0, message, head.Length, bodyLength);
        return message;
    }

    private static string GetReason(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        414 => "URI Too Long",
        417 => "Expectation Failed",
        421 => "Misdirected Request",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        _ => "Status",
    };
}
