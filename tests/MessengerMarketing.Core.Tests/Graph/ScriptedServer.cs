using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Tests.Graph;

/// <summary>A received request.</summary>
internal sealed record Received(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Parameter(string name) => Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2))
        .Where(pair => Uri.UnescapeDataString(pair[0]) == name)
        .Select(pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""))
        .FirstOrDefault();
}

/// <summary>A scripted response.</summary>
internal sealed record Scripted(int Status, string Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public string ContentType { get; init; } = "application/json; charset=UTF-8";

    public bool Compressed { get; init; }

    /// <summary>Number of bytes in Content-Length that are not sent before the connection is closed.</summary>
    public int Missing { get; init; }

    /// <summary>Closes the connection before the response is sent.</summary>
    public bool Cut { get; init; }

    /// <summary>Never responds, until the server stops.</summary>
    public bool Hang { get; init; }

    public static Scripted Ok(string body = """{"ok":true}""") => new(200, body);

    public static Scripted Error(int code, int? subcode = null, int status = 400, string message = "It failed") => new(
        status,
        $$$"""{"error":{"message":"{{{message}}}","type":"OAuthException","code":{{{code}}},{{{(subcode is null ? "" : $"\"error_subcode\":{subcode},")}}}"fbtrace_id":"AbCdEf123"}}""");

    public Scripted With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}

/// <summary>A loopback HTTP server that sends scripted responses in order, repeats the last one, and records the requests.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentQueue<Scripted> _answers;
    private readonly Func<Received, Scripted?>? _answer;
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentDictionary<int, bool> _ports = new();
    private readonly CancellationTokenSource _stopping = new();
    private Scripted _last = Scripted.Ok();

    public ScriptedServer(params Scripted[] answers)
        : this(null, answers)
    {
    }

    public ScriptedServer(Func<Received, Scripted?>? answer, params Scripted[] answers)
    {
        _answer = answer;
        _answers = new ConcurrentQueue<Scripted>(answers);
        (_listener, BaseUri) = Listen();
        _ = AcceptAsync();
    }

    public Uri BaseUri { get; }

    public IReadOnlyList<Received> Requests => [.. _received];

    /// <summary>The connections of the requests.</summary>
    public int Connections => _ports.Count;

    public GraphContext Account(string? pageToken = "EAAtestpagetoken00000001", string? appSecret = null) => new(
        Secret.From("EAAtesttokenforproof0001"),
        "act_1000200030004000",
        "2000300040005000",
        pageToken is null ? null : Secret.From(pageToken),
        appSecret is null ? null : Secret.From(appSecret),
        baseUri: BaseUri);

    public void Dispose()
    {
        if (!_listener.IsListening)
        {
            return;
        }

        _stopping.Cancel();
        _listener.Close();
        _stopping.Dispose();
    }

    private static (HttpListener Listener, Uri Address) Listen()
    {
        for (int attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(address.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // Another test took the port in the meantime.
                listener.Close();
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => RespondAsync(context));
        }
    }

    private async Task RespondAsync(HttpListenerContext context)
    {
        try
        {
            _ports[context.Request.RemoteEndPoint.Port] = true;
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var received = new Received(
                context.Request.HttpMethod,
                context.Request.Url!.AbsolutePath,
                context.Request.Url.Query,
                context.Request.Headers.AllKeys.ToDictionary(name => name!, name => context.Request.Headers[name]!, StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync());
            _received.Enqueue(received);
            Scripted scripted = _answer?.Invoke(received) ?? Next();
            if (scripted.Hang)
            {
                await Task.Delay(Timeout.Infinite, _stopping.Token);
            }

            // The listener converts an abort before the first byte to an empty response, so the connection is closed within the body.
            await WriteAsync(context.Response, scripted.Cut ? scripted with { Body = " ", Missing = 1000 } : scripted);
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client disconnected, which some tests require.
            context.Response.Abort();
        }
    }

    private Scripted Next() => _answers.TryDequeue(out Scripted? next) ? _last = next : _last;

    private static async Task WriteAsync(HttpListenerResponse response, Scripted scripted)
    {
        byte[] body = Encoding.UTF8.GetBytes(scripted.Body);
        if (scripted.Compressed)
        {
            using var buffer = new MemoryStream();
            using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
            {
                gzip.Write(body);
            }

            body = buffer.ToArray();
            response.AddHeader("Content-Encoding", "gzip");
        }

        response.StatusCode = scripted.Status;
        response.ContentType = scripted.ContentType;
        foreach (KeyValuePair<string, string> header in scripted.Headers)
        {
            response.AddHeader(header.Key, header.Value);
        }

        response.ContentLength64 = body.Length + scripted.Missing;
        await response.OutputStream.WriteAsync(body);
        if (scripted.Missing > 0)
        {
            await response.OutputStream.FlushAsync();
            response.Abort();
        }
        else
        {
            response.Close();
        }
    }
}
