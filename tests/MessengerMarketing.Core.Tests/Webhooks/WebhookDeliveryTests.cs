using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Receiving;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Deliveries are returned once and in order, and are confirmed only after they are stored.</summary>
public sealed class WebhookDeliveryTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_repeated_delivery_is_returned_once()
    {
        using var sender = new WebhookSender(options => options with { InboxPath = _folder.Inbox });

        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(InboxFolder.Message(1)));
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(InboxFolder.Message(1)));
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(InboxFolder.Message(2)));

        Assert.Equal(["m1", "m2"], await sender.TakeAsync(2));
        Assert.False(sender.Receiver.TryNext(out _));
    }

    [Fact]
    public async Task A_repeated_delivery_after_a_restart_is_not_returned_again()
    {
        using (var first = new WebhookSender(options => options with { InboxPath = _folder.Inbox }))
        {
            await first.SendAsync(InboxFolder.Message(1));
            Assert.Equal(["m1"], await first.TakeAsync(1));
        }

        using var second = new WebhookSender(options => options with { InboxPath = _folder.Inbox, Resume = true });
        await second.SendAsync(InboxFolder.Message(1));
        await second.SendAsync(InboxFolder.Message(2));

        Assert.Equal(["m2"], await second.TakeAsync(1));
        Assert.False(second.Receiver.TryNext(out _));
    }

    [Fact]
    public async Task An_unconfirmed_event_is_returned_again()
    {
        byte[] delivery = Encoding.UTF8.GetBytes(
            """{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"7"},"message":{"mid":"a"}},{"sender":{"id":"7"},"message":{"mid":"b"}},{"sender":{"id":"7"},"message":{"mid":"c"}}]}]}""");
        using (var first = new WebhookSender(options => options with { InboxPath = _folder.Inbox }))
        {
            await first.SendAsync(delivery);
            Assert.Equal(["a"], await first.TakeAsync(1));
            await first.NextAsync();
        }

        using var second = new WebhookSender(options => options with { InboxPath = _folder.Inbox, Resume = true });

        Assert.Equal(["b", "c"], await second.TakeAsync(2));
        Assert.False(second.Receiver.TryNext(out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_delivery_whose_event_was_returned_is_confirmed_although_the_receiver_stops(bool inFile)
    {
        for (int i = 0; i < 200; i++)
        {
            using var sender = new WebhookSender(options => options with { InboxPath = inFile ? _folder.Inbox : null });
            Task<HttpStatusCode> sending = sender.SendAsync(InboxFolder.Message(i));

            await sender.NextAsync();
            await Task.Factory.StartNew(sender.Receiver.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

            Assert.Equal(HttpStatusCode.OK, await sending);
        }
    }

    [Fact]
    public async Task A_signed_body_that_is_not_a_webhook_is_confirmed_and_reported()
    {
        using var sender = new WebhookSender(options => options with { InboxPath = _folder.Inbox });

        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync("not json"u8.ToArray()));
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(InboxFolder.Message(2)));

        Assert.Equal(["m2"], await sender.TakeAsync(1));
        WebhookNotice notice = Assert.Single(sender.Notices);
        Assert.Equal(WebhookNoticeKind.Unreadable, notice.Kind);
        Assert.Equal(1, notice.Sequence);
    }

    [Fact]
    public async Task A_delivery_that_cannot_be_saved_is_not_confirmed()
    {
        using var sender = new WebhookSender(new BrokenInbox());

        Assert.Equal(HttpStatusCode.InternalServerError, await sender.SendAsync(InboxFolder.Message(1)));

        WebhookNotice notice = Assert.Single(sender.Notices);
        Assert.Equal(WebhookNoticeKind.NotKept, notice.Kind);
        Assert.IsType<IOException>(notice.Error);
    }

    [Fact]
    public async Task A_delivery_on_a_hanging_disk_gets_a_response_within_five_seconds()
    {
        using var sender = new WebhookSender(new BrokenInbox { Hangs = true });
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(HttpStatusCode.InternalServerError, await sender.SendAsync(InboxFolder.Message(1)));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), string.Create(CultureInfo.InvariantCulture, $"It took {clock.Elapsed}."));
    }

    [Fact]
    public async Task A_full_memory_refuses_further_deliveries()
    {
        using var sender = new WebhookSender(options => options with { MaxBodyBytes = 40 * 1024 * 1024 });

        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(new byte[40 * 1024 * 1024]));
        Assert.Equal(HttpStatusCode.InternalServerError, await sender.SendAsync(new byte[40 * 1024 * 1024]));
        Assert.False(sender.Receiver.TryNext(out _));
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(InboxFolder.Message(1)));
    }

    private sealed class BrokenInbox : IInbox
    {
        public bool Hangs { get; init; }

        public Task AppendAsync(byte[] body, DateTimeOffset received) =>
            Hangs ? Task.Delay(Timeout.Infinite) : Task.FromException(new IOException("No space left on device"));

        public InboxRecord? TryTake() => null;

        public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

        public int EventsBefore(InboxRecord record) => 0;

        public void Confirm(InboxRecord record, int events, bool isWhole)
        {
        }

        public void Dispose()
        {
        }
    }
}
