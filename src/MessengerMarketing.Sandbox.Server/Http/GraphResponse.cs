using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessengerMarketing.Http;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>What a call is answered with.</summary>
internal sealed class GraphResponse(int status, byte[] body, string contentType) : HttpResponse(status, body, contentType)
{
    // Recorded answers escape a quotation mark as \" and not as \u0022.
    private static readonly JsonWriterOptions Recorded = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For the record: what has gone wrong, if it did so by an option of the sandbox.</summary>
    public string? Fault { get; set; }

    public static GraphResponse Json(JsonObject body, int status = 200)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Recorded))
        {
            body.WriteTo(writer);
        }

        return new GraphResponse(status, stream.ToArray(), "application/json; charset=UTF-8");
    }

    public static GraphResponse Of(GraphError error, string traceId) => Json(error.ToJson(traceId), error.HttpStatus);

    public static GraphResponse Empty(int status) => new(status, [], "text/html; charset=UTF-8");

    public static GraphResponse Html(int status, string text) => new(status, Encoding.UTF8.GetBytes(text), "text/html; charset=UTF-8");
}
