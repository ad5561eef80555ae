using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Webhooks.Receiving;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Tests requests that are invalid, too large, too slow or ambiguous.</summary>
public sealed class WebhookReceiverLimitTests
{
    private const string TwoSignatures =
        "X-Hub-Signature-256: sha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\r\n" +
        "X-Hub-Signature-256: sha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\r\n";

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
    public async Task A_client_that_expects_100_Continue_gets_the_refusal_before_it_sends_a_large_body()
    {
        using var sender = new WebhookSender(options => options with { MaxBodyBytes = 2000 });

        string answer = await sender.ExchangeAsync($"POST / HTTP/1.1\r\nHost: localhost\r\n{WebhookSender.AnySignature}\r\nContent-Length: 2001\r\nExpect: 100-continue\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: loc")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nSIGNATURE\r\nContent-Length: 100\r\n\r\nabc")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nSIGNATURE\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc")]
    public async Task A_client_that_is_too_slow_gets_a_timeout_response(string start)
    {
        using var sender = new WebhookSender(options => options with { RequestTime = TimeSpan.FromMilliseconds(300) });

        string answer = await sender.ExchangeAsync(start.Replace("SIGNATURE", WebhookSender.AnySignature, StringComparison.Ordinal));

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_headers_of_a_request_have_their_own_timeout()
    {
        using var sender = new WebhookSender(options => options with { HeadTime = TimeSpan.FromMilliseconds(300), RequestTime = TimeSpan.FromMinutes(5) });

        Assert.StartsWith("HTTP/1.1 408 ", await sender.ExchangeAsync("POST / HTTP/1.1\r\nHost: loc"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 401)]
    [InlineData("X-Hub-Signature-256: \r\n", 401)]
    [InlineData("X-Hub-Signature-256: sha256=\r\n", 403)]
    [InlineData("X-Hub-Signature-256: sha1=0123456789abcdef0123456789abcdef01234567\r\n", 403)]
    [InlineData("X-Hub-Signature-256: sha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg\r\n", 403)]
    [InlineData(TwoSignatures, 403)]
    public async Task A_delivery_without_a_signature_of_the_right_form_is_refused_before_its_body_is_read(string header, int status)
    {
        using var sender = new WebhookSender();

        // The body is never sent.
        string answer = await sender.ExchangeAsync($"POST / HTTP/1.1\r\nHost: localhost\r\n{header}Content-Length: 1000000\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
        Assert.Equal(WebhookNoticeKind.SignatureRefused, Assert.Single(sender.Notices).Kind);
    }

    [Theory]
    [InlineData("POST /other", 404)]
    [InlineData("PUT /", 405)]
    [InlineData("GET /", 400)]
    public async Task A_request_that_is_not_a_delivery_is_refused_before_its_body_is_read(string start, int status)
    {
        using var sender = new WebhookSender();

        string answer = await sender.ExchangeAsync($"{start} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_sends_a_large_body_without_a_signature_still_reads_the_refusal()
    {
        using var sender = new WebhookSender();

        string answer = await sender.ExchangeAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" + new string('x', 1_000_000));

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_clients_do_not_delay_others()
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
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: localhost\r\n{WebhookSender.AnySignature}\r\nContent-Length: 10\r\n\r\n"));
            }

            Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(InboxFolder.Message(1)));
        }
        finally
        {
            slow.ForEach(static client => client.Dispose());
        }
    }
}
