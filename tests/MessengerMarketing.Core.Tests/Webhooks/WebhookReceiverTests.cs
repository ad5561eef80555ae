using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Receiving;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

public sealed class WebhookReceiverTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_handshake_is_answered_with_the_bare_challenge()
    {
        using var sender = new WebhookSender();

        HttpResponseMessage answer = await sender.GetAsync("?hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1158201444");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("1158201444", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1158201444")]
    [InlineData("?hub.mode=subscribe&hub.verify_token=&hub.challenge=1158201444")]
    [InlineData("?hub.mode=subscribe&hub.verify_token=VERIFY-ME&hub.challenge=1158201444")]
    [InlineData("?hub.mode=subscribe&hub.verify_token=verify-me")]
    [InlineData("?hub.mode=unsubscribe&hub.verify_token=verify-me&hub.challenge=1158201444")]
    [InlineData("?hub.verify_token=wrong&hub.verify_token=verify-me&hub.mode=subscribe&hub.challenge=1")]
    [InlineData("")]
    public async Task Any_other_handshake_is_refused_without_its_challenge(string query)
    {
        using var sender = new WebhookSender();

        HttpResponseMessage answer = await sender.GetAsync(query);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_a_verify_token_every_handshake_is_refused()
    {
        using var sender = new WebhookSender(options => options with { VerifyToken = null });

        Assert.Equal(HttpStatusCode.Forbidden, (await sender.GetAsync("?hub.mode=subscribe&hub.verify_token=&hub.challenge=1")).StatusCode);
    }

    [Fact]
    public async Task A_delivery_is_confirmed_and_its_event_is_returned()
    {
        using var sender = new WebhookSender();

        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(InboxFolder.Message(1)));

        MessageEvent message = Assert.IsType<MessageEvent>((await sender.NextAsync()).Event);
        Assert.Equal("7771", message.Psid);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("sha256=00", HttpStatusCode.Forbidden)]
    [InlineData("sha256=7cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04d04", HttpStatusCode.Forbidden)]
    public async Task A_delivery_without_a_valid_signature_is_refused_and_not_saved(string? signature, HttpStatusCode status)
    {
        using var sender = new WebhookSender(options => options with { InboxPath = _folder.Inbox });

        Assert.Equal(status, await sender.SendAsync(InboxFolder.Message(1), signature));

        Assert.False(sender.Receiver.TryNext(out _));
        Assert.Equal(0, new FileInfo(_folder.Inbox).Length);
        Assert.Equal([WebhookNoticeKind.SignatureRefused], sender.Notices.Select(static notice => notice.Kind));
    }

    [Fact]
    public async Task Escaped_text_is_checked_unchanged()
    {
        using var sender = new WebhookSender();
        byte[] body = """{"object":"page","entry":[{"id":"1","messaging":[{"message":{"text":"\u00e4\ud83d\ude00 \/ caf\u00e9"}}]}]}"""u8.ToArray();

        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(body, "sha256=2e422c9d15c64589b960f34e6aaf1f744cf31676b1b35c710ab31f37d0052c29"));

        Assert.Equal("ä😀 / café", ((MessageEvent)(await sender.NextAsync()).Event).Text);
    }

    [Theory]
    [InlineData("/hook", "hook", HttpStatusCode.OK)]
    [InlineData("/hook/", "hook", HttpStatusCode.OK)]
    [InlineData("/hook", "hook/", HttpStatusCode.OK)]
    [InlineData("/hook", "", HttpStatusCode.NotFound)]
    [InlineData("/hook", "hooks", HttpStatusCode.NotFound)]
    [InlineData("/hook", "HOOK", HttpStatusCode.NotFound)]
    [InlineData("/", "hook", HttpStatusCode.NotFound)]
    [InlineData("/", "?source=meta", HttpStatusCode.OK)]
    public async Task Deliveries_are_accepted_at_one_path(string path, string sentTo, HttpStatusCode status)
    {
        using var sender = new WebhookSender(options => options with { Path = path });

        Assert.Equal(status, await sender.SendAsync(InboxFolder.Message(1), path: sentTo));
    }

    [Fact]
    public void A_port_in_use_is_reported_and_the_inbox_is_released()
    {
        using var sender = new WebhookSender();

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new WebhookSender(options => options with { Port = sender.Receiver.Address.Port, InboxPath = _folder.Inbox }));
        using var inbox = FileInbox.Open(_folder.Inbox, resume: false, new EventMemory());

        Assert.Contains("127.0.0.1:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_releases_the_port_immediately()
    {
        int port;
        using (var sender = new WebhookSender())
        {
            port = sender.Receiver.Address.Port;
            await sender.SendAsync(InboxFolder.Message(1));
        }

        using var again = new WebhookSender(options => options with { Port = port });
        Assert.Equal(HttpStatusCode.OK, await again.SendAsync(InboxFolder.Message(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_open_connection_does_not_delay_the_stop(bool inFile)
    {
        using var sender = new WebhookSender(options => options with { InboxPath = inFile ? _folder.Inbox : null });
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, sender.Receiver.Address.Port);
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(InboxFolder.Message(1)));

        await Task.Factory.StartNew(sender.Receiver.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(0, await silent.GetStream().ReadAsync(new byte[1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Waiting_for_an_event_ends_when_the_receiver_stops(bool inFile)
    {
        using var sender = new WebhookSender(options => options with { InboxPath = inFile ? _folder.Inbox : null });
        Task<ReceivedEvent> waiting = sender.Receiver.NextAsync(CancellationToken.None);

        sender.Receiver.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Another_loopback_address_can_be_used()
    {
        if (!Socket.OSSupportsIPv6)
        {
            return;
        }

        using var sender = new WebhookSender(options => options with { Address = IPAddress.IPv6Loopback });

        Assert.Equal("[::1]", sender.Receiver.Address.Host);
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(InboxFolder.Message(1)));
    }

    [Fact]
    public async Task No_notice_contains_any_content_of_a_request()
    {
        using var sender = new WebhookSender();
        await sender.GetAsync("?hub.mode=subscribe&hub.verify_token=guessed-token&hub.challenge=1158201444");
        await sender.GetAsync("?hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1158201444");
        await sender.SendAsync(InboxFolder.Message(1), "sha256=00");
        await sender.SendAsync(InboxFolder.Message(1), path: "secret-path");
        await sender.SendAsync("""{"token":"token-1" "psid":"7770001"}"""u8.ToArray());
        Assert.False(sender.Receiver.TryNext(out _));

        Assert.Equal(5, sender.Notices.Count);
        Assert.All(sender.Notices, static notice =>
        {
            Assert.DoesNotContain("guessed", notice.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("verify-me", notice.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret-path", notice.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("7770001", notice.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("words", notice.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("token-1", notice.Text, StringComparison.Ordinal);
        });
    }
}
