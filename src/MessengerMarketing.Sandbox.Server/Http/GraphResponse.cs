using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessengerMarketing.Http;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Faults;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>The response to a call.</summary>
internal sealed class GraphResponse(int status, byte[] body, string contentType) : HttpResponse(status, body, contentType)
{
    // Recorded responses escape a quotation mark as \" and not as \u0022.
    private static readonly JsonWriterOptions Recorded = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The fault for the request log, if an option of the sandbox caused one.</summary>
    public string? Fault { get; set; }

    /// <summary>How a fault truncates the response.</summary>
    public ResponseBreak Break { get; set; }

    public override bool AllowsKeepAlive => Break is ResponseBreak.None;

    public static GraphResponse Json(JsonNode body, int status = 200)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Recorded))
        {
            body.WriteTo(writer);
        }

        return new GraphResponse(status, stream.ToArray(), "application/json; charset=UTF-8");
    }

    public static GraphResponse FromError(GraphError error, string traceId) => Json(error.ToJson(traceId), error.HttpStatus);

    public static GraphResponse Empty(int status) => new(status, [], "text/html; charset=UTF-8");

    public static GraphResponse Html(int status, string text) => new(status, Encoding.UTF8.GetBytes(text), "text/html; charset=UTF-8");

    public override byte[] ToMessage(bool isHead, bool keepsAlive)
    {
        if (Break is ResponseBreak.None)
        {
            return base.ToMessage(isHead, keepsAlive);
        }

        // The head says keep-alive, because the client would otherwise expect the end of the connection.
        int length = isHead ? 0 : Body.Length / 2;
        return Break is ResponseBreak.WithinLength
            ? Join(CreateHead(Format("Content-Length: {0}", Body.Length), keepsAlive: true), length)
            : Join(CreateHead("Transfer-Encoding: chunked", keepsAlive: true) + (length > 0 ? Format("{0:x}\r\n", length) : string.Empty), length);
    }

    private static string Format(string format, int number) => string.Format(CultureInfo.InvariantCulture, format, number);
}
