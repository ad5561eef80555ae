using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

public sealed class InboxRotationTests : IDisposable
{
    // A delivery is about 330 bytes, so a file has two or three.
    private static readonly InboxRetention Small = new() { MaxFileBytes = 600 };

    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_file_is_renamed_with_its_first_delivery_and_all_are_returned_in_order()
    {
        using (FileInbox inbox = Open(resume: false))
        {
            await FillAsync(inbox, 1, 7);
            Assert.Equal([1, 2, 3, 4, 5, 6, 7], TakeAll(inbox));
        }

        Assert.Equal(["inbox.jsonl", "inbox.jsonl.000000000001", "inbox.jsonl.000000000003", "inbox.jsonl.000000000005", "inbox.jsonl.position"], Names());
        Assert.Equal([1L, 2L], File.ReadAllLines(_folder.Inbox + ".000000000001").Select(static line => InboxLine.Read(Encoding.UTF8.GetBytes(line))!.Sequence));
        if (!OperatingSystem.IsWindows())
        {
            foreach (string file in Directory.GetFiles(Path.GetDirectoryName(_folder.Inbox)!))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Resuming_continues_in_the_file_of_the_position(int written)
    {
        using (FileInbox inbox = Open(resume: true))
        {
            await FillAsync(inbox, 1, 7);
            for (int i = 0; i < written; i++)
            {
                Take(inbox);
            }
        }

        using FileInbox again = Open(resume: true);
        Assert.False(again.IsPositionLost);
        await FillAsync(again, 8, 8);
        Assert.Equal(Enumerable.Range(written + 1, 8 - written), TakeAll(again));
    }

    [Fact]
    public async Task Without_resuming_events_in_rotated_files_are_skipped_and_can_be_resumed()
    {
        using (FileInbox inbox = Open(resume: false))
        {
            await FillAsync(inbox, 1, 5);
            Take(inbox);
        }

        using (FileInbox skipping = Open(resume: false))
        {
            Assert.True(skipping.SkipsEvents);
            Assert.Null(skipping.TryTake());
        }

        using FileInbox resumed = Open(resume: true);
        Assert.Equal([2, 3, 4, 5], TakeAll(resumed));
    }

    [Fact]
    public async Task Without_a_position_all_files_are_read_again()
    {
        using (FileInbox inbox = Open(resume: false))
        {
            await FillAsync(inbox, 1, 5);
            TakeAll(inbox);
        }

        File.Delete(_folder.Position);
        using FileInbox again = Open(resume: true);
        Assert.True(again.IsPositionLost);
        Assert.Equal([1, 2, 3, 4, 5], TakeAll(again));
    }

    [Fact]
    public async Task Old_files_are_deleted_once_all_their_events_were_written()
    {
        DateTimeOffset old = DateTimeOffset.UtcNow.AddDays(-40);
        using (FileInbox inbox = Open(resume: false))
        {
            await FillAsync(inbox, 1, 7, old);
            for (int i = 0; i < 3; i++)
            {
                Take(inbox);
            }
        }

        using (FileInbox keeping = Open(resume: true, new InboxRetention { MaxFileBytes = 600, KeepTime = TimeSpan.FromDays(30) }))
        {
            Assert.Equal(4, Take(keeping));
            Assert.Equal(["inbox.jsonl", "inbox.jsonl.000000000005", "inbox.jsonl.position"], Names());
            Assert.Equal([5, 6, 7], TakeAll(keeping));
        }

        using (FileInbox last = Open(resume: true, new InboxRetention { KeepTime = TimeSpan.FromDays(30) }))
        {
            Assert.False(last.IsPositionLost);
            Assert.Null(last.TryTake());
            Assert.Equal(["inbox.jsonl", "inbox.jsonl.position"], Names());
            await FillAsync(last, 8, 8);
            Assert.Equal([8], TakeAll(last));
        }

        Assert.Equal(["inbox.jsonl", "inbox.jsonl.000000000007", "inbox.jsonl.position"], Names());
    }

    [Fact]
    public async Task Files_that_are_new_or_not_processed_are_kept()
    {
        using (FileInbox inbox = Open(resume: false))
        {
            await FillAsync(inbox, 1, 4, DateTimeOffset.UtcNow.AddDays(-40));
            await FillAsync(inbox, 5, 7);
        }

        using FileInbox skipping = Open(resume: false, new InboxRetention { KeepTime = TimeSpan.FromDays(30) });
        Assert.Null(skipping.TryTake());
        Assert.Equal(5, Names().Length);
    }

    [Fact]
    public async Task A_new_file_is_started_each_day_if_old_files_are_deleted()
    {
        using FileInbox inbox = Open(resume: false, new InboxRetention { KeepTime = TimeSpan.FromDays(30) });
        await FillAsync(inbox, 1, 1, DateTimeOffset.UtcNow.AddHours(-25));
        await FillAsync(inbox, 2, 4);

        Assert.Equal(["inbox.jsonl", "inbox.jsonl.000000000001", "inbox.jsonl.position"], Names());
    }

    [Fact]
    public async Task A_name_in_use_prevents_only_the_rotation()
    {
        File.WriteAllText(_folder.Inbox + ".000000000001", "mine");
        var notices = new List<string>();
        using FileInbox inbox = Open(resume: false);
        inbox.OnChanged = notices.Add;
        await FillAsync(inbox, 1, 5);

        Assert.Equal([1, 2, 3, 4, 5], TakeAll(inbox));
        Assert.Contains("is full, but a new file could not be created", Assert.Single(notices), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder.Inbox + ".000000000001"));
        Assert.DoesNotContain(Names(), static name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_follower_reads_all_files_while_they_are_written_and_changes_none()
    {
        using var follower = new InboxFollower(_folder.Inbox);
        Assert.Null(follower.TryRead());
        using FileInbox inbox = Open(resume: false);
        var read = new List<int>();
        for (int number = 1; number <= 20; number++)
        {
            await FillAsync(inbox, number, number);
            if (number % 3 == 0)
            {
                read.AddRange(ReadAll(follower));
            }
        }

        read.AddRange(ReadAll(follower));
        Assert.Equal(Enumerable.Range(1, 20), read);
        using var another = new InboxFollower(_folder.Inbox);
        Assert.Equal(Enumerable.Range(1, 20), ReadAll(another));
        Assert.Equal(Enumerable.Range(1, 20), TakeAll(inbox));
    }

    [Fact]
    public async Task A_follower_skips_files_that_are_too_old()
    {
        using FileInbox inbox = Open(resume: false);
        await FillAsync(inbox, 1, 4, DateTimeOffset.UtcNow.AddDays(-40));
        await FillAsync(inbox, 5, 7);

        using var follower = new InboxFollower(_folder.Inbox) { Since = DateTimeOffset.UtcNow.AddDays(-30) };
        Assert.Equal([5, 6, 7], ReadAll(follower));
    }

    private static async Task FillAsync(FileInbox inbox, int first, int last, DateTimeOffset? received = null)
    {
        for (int number = first; number <= last; number++)
        {
            await inbox.AppendAsync(InboxFolder.Message(number), received ?? DateTimeOffset.UtcNow);
        }
    }

    private static int Take(FileInbox inbox)
    {
        InboxRecord record = inbox.TryTake()!;
        inbox.Confirm(record, 1, isWhole: true);
        return GetNumber(record);
    }

    private static List<int> TakeAll(FileInbox inbox)
    {
        var numbers = new List<int>();
        while (inbox.TryTake() is { } record)
        {
            inbox.Confirm(record, 1, isWhole: true);
            numbers.Add(GetNumber(record));
        }

        return numbers;
    }

    private static List<int> ReadAll(InboxFollower follower)
    {
        var numbers = new List<int>();
        while (follower.TryRead() is { } record)
        {
            if (record.Delivery is not null)
            {
                numbers.Add(GetNumber(record));
            }
        }

        return numbers;
    }

    private static int GetNumber(InboxRecord record)
    {
        string text = Encoding.UTF8.GetString(record.Delivery!.Body);
        int start = text.IndexOf("words ", StringComparison.Ordinal) + "words ".Length;
        return int.Parse(text[start..text.IndexOf('"', start)], CultureInfo.InvariantCulture);
    }

    private FileInbox Open(bool resume, InboxRetention? retention = null) => FileInbox.Open(_folder.Inbox, resume, new EventMemory(), retention ?? Small);

    private string[] Names() => [.. Directory.GetFiles(Path.GetDirectoryName(_folder.Inbox)!).Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
}
