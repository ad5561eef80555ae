using System;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessengerMarketing.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Browser;

/// <summary>
/// The console: a web page at the sandbox's address that shows the activity and simulates customers in Messenger. It shows no tokens and
/// secrets. Other sites cannot use it through a browser: it accepts only loopback host names, and actions require a header that pages of
/// other sites cannot send.
/// </summary>
internal sealed class ConsoleSite(SandboxServer server, AdAccount account)
{
    private const string Root = "/";
    private const string StatePath = "/console/state.json";
    private const string MessagePath = "/console/messages";
    private const string AnswerPath = "/console/answers";
    private const string ActionHeader = "X-Sandbox-Console";
    private const int MaxText = 2000;

    private static readonly Lazy<string> Page = new(ReadPage);

    /// <summary>Responds to a browser; null for a call of the Graph API.</summary>
    public HttpResponse? TryResponse(HttpRequest request) => (request.Method, request.Path) switch
    {
        ("GET", Root) when request.Header("Accept")?.IndexOf("text/html", StringComparison.OrdinalIgnoreCase) >= 0 => Guard(request, ShowPage),
        ("GET", StatePath) => Guard(request, () => Json(ConsoleState.Create(server, account))),
        ("POST", MessagePath) => Act(request, Write),
        ("POST", AnswerPath) => Act(request, Answer),
        _ => null,
    };

    private static HttpResponse Guard(HttpRequest request, Func<HttpResponse> response) => IsLoopback(request.Header("Host"))
        ? response()
        : HttpResponse.Text(421, "The console accepts only loopback addresses.");

    private static HttpResponse Act(HttpRequest request, Func<JsonElement, string?> act) => Guard(request, () =>
    {
        if (request.Header(ActionHeader) is null)
        {
            return HttpResponse.Text(403, "Only the console's page can send actions.");
        }

        try
        {
            using var body = JsonDocument.Parse(request.Body is { } bytes ? bytes.Bytes.AsMemory(0, bytes.Length) : default);
            return act(body.RootElement) is { } problem ? HttpResponse.Text(400, problem) : Json(new JsonObject { ["done"] = true });
        }
        catch (JsonException)
        {
            return HttpResponse.Text(400, "The body is not JSON.");
        }
        catch (ArgumentException exception)
        {
            return HttpResponse.Text(400, exception.Message);
        }
    });

    private string? Write(JsonElement body)
    {
        string? text = Text(body, "text");
        if (string.IsNullOrWhiteSpace(text) || text!.Length > MaxText)
        {
            return "A message must have 1 to 2,000 characters.";
        }

        server.SendMessage(text, Text(body, "psid"));
        return null;
    }

    private string? Answer(JsonElement body)
    {
        string? psid = Text(body, "psid");
        string? title = Text(body, "title");
        if (psid is null || title is null)
        {
            return "An answer must include the customer and the title.";
        }

        bool approves = body.TryGetProperty("approve", out JsonElement approve) && approve.ValueKind == JsonValueKind.True;
        return (approves ? server.ApproveOptIn(psid, title) : server.DeclineOptIn(psid, title)).Count > 0 ? null : "There is no matching opt-in request.";
    }

    private static string? Text(JsonElement body, string name)
        => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static HttpResponse ShowPage()
    {
        string nonce = Guid.NewGuid().ToString("N");
        return new HttpResponse(200, Encoding.UTF8.GetBytes(Page.Value.Replace("{nonce}", nonce)), "text/html; charset=UTF-8")
        {
            Headers =
            {
                ["Content-Security-Policy"] = $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                ["X-Content-Type-Options"] = "nosniff",
                ["Cache-Control"] = "no-store",
            },
        };
    }

    private static HttpResponse Json(JsonObject body) => new(200, Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json; charset=UTF-8")
    {
        Headers = { ["X-Content-Type-Options"] = "nosniff", ["Cache-Control"] = "no-store" },
    };

    private static bool IsLoopback(string? host) => Uri.TryCreate("http://" + host, UriKind.Absolute, out Uri? address)
        && (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(address.Host, out IPAddress? ip) && IPAddress.IsLoopback(ip)));

    private static string ReadPage()
    {
        using Stream stream = typeof(ConsoleSite).Assembly.GetManifestResourceStream("MessengerMarketing.Sandbox.console.html")
            ?? throw new InvalidOperationException("The console page is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
