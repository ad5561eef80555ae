using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class StartAndStopTests
{
    [Fact]
    public async Task A_server_responds_as_soon_as_it_is_started()
    {
        using var client = new SandboxClient();

        GraphReply reply = await client.GetAsync("v25.0/me");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("http", client.Server.BaseUri.Scheme);
        Assert.True(client.Server.BaseUri.IsLoopback);
        Assert.True(client.Server.IsRunning);
    }

    [Fact]
    public void Twenty_servers_start_in_parallel_in_less_than_half_a_second_each()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        List<SandboxServer> servers = [.. Enumerable.Range(0, 20).Select(static _ => SandboxServer.Start())];
        TimeSpan each = clock.Elapsed / servers.Count;

        Assert.True(each < TimeSpan.FromSeconds(0.5), $"A server took {each.TotalMilliseconds:F0} ms to start.");
        Assert.Equal(20, servers.Select(static server => server.BaseUri.Port).Distinct().Count());
        Assert.Equal(20, servers.Select(static server => server.AccessToken).Distinct().Count());
        servers.ForEach(static server => server.Dispose());
    }

    [Fact]
    public async Task Stopping_releases_the_port_even_while_a_connection_is_open()
    {
        using var client = new SandboxClient();
        int port = client.Server.BaseUri.Port;
        await client.GetAsync("me");

        client.Server.Stop();

        using var next = SandboxServer.Start(new SandboxOptions { Port = port });
        Assert.Equal(port, next.BaseUri.Port);
        Assert.False(client.Server.IsRunning);
    }

    [Fact]
    public void Stopping_twice_is_harmless_and_the_record_stays_readable()
    {
        var server = SandboxServer.Start();
        server.Stop();
        server.Stop();
        server.Dispose();
        server.Dispose();

        Assert.Empty(server.Requests);
        Assert.Empty(server.InternalErrors);
    }

    [Fact]
    public void A_port_in_use_is_an_error_that_names_it()
    {
        var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        int port = ((IPEndPoint)holder.LocalEndpoint).Port;

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => SandboxServer.Start(new SandboxOptions { Port = port }));

        holder.Stop();
        Assert.Contains(port.ToString(System.Globalization.CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_and_credentials_look_like_Metas()
    {
        using var server = SandboxServer.Start();

        Assert.Matches("^EAA[A-Za-z0-9]{100,}$", server.AccessToken);
        Assert.Matches("^EAA[A-Za-z0-9]{100,}$", server.PageAccessToken);
        Assert.Matches("^[0-9a-f]{32}$", server.AppSecret);
        Assert.Matches("^[0-9]{15,17}$", server.AdAccountId);
        Assert.Matches("^[0-9]{15,17}$", server.PageId);
        Assert.Equal("v26.0", server.ApiVersion);
    }

    [Fact]
    public void Ids_and_credentials_can_be_specified()
    {
        using var server = SandboxServer.Start(new SandboxOptions
        {
            AccessToken = "token", PageAccessToken = "page-token", AppSecret = "secret", AdAccountId = "123", PageId = "456", ApiVersion = "v26.0",
        });

        Assert.Equal(("token", "page-token", "secret"), (server.AccessToken, server.PageAccessToken, server.AppSecret));
        Assert.Equal(("123", "456", "v26.0"), (server.AdAccountId, server.PageId, server.ApiVersion));
    }

    [Fact]
    public void A_seed_repeats_ids_and_credentials()
    {
        using var one = SandboxServer.Start(new SandboxOptions { Seed = 7 });
        using var same = SandboxServer.Start(new SandboxOptions { Seed = 7 });
        using var other = SandboxServer.Start(new SandboxOptions { Seed = 8 });

        Assert.Equal((one.AccessToken, one.AdAccountId), (same.AccessToken, same.AdAccountId));
        Assert.NotEqual(one.AccessToken, other.AccessToken);
    }

    [Theory]
    [InlineData(1.5, 0, 0)]
    [InlineData(double.NaN, 0, 0)]
    [InlineData(0.5, -0.1, 0)]
    [InlineData(0.5, 0, 65536)]
    public void An_option_outside_its_range_is_refused_before_anything_starts(double matchRate, double failureRate, int port)
    {
        var options = new SandboxOptions { MatchRate = matchRate, FailureRate = failureRate, Port = port };

        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxServer.Start(options));
    }
}
