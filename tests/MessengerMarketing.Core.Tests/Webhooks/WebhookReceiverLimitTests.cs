using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Requests that are none, too large, too slow or ambiguous.</summary>
public sealed class WebhookReceiverLimitTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    [InlineData("PATCH")]
    public async Task Other_methods_are_refused(string method)
    {
        using var sender = new WebhookSender();
        using var request = new HttpRequestMessage(new HttpMethod(method), sender.Receiver.Address);

        HttpResponseMessage answer = await sender.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "POST"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var sender = new WebhookSender(options => options with { MaxBodyBytes = 2000 });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await sender.SendAsync(new byte[2001]));
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(new byte[2000]));
    }

    [Fact]
    public async Task A_client_that_asks_first_is_told_that_its_body_is_too_large_before_it_sends_it()
    {
        using var sender = new WebhookSender(options => options with { MaxBodyBytes = 2000 });

        string answer = await sender.ExchangeAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2001\r\nExpect: 100-continue\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: loc")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc")]
    public async Task A_client_that_is_too_slow_is_told_so(string start)
    {
        using var sender = new WebhookSender(options => options with { RequestTime = TimeSpan.FromMilliseconds(300) });

        Assert.StartsWith("HTTP/1.1 408 ", await sender.ExchangeAsync(start), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length : 1\r\n\r\na")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task A_request_that_can_be_read_in_two_ways_is_refused(string request)
    {
        using var sender = new WebhookSender();

        Assert.StartsWith("HTTP/1.1 400 ", await sender.ExchangeAsync(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_clients_do_not_hold_up_others()
    {
        using var sender = new WebhookSender();
        var slow = new List<TcpClient>();
        try
        {
            for (int i = 0; i < 100; i++)
            {
                var client = new TcpClient();
                slow.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, sender.Receiver.Address.Port);
                await client.GetStream().WriteAsync("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n"u8.ToArray());
            }

            Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(InboxFolder.Message(1)));
        }
        finally
        {
            slow.ForEach(static client => client.Dispose());
        }
    }
}
