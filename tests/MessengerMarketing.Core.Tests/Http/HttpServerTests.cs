using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using Xunit;

namespace MessengerMarketing.Tests.Http;

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
    public async Task Idle_connections_do_not_delay_others()
    {
        Start(new HttpLimits(1000) { MaxConnections = 8 });
        var clients = new ConcurrentBag<TcpClient>();
        try
        {
            for (int i = 0; i < 40; i++)
            {
                TcpClient client = await ConnectAsync();
                clients.Add(client);
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
    public async Task An_idle_connection_is_closed_without_a_response()
    {
        Start(new HttpLimits(1000) { IdleTime = TimeSpan.FromSeconds(2) });
        using TcpClient client = await ConnectAsync();
        Assert.StartsWith("HTTP/1.1 200 OK", await AskAsync(client), StringComparison.Ordinal);

        Assert.Empty(await ReadAsync(client));
    }

    [Fact]
    public async Task A_running_response_is_completed_if_the_server_stops_with_a_grace_period()
    {
        var entered = new TaskCompletionSource();
        var answer = new TaskCompletionSource<HttpResponse?>();
        Start(new HttpLimits(1000), _ =>
        {
            entered.SetResult();
            return answer.Task;
        });
        using TcpClient idle = await ConnectAsync();
        using TcpClient client = await ConnectAsync();
        Task<string> asking = AskAsync(client);
        await entered.Task.WaitAsync(_patience.Token);

        Task<bool> stopping = Task.Run(() => _server.Stop(TimeSpan.FromSeconds(30)));

        // The idle connection was closed gracefully, so the server now knows which connections it waits for.
        Assert.Empty(await ReadAsync(idle));
        Assert.False(stopping.IsCompleted);
        answer.SetResult(HttpResponse.Text(200, "yes"));
        string answered = await asking;

        Assert.StartsWith("HTTP/1.1 200 OK", answered, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answered, StringComparison.Ordinal);
        Assert.True(await stopping.WaitAsync(_patience.Token));
        Assert.Empty(await ReadAsync(client));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task A_response_that_exceeds_the_grace_period_is_aborted(int milliseconds)
    {
        var entered = new TaskCompletionSource();
        Start(new HttpLimits(1000), async _ =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, _patience.Token);
            return null;
        });
        using TcpClient client = await ConnectAsync();
        Task<string> asking = AskAsync(client);
        await entered.Task.WaitAsync(_patience.Token);

        Assert.True(_server.Stop(TimeSpan.FromMilliseconds(milliseconds)));

        await Assert.ThrowsAsync<IOException>(() => asking);
        Assert.False(_server.Stop());
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Address.Port, _patience.Token);
        return client;
    }

    private async Task<string> AskAsync(TcpClient client)
    {
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), _patience.Token);
        return await ReadAsync(client);
    }

    /// <returns>The next data; empty when the connection was closed gracefully.</returns>
    private async Task<string> ReadAsync(TcpClient client)
    {
        byte[] answer = new byte[1000];
        return Encoding.ASCII.GetString(answer, 0, await client.GetStream().ReadAsync(answer, _patience.Token));
    }

    private void Start(HttpLimits limits, Func<HttpRequest, Task<HttpResponse?>>? handler = null) =>
        _ = Task.Run(() => _server.RunAsync(limits, handler ?? (static _ => Task.FromResult<HttpResponse?>(HttpResponse.Text(200, "yes"))), _errors.Enqueue));
}
