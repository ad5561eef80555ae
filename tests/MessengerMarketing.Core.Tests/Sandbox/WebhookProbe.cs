using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using System.Web;
using MessengerMarketing.Http;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>A webhook receiver that records all requests. By default it responds to the handshake, and with 200.</summary>
internal sealed class WebhookProbe : IDisposable
{
    private readonly HttpServer _server = HttpServer.Bind(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<int> _statuses = new();
    private readonly ConcurrentQueue<WebhookPost> _posts = new();
    private readonly ConcurrentQueue<string> _handshakes = new();

    public WebhookProbe()
    {
        _ = Task.Run(() => _server.RunAsync(new HttpLimits(1 << 20), RespondAsync, static _ => { }));
    }

    public Uri Address => new(_server.Address, "hook?source=test");

    public string VerifyToken { get; init; } = "meet-me";

    /// <summary>Delay of the response to each POST.</summary>
    public TimeSpan Delay { get; set; }

    public IReadOnlyList<WebhookPost> Posts => [.. _posts];

    /// <summary>Queries of the received handshakes.</summary>
    public IReadOnlyList<string> Handshakes => [.. _handshakes];

    /// <summary>Status codes for the next POST requests; 0 closes the connection.</summary>
    public void RespondNext(params int[] statuses) => Array.ForEach(statuses, _statuses.Enqueue);

    public void Dispose() => _server.Stop();

    private async Task<HttpResponse?> RespondAsync(HttpRequest request)
    {
        if (request.Method == "GET")
        {
            _handshakes.Enqueue(request.Query);
            NameValueCollection query = HttpUtility.ParseQueryString(request.Query);
            return query["hub.mode"] == "subscribe" && query["hub.verify_token"] == VerifyToken
                ? HttpResponse.Text(200, query["hub.challenge"]!)
                : HttpResponse.Text(403, "no");
        }

        await Task.Delay(Delay, CancellationToken.None);
        byte[] body = request.Body!.Bytes.AsSpan(0, request.Body.Length).ToArray();
        _posts.Enqueue(new WebhookPost(body, request.Header("X-Hub-Signature-256"), request.Header("Content-Type")));
        int status = _statuses.TryDequeue(out int next) ? next : 200;
        return status == 0 ? null : HttpResponse.Text(status, "ok");
    }
}

/// <summary>A received webhook.</summary>
internal sealed record WebhookPost(byte[] Body, string? Signature, string? ContentType)
{
    public string Text => Encoding.ASCII.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public JsonNode Messaging => Json["entry"]![0]!["messaging"]![0]!;
}
