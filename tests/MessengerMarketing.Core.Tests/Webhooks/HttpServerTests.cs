using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

public sealed class HttpServerTests : IDisposable
{
    private readonly HttpServer _server = HttpServer.Bind(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Exception> _errors = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        _server.Stop();
        _patience.Dispose();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Idle_connections_do_not_keep_others_waiting()
    {
        Start(new HttpLimits(1000) { MaxConnections = 8 });
        var clients = new ConcurrentBag<TcpClient>();
        try
        {
            for (int i = 0; i < 40; i++)
            {
                var client = new TcpClient();
                clients.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, _server.Address.Port, _patience.Token);
                Assert.StartsWith("HTTP/1.1 200 OK", await AskAsync(client), StringComparison.Ordinal);
            }
        }
        finally
        {
            foreach (TcpClient client in clients)
            {
                client.Dispose();
            }
        }
    }

    [Fact]
    public async Task An_idle_connection_is_closed_without_a_word()
    {
        Start(new HttpLimits(1000) { IdleTime = TimeSpan.FromMilliseconds(200) });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Address.Port, _patience.Token);
        Assert.StartsWith("HTTP/1.1 200 OK", await AskAsync(client), StringComparison.Ordinal);

        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[10], _patience.Token));
    }

    private async Task<string> AskAsync(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), _patience.Token);
        byte[] answer = new byte[1000];
        return System.Text.Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer, _patience.Token));
    }

    private void Start(HttpLimits limits) =>
        _ = Task.Run(() => _server.RunAsync(limits, static _ => Task.FromResult<HttpAnswer?>(HttpAnswer.Text(200, "yes")), _errors.Enqueue));
}
