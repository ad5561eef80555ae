using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

public sealed class MemoryInboxTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 30, 6, 7, 8, TimeSpan.Zero);

    [Fact]
    public async Task Deliveries_come_out_in_order_and_once()
    {
        using var inbox = new MemoryInbox();
        await inbox.AppendAsync([1], Time);
        await inbox.AppendAsync([2, 3], Time.AddSeconds(1));

        InboxRecord first = inbox.TryTake()!;
        inbox.Confirm(first, 1, isWhole: true);
        InboxRecord second = inbox.TryTake()!;

        Assert.Equal((1L, 2L, 1L, Time), (first.Offset, first.End, first.Delivery!.Sequence, first.Delivery.Received));
        Assert.Equal((2L, 3L, 2L, Time.AddSeconds(1)), (second.Offset, second.End, second.Delivery!.Sequence, second.Delivery.Received));
        Assert.Equal([2, 3], second.Delivery.Body);
        Assert.Equal(0, inbox.EventsBefore(second));
        Assert.Null(inbox.TryTake());
    }

    [Fact]
    public async Task It_has_room_for_64_MiB()
    {
        byte[] half = new byte[32 * 1024 * 1024];
        using var inbox = new MemoryInbox();
        await inbox.AppendAsync(half, Time);
        await inbox.AppendAsync(half, Time);

        IOException full = await Assert.ThrowsAsync<IOException>(() => inbox.AppendAsync([1], Time));
        Assert.StartsWith("The inbox in memory is full", full.Message, StringComparison.Ordinal);

        // What was refused takes no room, and what was taken out gives its room back.
        Assert.NotNull(inbox.TryTake());
        await inbox.AppendAsync(half, Time);
        await Assert.ThrowsAsync<IOException>(() => inbox.AppendAsync([1], Time));
    }

    [Fact]
    public async Task It_has_room_for_ten_thousand_deliveries()
    {
        using var inbox = new MemoryInbox();
        for (int number = 1; number <= 10_000; number++)
        {
            await inbox.AppendAsync([1], Time);
        }

        await Assert.ThrowsAsync<IOException>(() => inbox.AppendAsync([1], Time));
        Assert.Equal(1, inbox.TryTake()!.Delivery!.Sequence);
        await inbox.AppendAsync([1], Time);
    }

    [Fact]
    public async Task Waiting_ends_with_a_delivery_a_cancellation_or_the_inbox()
    {
        var inbox = new MemoryInbox();
        Task waiting = inbox.WaitAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await inbox.AppendAsync([1], Time);
        await waiting.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.NotNull(inbox.TryTake());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inbox.WaitAsync(new CancellationToken(canceled: true)));

        waiting = inbox.WaitAsync(CancellationToken.None);
        inbox.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(TimeSpan.FromMinutes(1)));
        await Assert.ThrowsAsync<IOException>(() => inbox.AppendAsync([1], Time));
    }
}
