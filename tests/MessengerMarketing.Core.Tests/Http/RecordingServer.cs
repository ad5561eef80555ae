using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Http;

namespace MessengerMarketing.Tests.Http;

/// <summary>A server that records its requests, and a client that sends bytes to it.</summary>
internal sealed class RecordingServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpServer _server = HttpServer.Bind(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _served = new();
    private readonly ConcurrentQueue<Exception> _errors = new();

    public RecordingServer(HttpLimits limits) => _ = Task.Run(() => _server.RunAsync(limits, RespondAsync, _errors.Enqueue));

    /// <summary>One line per served request: method, target, and the length and the bytes of the body.</summary>
    public IReadOnlyCollection<string> Served => _served;

    public IReadOnlyCollection<Exception> Errors => _errors;

    /// <summary>Sends bytes, one character per byte, and reads until the server closes the connection.</summary>
    /// <param name="request">The bytes.</param>
    /// <param name="ends">Whether the client closes its side after the last byte.</param>
    public async Task<string> ExchangeAsync(string request, bool ends = false)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Address.Port, patience.Token);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        if (ends)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(patience.Token);
    }

    public void Dispose() => _server.Stop();

    private Task<HttpResponse?> RespondAsync(HttpRequest request)
    {
        string target = request.Query.Length > 0 ? $"{request.Path}?{request.Query}" : request.Path;
        string body = request.Body is { } bytes ? $"{bytes.Length}:{Encoding.Latin1.GetString(bytes.Bytes, 0, bytes.Length)}" : "too large";
        _served.Enqueue($"{request.Method} {target} {body}");
        return Task.FromResult<HttpResponse?>(HttpResponse.Text(request.Body is null ? 413 : 200, string.Empty));
    }
}
