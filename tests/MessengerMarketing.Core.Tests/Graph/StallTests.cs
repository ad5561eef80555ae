using System;
using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

/// <summary>Servers that accept connections but make no progress, and how long they can delay a call.</summary>
public sealed class StallTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";

    // Much more than the system's buffers can hold.
    private const int VeryLarge = 64 * 1024 * 1024;

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private static GraphClientOptions Short => new()
    {
        MaxRetries = 0,
        BaseDelay = TimeSpan.FromMilliseconds(10),
        Timeout = TimeSpan.FromSeconds(1),
        ConnectTimeout = TimeSpan.FromSeconds(1),
        TimeProvider = TimeProvider.System,
    };

    private static GraphRequest Get => new(HttpMethod.Get, "me");

    private static GraphRequest Post => new(HttpMethod.Post, "1234/users") { IsIdempotent = true, Content = () => new StringContent("{}", Encoding.UTF8, "application/json") };

    private static GraphRequest LargePost => Post with { Content = () => new ByteArrayContent(new byte[8 * 1024 * 1024]) };

    [Fact]
    public async Task A_server_that_accepts_and_never_responds_is_abandoned()
    {
        using var server = new RawServer(RawServer.HangAsync);

        GraphException exception = await FailAsync(server, Get, Short);

        Assert.StartsWith("GET me failed: No response within 1 s.", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.RequestMayHaveArrived);
    }

    [Fact]
    public async Task A_silent_server_is_called_twice_and_no_more()
    {
        using var server = new RawServer(RawServer.HangAsync);

        GraphException exception = await FailAsync(server, Post, Short with { MaxRetries = 6 });

        Assert.Equal(2, exception.Attempts);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_settling_query_does_not_wait_for_a_silent_server_again_and_again()
    {
        using var server = new RawServer(RawServer.HangAsync);
        GraphRequest request = Post with { FindLostResponse = static (bounded, token) => SendAsync(bounded, token) };

        GraphException exception = await FailAsync(server, request, Short with { MaxRetries = 6 });

        Assert.Equal(2, server.Connections);
        Assert.True(exception.RequestMayHaveArrived);

        static async Task<GraphResponse?> SendAsync(GraphClient bounded, CancellationToken token) => await bounded.SendAsync(Get, token);
    }

    [Fact]
    public async Task A_response_that_drips_is_not_progress()
    {
        using var server = new RawServer(static async (stream, stop) =>
        {
            await RawServer.ReadHeadAsync(stream, stop);
            await RawServer.WriteAsync(stream, Head, stop);
            while (true)
            {
                await RawServer.WriteAsync(stream, " ", stop);
                await Task.Delay(50, stop);
            }
        });

        GraphException exception = await FailAsync(server, Get, Short);

        Assert.StartsWith("GET me failed: The response stalled for 1 s.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_drip_are_not_progress()
    {
        using var server = new RawServer(static async (stream, stop) =>
        {
            await RawServer.ReadHeadAsync(stream, stop);
            await RawServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\nX-Endless: ", stop);
            while (true)
            {
                await RawServer.WriteAsync(stream, "a", stop);
                await Task.Delay(50, stop);
            }
        });

        GraphException exception = await FailAsync(server, Post, Short);

        Assert.StartsWith("POST 1234/users failed: No response within 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_read_the_body_is_abandoned()
    {
        using var server = new RawServer(static async (stream, stop) =>
        {
            await RawServer.ReadHeadAsync(stream, stop);
            await RawServer.HangAsync(stream, stop);
        });

        GraphException exception = await FailAsync(server, LargePost, Short);

        Assert.StartsWith("POST 1234/users failed: Sending the request stalled for 1 s.", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.RequestMayHaveArrived);
    }

    [Fact]
    public async Task A_server_without_TLS_is_abandoned_and_has_received_nothing()
    {
        using var server = new RawServer(RawServer.HangAsync, "https");

        GraphException exception = await FailAsync(server, Post, Short);

        Assert.StartsWith("POST 1234/users failed: No connection could be established within 1 s.", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.RequestMayHaveArrived);
    }

    [Fact]
    public async Task A_server_with_plain_HTTP_instead_of_TLS_is_reported_immediately()
    {
        using var server = new RawServer(static (stream, stop) => RawServer.WriteAsync(stream, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", stop), "https");

        GraphException exception = await FailAsync(server, Post, Short with { MaxRetries = 6 });

        Assert.StartsWith("POST 1234/users failed: No secure connection could be established", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, exception.Attempts);
    }

    [Fact]
    public async Task A_large_body_on_a_slow_uplink_takes_longer_than_the_timeout_and_arrives()
    {
        var clock = Stopwatch.StartNew();
        using var server = new RawServer(static async (stream, stop) =>
        {
            await RawServer.ReadHeadAsync(stream, stop);
            byte[] buffer = new byte[4 * 1024 * 1024];
            for (int received = 0; received < VeryLarge;)
            {
                received += await stream.ReadAtLeastAsync(buffer, Math.Min(buffer.Length, VeryLarge - received), cancellationToken: stop);
                await Task.Delay(450, stop);
            }

            await RawServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"ok\":true}", stop);
            await RawServer.HangAsync(stream, stop);
        });
        using GraphContext account = server.Account();
        var client = new GraphClient(account, Short with { Timeout = TimeSpan.FromSeconds(5) });

        GraphResponse response = await client.SendAsync(Post with { Content = () => new ByteArrayContent(new byte[VeryLarge]) });

        Assert.Equal(200, response.StatusCode);
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(6), $"It took {clock.Elapsed}, so that nothing was slow.");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_short_wait_limit_ends_a_silent_attempt_before_its_timeout(string method)
    {
        using var server = new RawServer(RawServer.HangAsync);
        var clock = Stopwatch.StartNew();

        GraphException exception = await FailAsync(server, method == "GET" ? Get : Post, new GraphClientOptions { MaxWait = TimeSpan.FromSeconds(1), MinAttemptTime = TimeSpan.FromSeconds(1) });

        Assert.Equal(GraphErrorKind.NoAnswer, exception.Kind);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3) + Slack);
        Assert.True(exception.Attempts <= 2);
    }

    [Fact]
    public async Task An_unreachable_server_delays_a_call_no_longer_than_the_limit()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = new Uri($"http://{probe.LocalEndpoint}/");
        probe.Stop();
        using var account = new GraphContext(Secret.From("EAAtesttokenforproof0001"), "1", "2", baseUri: address);
        var client = new GraphClient(account, new GraphClientOptions { MaxWait = TimeSpan.FromSeconds(2) });
        var clock = Stopwatch.StartNew();

        GraphException exception = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Post));

        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(3) + Slack);
        Assert.False(exception.RequestMayHaveArrived);
    }

    private static async Task<GraphException> FailAsync(RawServer server, GraphRequest request, GraphClientOptions options)
    {
        using GraphContext account = server.Account();
        var client = new GraphClient(account, options);
        var clock = Stopwatch.StartNew();

        GraphException exception = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(request));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed}.");
        return exception;
    }
}
