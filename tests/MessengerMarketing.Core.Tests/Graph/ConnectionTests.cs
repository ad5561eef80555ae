using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

/// <summary>The shared connections and settings of all calls of a context.</summary>
public sealed class ConnectionTests
{
    private static GraphRequest Get => new(HttpMethod.Get, "me");

    [Fact]
    public async Task All_clients_of_a_context_share_one_connection()
    {
        using var server = new ScriptedServer();
        using GraphContext context = server.Account();

        for (int i = 0; i < 50; i++)
        {
            var client = new GraphClient(context);
            await client.SendAsync(Get);
        }

        Assert.Equal(50, server.Requests.Count);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Closing_ends_the_connection_and_a_later_call_opens_a_new_one()
    {
        var closed = new SemaphoreSlim(0);
        using var server = new RawServer(async (stream, stop) =>
        {
            try
            {
                while (true)
                {
                    await RawServer.ReadHeadAsync(stream, stop);
                    await RawServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"ok\":true}", stop);
                }
            }
            finally
            {
                closed.Release();
            }
        });
        using GraphContext context = server.Account();
        var client = new GraphClient(context);
        await client.SendAsync(Get);
        await client.SendAsync(Get);
        Assert.Equal(1, server.Connections);

        context.CloseConnections();

        Assert.True(await closed.WaitAsync(TimeSpan.FromSeconds(30)), "The connection is still open.");
        await client.SendAsync(Get);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_running_request_is_completed_when_the_connections_are_closed()
    {
        var arrived = new SemaphoreSlim(0);
        var goOn = new SemaphoreSlim(0);
        using var server = new RawServer(async (stream, stop) =>
        {
            await RawServer.ReadHeadAsync(stream, stop);
            arrived.Release();
            await goOn.WaitAsync(stop);
            await RawServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"ok\":true}", stop);
        });
        using GraphContext context = server.Account();
        var client = new GraphClient(context, new GraphClientOptions { MaxRetries = 0 });
        Task<GraphResponse> sending = client.SendAsync(Get);
        Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(30)));

        context.CloseConnections();
        goOn.Release();

        Assert.Equal(200, (await sending).StatusCode);
    }

    [Fact]
    public async Task A_client_uses_the_settings_of_its_context()
    {
        using var server = new RawServer(RawServer.HangAsync);
        using var context = new GraphContext(
            Secret.From("EAAtesttokenforproof0001"), "1", "2", baseUri: server.BaseUri, settings: new GraphConnectionSettings { MaxRetryCount = 0, TimeoutSec = 1 });
        var client = new GraphClient(context);

        GraphException exception = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Equal(1, exception.Attempts);
        Assert.StartsWith("GET me failed: No response within 1 s.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interval_is_the_first_wait_after_any_failure()
    {
        GraphClientOptions options = new GraphConnectionSettings { RetryIntervalSec = 400 }.ToClientOptions();

        Assert.Equal((400, 400, 400), (options.BaseDelay.TotalSeconds, options.ThrottledDelay.TotalSeconds, options.MaxDelay.TotalSeconds));
    }

    [Fact]
    public void Without_an_interval_a_rate_limit_causes_a_longer_wait()
    {
        GraphClientOptions options = new GraphConnectionSettings().ToClientOptions();

        Assert.Equal((6, 1, 15, 30, 15), (options.MaxRetries, options.BaseDelay.TotalSeconds, options.ThrottledDelay.TotalSeconds, options.Timeout.TotalSeconds, options.ConnectTimeout.TotalSeconds));
    }

    [Theory]
    [InlineData(-1, null, 30, "MaxRetryCount")]
    [InlineData(101, null, 30, "MaxRetryCount")]
    [InlineData(6, 0, 30, "RetryIntervalSec")]
    [InlineData(6, 3601, 30, "RetryIntervalSec")]
    [InlineData(6, null, 0, "TimeoutSec")]
    [InlineData(6, null, 3601, "TimeoutSec")]
    public void A_setting_outside_its_range_is_named(int retries, int? interval, int timeout, string name)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new GraphConnectionSettings { MaxRetryCount = retries, RetryIntervalSec = interval, TimeoutSec = timeout });

        Assert.Equal(name, exception.ParamName);
        Assert.StartsWith(name + " must be from ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "graph.facebook.com", true)]
    [InlineData("https://graph.beta.facebook.com/", "graph.beta.facebook.com", true)]
    [InlineData("https://facebook.com.example.com/", "facebook.com.example.com", false)]
    [InlineData("https://notfacebook.com/", "notfacebook.com", false)]
    [InlineData("http://127.0.0.1:8080/", "127.0.0.1:8080", false)]
    public void A_context_knows_whether_it_calls_Meta(string? baseUri, string host, bool isMeta)
    {
        using var context = new GraphContext(Secret.From("EAAtesttokenforproof0001"), "1", "2", baseUri: baseUri is null ? null : new Uri(baseUri));

        Assert.Equal((host, isMeta), (context.Host, context.IsMeta));
    }
}
