using System;
using System.Collections.Generic;
using System.Text;

namespace MessengerMarketing.Http;

/// <summary>What a request is answered with.</summary>
internal class HttpResponse(int status, byte[] body, string contentType)
{
    public int Status { get; } = status;

    public byte[] Body { get; } = body;

    public string ContentType { get; } = contentType;

    public Dictionary<string, string> Headers { get; } = new();

    /// <summary>The time for the Date header; null for the real one.</summary>
    public DateTimeOffset? Date { get; set; }

    /// <summary>Whether the connection ends in the middle of the body.</summary>
    public ResponseBreak Break { get; set; }

    /// <summary>Plain text, which no browser takes for a page.</summary>
    public static HttpResponse Text(int status, string text) =>
        new(status, Encoding.UTF8.GetBytes(text), "text/plain; charset=UTF-8") { Headers = { ["X-Content-Type-Options"] = "nosniff" } };
}
