using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

public sealed class FileInboxTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Deliveries_are_returned_in_order()
    {
        using FileInbox inbox = Open();

        await Task.WhenAll(Enumerable.Range(1, 500).Select(number => inbox.AppendAsync(InboxFolder.Message(number), DateTimeOffset.UtcNow)));

        List<InboxRecord> records = TakeAll(inbox);
        Assert.Equal(Enumerable.Range(1, 500).Select(static number => (long)number), records.Select(static record => record.Delivery!.Sequence));
        Assert.Equal(
            Enumerable.Range(1, 500).Select(static number => Encoding.UTF8.GetString(InboxFolder.Message(number))),
            records.Select(static record => Encoding.UTF8.GetString(record.Delivery!.Body)));
    }

    [Fact]
    public async Task A_delivery_is_in_the_file_when_its_task_is_completed()
    {
        using FileInbox inbox = Open();

        await inbox.AppendAsync(InboxFolder.Message(1), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

        using var line = JsonDocument.Parse(Assert.Single(ReadLines()));
        Assert.Equal(1, line.RootElement.GetProperty("sequence").GetInt64());
        Assert.Equal("2026-01-01T00:00:00.0000000Z", line.RootElement.GetProperty("received").GetString());
        Assert.Equal(64, line.RootElement.GetProperty("sha256").GetString()!.Length);
        Assert.Equal(Encoding.UTF8.GetString(InboxFolder.Message(1)), line.RootElement.GetProperty("body").GetString());
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x0A, 0x0D, 0x22, 0x5C, 0x00, 0x7F })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x0A })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x7B, 0x7D })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98, 0x80, 0xE2, 0x80, 0xA8 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public async Task A_body_of_any_bytes_is_returned_unchanged(byte[] body)
    {
        using FileInbox inbox = Open();

        await inbox.AppendAsync(body, DateTimeOffset.UtcNow);
        await inbox.AppendAsync(InboxFolder.Message(2), DateTimeOffset.UtcNow);

        List<InboxRecord> records = TakeAll(inbox);
        Assert.Equal(body, records[0].Delivery!.Body);
        Assert.Equal(2, records[1].Delivery!.Sequence);
    }

    [Fact]
    public async Task Only_its_owner_can_read_an_inbox()
    {
        using FileInbox inbox = Open();
        await inbox.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Inbox));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Position));
        }

        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(_folder.Inbox)!).Length);
    }

    [Fact]
    public void A_second_watcher_gets_an_error_that_the_inbox_is_in_use()
    {
        using FileInbox inbox = Open();

        InboxInUseException error = Assert.Throws<InboxInUseException>(() => Open());

        Assert.Contains("Another watcher is using", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_inbox_can_be_opened_immediately()
    {
        for (int i = 0; i < 20; i++)
        {
            using FileInbox inbox = Open();
            _ = inbox.AppendAsync(InboxFolder.Message(i), DateTimeOffset.UtcNow);
        }

        Assert.Equal(20, ReadLines().Length);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_reported()
    {
        Assert.Throws<DirectoryNotFoundException>(() => FileInbox.Open(Path.Combine(_folder.Inbox + ".none", "inbox.jsonl"), resume: false, new EventMemory()));
    }

    [Theory]
    [InlineData("{\"sequence\":4,\"received\":\"2026-01-01T00:0")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("{")]
    public async Task A_partly_written_last_delivery_is_removed(string torn)
    {
        await FillAsync(3);
        File.AppendAllText(_folder.Inbox, torn);

        using (FileInbox inbox = Open(resume: true))
        {
            await inbox.AppendAsync(InboxFolder.Message(4), DateTimeOffset.UtcNow);
            Assert.Equal([1, 2, 3, 4], TakeAll(inbox).Select(static record => record.Delivery!.Sequence));
        }

        Assert.Equal(4, ReadLines().Length);
    }

    [Fact]
    public async Task A_damaged_line_affects_no_other_line()
    {
        await FillAsync(3);
        string[] lines = ReadLines();
        lines[1] = lines[1].Replace("words", "sword", StringComparison.Ordinal);
        File.WriteAllText(_folder.Inbox, string.Join("\n", lines) + "\n");

        using FileInbox inbox = Open(resume: true);
        await inbox.AppendAsync(InboxFolder.Message(4), DateTimeOffset.UtcNow);

        Assert.Equal([1, null, 3, 4], TakeAll(inbox).Select(static record => record.Delivery?.Sequence));
    }

    [Fact]
    public async Task Resuming_continues_after_the_last_written_event()
    {
        await FillAsync(5);
        using (FileInbox first = Open(resume: true))
        {
            List<InboxRecord> records = TakeAll(first);
            first.Confirm(records[0], 1, isWhole: true);
            first.Confirm(records[1], 1, isWhole: true);
        }

        using FileInbox second = Open(resume: true);
        Assert.Equal([3, 4, 5], TakeAll(second).Select(static record => record.Delivery!.Sequence));
        Assert.False(second.SkipsEvents);
    }

    [Fact]
    public async Task Resuming_recognizes_the_written_events_of_a_delivery()
    {
        await FillAsync(1);
        using (FileInbox first = Open(resume: true))
        {
            first.Confirm(first.TryTake()!, 1, isWhole: false);
        }

        using FileInbox second = Open(resume: true);
        InboxRecord record = second.TryTake()!;
        Assert.Equal(1, second.EventsBefore(record));
    }

    [Fact]
    public async Task Without_resuming_only_new_events_are_returned()
    {
        await FillAsync(3);
        using FileInbox inbox = Open();
        await inbox.AppendAsync(InboxFolder.Message(4), DateTimeOffset.UtcNow);

        Assert.True(inbox.SkipsEvents);
        Assert.Equal([4], TakeAll(inbox).Select(static record => record.Delivery!.Sequence));
    }

    [Fact]
    public async Task Skipped_events_can_be_resumed_until_a_newer_one_was_written()
    {
        await FillAsync(2);
        using (FileInbox second = Open())
        {
            Assert.True(second.SkipsEvents);
        }

        using (FileInbox third = Open(resume: true))
        {
            Assert.Equal([1, 2], TakeAll(third).Select(static record => record.Delivery!.Sequence));
        }

        using (FileInbox fourth = Open())
        {
            await fourth.AppendAsync(InboxFolder.Message(3), DateTimeOffset.UtcNow);
            fourth.Confirm(fourth.TryTake()!, 1, isWhole: true);
        }

        using FileInbox fifth = Open(resume: true);
        Assert.Empty(TakeAll(fifth));
    }

    [Fact]
    public async Task An_inbox_that_was_copied_while_open_resumes_with_all_confirmed_deliveries()
    {
        string copy = _folder.Inbox + ".copy";
        using (FileInbox inbox = Open(resume: true))
        {
            for (int number = 1; number <= 10; number++)
            {
                await inbox.AppendAsync(InboxFolder.Message(number), DateTimeOffset.UtcNow);
            }

            for (int number = 1; number <= 4; number++)
            {
                inbox.Confirm(inbox.TryTake()!, 1, isWhole: true);
            }

            File.WriteAllLines(copy, ReadLines());
        }

        // Closing does not change it.
        File.Copy(_folder.Position, copy + ".position");

        using var resumed = FileInbox.Open(copy, resume: true, new EventMemory());
        Assert.Equal([5, 6, 7, 8, 9, 10], TakeAll(resumed).Select(static record => record.Delivery!.Sequence));
    }

    [Fact]
    public async Task Another_inbox_under_the_same_name_is_read_from_its_start()
    {
        await FillAsync(3);
        using (FileInbox first = Open(resume: true))
        {
            Assert.All(TakeAll(first), record => first.Confirm(record, 1, isWhole: true));
        }

        File.Delete(_folder.Inbox);
        using FileInbox second = Open(resume: true);
        await second.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);

        Assert.True(second.IsPositionLost);
        Assert.Equal([1], TakeAll(second).Select(static record => record.Delivery!.Sequence));
    }

    [Fact]
    public async Task Written_events_are_recognized_after_a_restart()
    {
        await FillAsync(3);
        using (FileInbox first = Open(resume: true))
        {
            InboxRecord record = first.TryTake()!;
            first.Confirm(record, 1, isWhole: true);
        }

        var memory = new EventMemory();
        using var second = FileInbox.Open(_folder.Inbox, resume: true, memory);

        Assert.False(memory.Add(WebhookParser.Parse(InboxFolder.Message(1)).Events[0]));
        Assert.True(memory.Add(WebhookParser.Parse(InboxFolder.Message(2)).Events[0]));
    }

    [Fact]
    public void A_memory_forgets_the_oldest_first()
    {
        var memory = new EventMemory(capacity: 2);
        WebhookEvent[] events = [.. Enumerable.Range(1, 3).Select(static number => WebhookParser.Parse(InboxFolder.Message(number)).Events[0])];

        Assert.All(events, item => Assert.True(memory.Add(item)));

        Assert.False(memory.Add(events[2]));
        Assert.False(memory.Add(events[1]));
        Assert.True(memory.Add(events[0]));
    }

    [Fact]
    public async Task Waiting_ends_with_a_delivery_or_with_the_inbox()
    {
        FileInbox inbox = Open();
        Task waiting = inbox.WaitAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await inbox.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);
        await waiting.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.NotNull(inbox.TryTake());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inbox.WaitAsync(new CancellationToken(canceled: true)));

        waiting = inbox.WaitAsync(CancellationToken.None);
        inbox.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    private FileInbox Open(bool resume = false) => FileInbox.Open(_folder.Inbox, resume, new EventMemory());

    private async Task FillAsync(int count)
    {
        using FileInbox inbox = Open();
        for (int number = 1; number <= count; number++)
        {
            await inbox.AppendAsync(InboxFolder.Message(number), DateTimeOffset.UtcNow);
        }
    }

    private string[] ReadLines()
    {
        using var stream = new FileStream(_folder.Inbox, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static List<InboxRecord> TakeAll(FileInbox inbox)
    {
        var records = new List<InboxRecord>();
        while (inbox.TryTake() is { } record)
        {
            records.Add(record);
        }

        return records;
    }
}
