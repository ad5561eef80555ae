using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Journal;

/// <summary>Uploads that are resumed with batches of another size.</summary>
public sealed class BatchSizeTests : BatchSizeRun
{
    [Fact]
    public async Task The_remaining_rows_are_divided_into_batches_of_the_new_size()
    {
        await BeginAsync(rows: 50, Delivery.Answered, Delivery.Answered, Delivery.Refused);

        await ResumeAsync(batchSize: 7);

        Assert.Equal([(21, 27), (28, 34), (35, 41), (42, 48), (49, 50)], Audience.Sent.Skip(3).Select(static batch => (batch.FirstRow, batch.LastRow)));
        Assert.Distinct(Audience.Sent.Select(static batch => batch.Number));
        AssertFinished(rows: 50);
        Assert.Equal(7, UploadRecord.Read(Journal).Batches);
    }

    [Theory]
    [InlineData("Lost", 10)]
    [InlineData("KilledBefore", 10)]
    [InlineData("Unheard", 0)]
    [InlineData("KilledAfter", 0)]
    public async Task Only_a_batch_that_did_not_arrive_is_sent_again_in_the_new_size(string delivery, int sentAgain)
    {
        await BeginAsync(rows: 40, Delivery.Answered, Enum.Parse<Delivery>(delivery));
        Assert.Equal(10, UploadRecord.Read(Journal).RowsUnknown);

        IReadOnlyList<UploadEvent> events = await ResumeAsync(batchSize: 4);

        Assert.All(Audience.Sent.Skip(2), static batch => Assert.True(batch.LastRow - batch.FirstRow < 4));
        Assert.Equal(sentAgain + 20, Audience.Sent.Skip(2).Sum(static batch => batch.LastRow - batch.FirstRow + 1));
        Assert.All(Receipts(events), static receipt => Assert.Equal("Accepted", receipt.Status));
        Assert.Equal(30, Receipts(events).Sum(static receipt => receipt.Rows));
        AssertFinished(rows: 40);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_checked_stays_unknown_and_is_sent_unchanged_if_forced()
    {
        await BeginAsync(rows: 30, Delivery.Answered, Delivery.Lost);
        Audience.IsSilent = true;

        await ResumeAsync(batchSize: 4);
        Assert.Equal(10, UploadRecord.Read(Journal).RowsUnknown);
        await ResumeAsync(batchSize: 4, deliveries: [], isForced: true);

        Assert.Contains((2, 11, 20), Audience.Sent.Skip(2));
        AssertFinished(rows: 30);
    }

    [Fact]
    public async Task A_batch_gets_the_new_size_once_it_can_be_checked()
    {
        await BeginAsync(rows: 30, Delivery.Answered, Delivery.Lost);
        Audience.IsSilent = true;
        await ResumeAsync(batchSize: 4);
        Audience.IsSilent = false;

        await ResumeAsync(batchSize: 4);

        Assert.DoesNotContain((2, 11, 20), Audience.Sent.Skip(2));
        AssertFinished(rows: 30);
    }

    [Fact]
    public async Task An_upload_with_a_new_batch_size_is_not_finished_until_all_rows_are_sent()
    {
        Approves = false;
        await BeginAsync(rows: 30);
        Approves = true;
        Assert.True(UploadRecord.Read(Journal).IsListComplete);

        await ResumeAsync(batchSize: 5, Delivery.KilledBefore);
        Assert.Equal(("Unfinished", false), (UploadRecord.Read(Journal).State, UploadRecord.Read(Journal).IsListComplete));

        await ResumeAsync(batchSize: 5);
        AssertFinished(rows: 30);
    }

    [Fact]
    public async Task A_dry_run_makes_no_call_and_leaves_the_journal_unchanged()
    {
        await BeginAsync(rows: 30, Delivery.Answered, Delivery.Unheard);
        byte[] before = await File.ReadAllBytesAsync(Journal);
        Audience.IsSilent = true;

        IReadOnlyList<UploadEvent> events = await ResumeAsync(batchSize: 4, deliveries: [], isDryRun: true);

        Assert.Equal(before, await File.ReadAllBytesAsync(Journal));
        Assert.Null(Assert.IsType<ListCompleted>(events[^1]).Error);
        Assert.Equal(2, Audience.Sent.Count);
    }

    [Fact]
    public async Task A_partly_written_line_is_removed()
    {
        await BeginAsync(rows: 30, Delivery.Answered, Delivery.Refused);
        await File.AppendAllTextAsync(Journal, "{\"resize\":{\"batchSize\":4,\"fir");

        await ResumeAsync(batchSize: 4);

        AssertFinished(rows: 30);
    }

    [Fact]
    public async Task A_list_is_opened_after_it_was_checked()
    {
        await BeginAsync(rows: 30, Delivery.Answered, Delivery.Refused);

        using (var resumed = ResumableUpload.Open(Journal, isDryRun: true))
        {
            Assert.Equal("Call CheckUnchanged first.", Assert.Throws<InvalidOperationException>(() => resumed.OpenFile()).Message);
            Assert.Throws<InvalidOperationException>(() => resumed.WithColumns(["Email"]));
            await Assert.ThrowsAsync<InvalidOperationException>(() => resumed.ChangeBatchSizeAsync(5, sender: null, default));
            resumed.CheckUnchanged(Context, default);
            using IUploadSource? source = resumed.OpenFile().Source;
            Assert.Equal(("list.csv", new FileInfo(List).Length), (source!.Name, source.Length));
        }

        await File.AppendAllTextAsync(List, "late@example.com\n");
        using var changed = ResumableUpload.Open(Journal, isDryRun: true);
        Assert.Equal(JournalProblem.Changed, Assert.Throws<JournalException>(() => changed.CheckUnchanged(Context, default)).Problem);
    }

    private static IReadOnlyList<BatchReceipt> Receipts(IReadOnlyList<UploadEvent> events) => [.. events.OfType<BatchCompleted>().Select(static completed => completed.Receipt)];
}
