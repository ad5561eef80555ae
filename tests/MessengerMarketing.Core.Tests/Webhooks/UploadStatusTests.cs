using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Uploads;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

public sealed class UploadStatusTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly InboxFolder _folder = new();
    private readonly UploadStatusMatcher _matcher = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_event_belongs_to_the_batch_of_its_audience_and_rows_that_was_sent_before()
    {
        _matcher.Add(Receipt(1, 1000, sentAt: Noon));
        _matcher.Add(Receipt(2, 500, sentAt: Noon.AddSeconds(1)));
        _matcher.Add(Status(500, timestamp: 1767268900), Noon.AddSeconds(5));

        AudienceUploadStatus status = Assert.Single(_matcher.MatchEvents());
        Assert.Equal(2, status.Batch);
        Assert.Equal("140984918491243", status.AudienceId);
        Assert.Equal(500, status.Rows);
        Assert.Equal(AudienceUploadState.Succeeded, status.StatusValue);
        Assert.Equal("SUCCESS", status.Detail);
        Assert.Equal(105, status.LowerBound);
        Assert.Equal(120, status.UpperBound);
        Assert.Equal(UploadStatusSource.Webhook, status.SourceValue);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 12, 1, 40, TimeSpan.Zero), status.Time);
        Assert.Equal([1], _matcher.Waiting.Select(static receipt => receipt.Batch));
    }

    [Fact]
    public void An_event_from_before_the_batch_was_sent_belongs_to_another_batch()
    {
        _matcher.Add(Status(1000, timestamp: 1), Noon.AddSeconds(-1));
        _matcher.Add(Receipt(1, 1000, sentAt: Noon));

        Assert.Empty(_matcher.MatchEvents());
    }

    [Fact]
    public void An_event_can_arrive_before_the_receipt()
    {
        _matcher.Add(Status(1000, timestamp: 1), Noon.AddSeconds(1));
        Assert.Empty(_matcher.MatchEvents());

        _matcher.Add(Receipt(1, 1000, sentAt: Noon));
        Assert.Single(_matcher.MatchEvents());
    }

    [Fact]
    public void Batches_of_the_same_size_are_matched_in_the_order_they_were_sent()
    {
        _matcher.Add(Receipt(2, 1000, sentAt: Noon.AddSeconds(1)));
        _matcher.Add(Receipt(1, 1000, sentAt: Noon));
        _matcher.Add(Status(1000, timestamp: 1), Noon.AddSeconds(2));
        _matcher.Add(Status(1000, timestamp: 2), Noon.AddSeconds(3));

        Assert.Equal([1, 2], _matcher.MatchEvents().Select(static status => status.Batch));
    }

    [Fact]
    public void A_repeated_event_belongs_to_one_batch()
    {
        _matcher.Add(Receipt(1, 1000, sentAt: Noon));
        _matcher.Add(Receipt(2, 1000, sentAt: Noon));
        _matcher.Add(Status(1000, timestamp: 1), Noon.AddSeconds(1));
        _matcher.Add(Status(1000, timestamp: 1), Noon.AddSeconds(2));

        Assert.Single(_matcher.MatchEvents());
    }

    [Fact]
    public void An_event_for_the_Page_and_the_ad_account_belongs_to_one_batch()
    {
        _matcher.Add(Receipt(1, 1000, sentAt: Noon));
        _matcher.Add(Receipt(2, 1000, sentAt: Noon));
        _matcher.Add(Status(1000, timestamp: 1, subscribed: "page"), Noon.AddSeconds(1));
        _matcher.Add(Status(1000, timestamp: 1, subscribed: "ad_account"), Noon.AddSeconds(1));

        Assert.Single(_matcher.MatchEvents());
    }

    [Fact]
    public void Rows_can_be_counted_without_invalid_rows()
    {
        _matcher.Add(Receipt(1, 1000, sentAt: Noon) with { Invalid = 10 });
        _matcher.Add(Status(990, timestamp: 1), Noon.AddSeconds(1));

        Assert.Single(_matcher.MatchEvents());
    }

    [Fact]
    public void A_status_other_than_success_is_a_failure_with_the_words_of_Meta()
    {
        _matcher.Add(Receipt(1, 1000, sentAt: Noon));
        _matcher.Add(Status(1000, timestamp: 1, status: "FAILURE"), Noon.AddSeconds(1));

        AudienceUploadStatus status = Assert.Single(_matcher.MatchEvents());
        Assert.Equal(AudienceUploadState.Failed, status.StatusValue);
        Assert.Equal("FAILURE", status.Detail);
    }

    [Fact]
    public async Task Statuses_are_read_from_an_inbox_that_is_being_written()
    {
        using var waiter = UploadStatusWaiter.FromInbox(_folder.Inbox, TimeSpan.FromSeconds(30), CancellationToken.None);
        waiter.Add(Receipt(1, 1000, sentAt: DateTimeOffset.UtcNow));
        waiter.Add(Receipt(2, 500, sentAt: DateTimeOffset.UtcNow));
        waiter.Complete();

        using var inbox = FileInbox.Open(_folder.Inbox, resume: false, new EventMemory());
        await inbox.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);
        await inbox.AppendAsync(Body(1000, 1), DateTimeOffset.UtcNow);
        AudienceUploadStatus first = await NextAsync(waiter);
        await inbox.AppendAsync(Body(500, 2), DateTimeOffset.UtcNow);
        AudienceUploadStatus second = await NextAsync(waiter);

        Assert.Equal(1, first.Batch);
        Assert.Equal(2, second.Batch);
        Assert.False(await waiter.Updates.WaitToReadAsync());
    }

    [Fact]
    public async Task A_rejected_or_unsent_batch_causes_no_wait()
    {
        using var waiter = UploadStatusWaiter.FromInbox(_folder.Inbox, TimeSpan.FromMinutes(5), CancellationToken.None);
        waiter.Add(Receipt(1, 1000) with { Status = nameof(BatchStatus.Rejected) });
        waiter.Add(Receipt(2, 0) with { Status = nameof(BatchStatus.NotSent) });
        waiter.Complete();

        Assert.Equal(AudienceUploadState.Rejected, (await NextAsync(waiter)).StatusValue);
        Assert.Equal(AudienceUploadState.NotSent, (await NextAsync(waiter)).StatusValue);
        Assert.False(await waiter.Updates.WaitToReadAsync());
    }

    [Fact]
    public async Task A_missing_status_times_out()
    {
        using var waiter = UploadStatusWaiter.FromInbox(_folder.Inbox, TimeSpan.FromMilliseconds(300), CancellationToken.None);
        waiter.Add(Receipt(1, 1000, sentAt: Noon));
        waiter.Complete();

        Assert.Equal(AudienceUploadState.TimedOut, (await NextAsync(waiter)).StatusValue);
        Assert.False(await waiter.Updates.WaitToReadAsync());
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        using var cancellation = new CancellationTokenSource();
        using var waiter = UploadStatusWaiter.FromInbox(_folder.Inbox, TimeSpan.FromMinutes(5), cancellation.Token);
        waiter.Add(Receipt(1, 1000, sentAt: Noon));
        waiter.Complete();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiter.Updates.WaitToReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private static async Task<AudienceUploadStatus> NextAsync(UploadStatusWaiter waiter)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return (await waiter.Updates.ReadAsync(patience.Token)).Status!;
    }

    private static BatchReceipt Receipt(int batch, int rows, DateTimeOffset? sentAt = null) => new()
    {
        AudienceId = "140984918491243",
        RunId = Guid.Empty,
        Batch = batch,
        FirstRow = 1,
        LastRow = rows,
        Rows = rows,
        Rejected = 0,
        Status = nameof(BatchStatus.Accepted),
        SentAt = sentAt,
    };

    private static UploadStatusEvent Status(int rows, long timestamp, string subscribed = "page", string status = "SUCCESS") =>
        (UploadStatusEvent)WebhookParser.Parse(Body(rows, timestamp, subscribed, status)).Events[0];

    private static byte[] Body(int rows, long timestamp, string subscribed = "page", string status = "SUCCESS") => Encoding.UTF8.GetBytes(string.Format(
        CultureInfo.InvariantCulture,
        """{{"object":"{0}","entry":[{{"id":"1","time":1,"changes":[{{"field":"marketing_messages_subscriber_upload_status","value":{{"custom_audience_id":140984918491243,"timestamp":{1},"num_rows":{2},"approximate_count_lower_bound":105,"approximate_count_upper_bound":120,"batch_uploading_status":"{3}"}}}}]}}]}}""",
        subscribed,
        timestamp,
        rows,
        status));
}
