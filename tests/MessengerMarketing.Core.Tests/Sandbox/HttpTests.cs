using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class HttpTests
{
    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("[1,2]")]
    [InlineData("{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[[\"")]
    [InlineData("{} {}")]
    [InlineData("{\"payload\":{\"schema\":[\"EMAIL\",],\"data\":[]}}")]
    public async Task A_body_that_is_not_a_JSON_object_gets_error_100(string body)
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(100, reply.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_gets_status_413(bool chunked)
    {
        using var client = new SandboxClient(new SandboxOptions { MaxBodyBytes = 10_000 });
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Audiences);
        // On 1.6 Mbit/s, 5 s of the 30 s in which the server reads the rest of a refused body. Other tests can use the same link.
        request.Content = new ByteArrayContent(new byte[1_000_000]);
        request.Headers.TransferEncodingChunked = chunked;

        GraphReply reply = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
        Assert.NotNull(reply.Json["error"]);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("v25.0/me")).Status);
    }

    [Fact]
    public async Task A_chunked_body_is_read_to_its_end()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v25.0/{id}/users");
        request.Content = new StringContent(SandboxClient.Upload(5000), Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = true;

        GraphReply reply = await client.SendAsync(request);

        Assert.Equal(5000, (int)reply.Json["num_received"]!);
    }

    [Fact]
    public async Task A_client_that_disconnects_within_its_body_affects_no_other_client()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        for (int i = 0; i < 10; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, client.Server.BaseUri.Port);
            byte[] head = Encoding.ASCII.GetBytes($"POST /v25.0/{id}/users HTTP/1.1\r\nHost: {client.Server.BaseUri.Authority}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{{\"payload\":");
            await socket.GetStream().WriteAsync(head);
            socket.LingerState = new LingerOption(true, 0);
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("v25.0/me")).Status);
        Assert.Equal(0, client.Server.Audiences[0].RowsReceived);
    }

    [Fact]
    public async Task A_client_that_does_not_wait_for_its_response_affects_no_other_client()
    {
        using var client = new SandboxClient(new SandboxOptions { Latency = TimeSpan.FromMilliseconds(200) });
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Http.GetAsync(new Uri("v25.0/me", UriKind.Relative), impatience.Token));
        await Task.Delay(300);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("v25.0/me")).Status);
    }

    [Fact]
    public async Task Stopping_drops_calls_that_are_waiting_for_their_response()
    {
        using var client = new SandboxClient(new SandboxOptions { Latency = TimeSpan.FromMinutes(5) });
        Task<GraphReply> waiting = client.GetAsync("v25.0/me");
        while (client.Server.RequestCount == 0)
        {
            await Task.Delay(10);
        }

        client.Server.Stop();

        await Assert.ThrowsAsync<HttpRequestException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task The_record_has_method_path_and_status_but_neither_query_nor_token()
    {
        using var client = new SandboxClient();
        await client.GetAsync($"v25.0/me?access_token={client.Server.AccessToken}&fields=id");
        await client.GetAsync("v25.0/0");

        Assert.Equal(2, client.Server.RequestCount);
        Assert.Equal(
            [(1L, "GET", "/v25.0/me", 200), (2L, "GET", "/v25.0/0", 400)],
            client.Server.Requests.Select(static request => (request.Number, request.Method, request.Path, request.Status)));
    }

    [Fact]
    public async Task The_record_keeps_the_last_thousand_calls()
    {
        using var client = new SandboxClient();
        for (int i = 0; i < 1010; i++)
        {
            await client.GetAsync("v25.0/me");
        }

        Assert.Equal(1000, client.Server.Requests.Count);
        Assert.Equal((11L, 1010L), (client.Server.Requests[0].Number, client.Server.Requests[^1].Number));
    }

    [Fact]
    public async Task Two_thousand_damaged_uploads_all_get_an_error_envelope()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        byte[] sound = Encoding.UTF8.GetBytes(SandboxClient.Upload(3, 1, "{\"session_id\":5,\"batch_seq\":1}"));
        var random = new Random(20260301);

        for (int i = 0; i < 2000; i++)
        {
            byte[] mangled = [.. sound.Take(random.Next(1, sound.Length + 1))];
            for (int change = random.Next(0, 4); change > 0; change--)
            {
                mangled[random.Next(mangled.Length)] = (byte)random.Next(256);
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, $"v25.0/{id}/users") { Content = new ByteArrayContent(mangled) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", random.Next(4) == 0 ? "application/x-www-form-urlencoded" : "application/json");
            GraphReply reply = await client.SendAsync(request);

            Assert.True(reply.Status == HttpStatusCode.OK || reply.Code is 100 or 2650, reply.Text);
        }

        Assert.Empty(client.Server.InternalErrors);
    }
}
