using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Tests.Uploads;
using MessengerMarketing.Tests.Uploads.Journal;
using MessengerMarketing.Tests.Webhooks;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Storage;

/// <summary>Another program changes a file while it is open, as logrotate does with <c>copytruncate</c>.</summary>
public sealed class CutFileTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_truncated_inbox_continues_at_its_new_end(int length)
    {
        var messages = new List<string>();
        using (var inbox = FileInbox.Open(_folder.Inbox, resume: true, new EventMemory()))
        {
            inbox.OnChanged = messages.Add;
            await inbox.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);
            await inbox.AppendAsync(InboxFolder.Message(2), DateTimeOffset.UtcNow);
            Assert.Equal([1, 2], Take(inbox));

            Change(file => file.SetLength(length));
            await inbox.AppendAsync(InboxFolder.Message(3), DateTimeOffset.UtcNow);
            await inbox.AppendAsync(InboxFolder.Message(4), DateTimeOffset.UtcNow);

            Assert.Equal([3, 4], Take(inbox));
        }

        Assert.Contains("truncated the inbox", Assert.Single(messages), StringComparison.Ordinal);
        byte[] content = await File.ReadAllBytesAsync(_folder.Inbox);
        Assert.DoesNotContain((byte)0, content);
        string[] lines = Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([3, 4], lines.Select(static line => InboxLine.Read(Encoding.UTF8.GetBytes(line))?.Sequence).OfType<long>());
    }

    // The watcher has read all lines from the disk with the first one.
    [Theory]
    [InlineData(1, new long[] { 1, 4, 5 })]
    [InlineData(2, new long[] { 1, 2, 4, 5 })]
    public async Task Deliveries_after_those_that_were_cut_off_are_returned(int kept, long[] expected)
    {
        using var inbox = FileInbox.Open(_folder.Inbox, resume: true, new EventMemory());
        long[] ends = new long[4];
        for (int number = 1; number <= 3; number++)
        {
            await inbox.AppendAsync(InboxFolder.Message(number), DateTimeOffset.UtcNow);
            ends[number] = new FileInfo(_folder.Inbox).Length;
        }

        long first = inbox.TryTake()!.Delivery!.Sequence;
        Change(file => file.SetLength(ends[kept]));
        await inbox.AppendAsync(InboxFolder.Message(4), DateTimeOffset.UtcNow);
        await inbox.AppendAsync(InboxFolder.Message(5), DateTimeOffset.UtcNow);

        long[] taken = [first, .. Take(inbox)];
        Assert.Equal(expected, taken);
    }

    [Theory]
    [InlineData("a line of another program\n")]
    [InlineData("without a line feed")]
    public async Task Lines_that_another_program_appended_to_an_inbox_stay(string text)
    {
        var messages = new List<string>();
        using var inbox = FileInbox.Open(_folder.Inbox, resume: true, new EventMemory());
        inbox.OnChanged = messages.Add;
        await inbox.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);
        Change(file =>
        {
            file.Position = file.Length;
            file.Write(Encoding.UTF8.GetBytes(text));
        });
        await inbox.AppendAsync(InboxFolder.Message(2), DateTimeOffset.UtcNow);

        Assert.Equal([1, 2], Take(inbox));
        Assert.Contains("appended to the inbox", Assert.Single(messages), StringComparison.Ordinal);
        using var reader = new StreamReader(new FileStream(_folder.Inbox, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.Contains(text.TrimEnd() + "\n{", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hole_in_an_inbox_loses_no_later_delivery()
    {
        using (var first = FileInbox.Open(_folder.Inbox, resume: true, new EventMemory()))
        {
            await first.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);
        }

        byte[] line = await File.ReadAllBytesAsync(_folder.Inbox);
        await File.WriteAllBytesAsync(_folder.Inbox, [.. line, .. new byte[200_000], .. line]);

        using var reader = InboxReader.Open(_folder.Inbox, 0);

        Assert.Equal(1, reader.TryRead(long.MaxValue)?.Delivery?.Sequence);
        Assert.Equal(1, reader.TryRead(long.MaxValue)?.Delivery?.Sequence);
        Assert.Null(reader.TryRead(long.MaxValue));
    }

    [Fact]
    public async Task A_truncated_journal_stops_the_upload_without_a_hole()
    {
        using var folder = new JournalFolder();
        using var journal = UploadJournal.Create(folder.Path, JournalFolder.Header);
        using HashedBatch batch = People.Batch();
        string payload = journal.Prepare(batch);
        using (var file = new FileStream(folder.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(10);
        }

        JournalException error = await Assert.ThrowsAsync<JournalException>(() => journal.SendingAsync(batch, payload, 1));

        Assert.Equal(JournalProblem.NotWritten, error.Problem);
        Assert.Contains("Another program truncated the file or appended to it", error.Message, StringComparison.Ordinal);
        Assert.Equal(10, new FileInfo(folder.Path).Length);
    }

    private static List<long> Take(FileInbox inbox)
    {
        var sequences = new List<long>();
        while (inbox.TryTake() is { } record)
        {
            if (record.Delivery is { } delivery)
            {
                sequences.Add(delivery.Sequence);
            }
        }

        return sequences;
    }

    private void Change(Action<FileStream> change)
    {
        using var file = new FileStream(_folder.Inbox, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        change(file);
    }
}
