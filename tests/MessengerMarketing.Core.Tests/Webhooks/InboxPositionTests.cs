using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Where a watcher begins in the files of an inbox, by the position next to it.</summary>
public sealed class InboxPositionTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_new_inbox_has_nothing_to_skip_or_to_lose(bool resume)
    {
        using (FileInbox inbox = Open(resume))
        {
            Assert.Equal((false, false), (inbox.SkipsEvents, inbox.IsPositionLost));
            Assert.Null(inbox.TryTake());
        }

        AssertPosition("0 1 0");
    }

    [Fact]
    public async Task Nothing_is_skipped_when_all_events_were_written()
    {
        _folder.WriteLines(1, 3);
        long end = new FileInfo(_folder.Inbox).Length;
        _folder.WritePosition(end, 4);

        using (FileInbox inbox = Open(resume: false))
        {
            Assert.False(inbox.SkipsEvents);
        }

        AssertPosition(string.Create(CultureInfo.InvariantCulture, $"{end} 4 0"));
        using FileInbox resumed = Open(resume: true);
        await resumed.AppendAsync(InboxFolder.Message(4), DateTimeOffset.UtcNow);
        Assert.False(resumed.IsPositionLost);
        Assert.Equal([4], TakeAll(resumed));
    }

    [Fact]
    public void Without_a_position_events_may_be_skipped_and_are_read_when_resuming()
    {
        _folder.WriteLines(1, 3);
        using (FileInbox inbox = Open(resume: false))
        {
            Assert.Equal((true, false), (inbox.SkipsEvents, inbox.IsPositionLost));
            Assert.Null(inbox.TryTake());
        }

        AssertPosition("");
        using FileInbox resumed = Open(resume: true);
        Assert.True(resumed.IsPositionLost);
        Assert.Equal([1, 2, 3], TakeAll(resumed));
    }

    // Offsets are relative to the start of a line; 4 is the end of the inbox.
    [Theory]
    [InlineData(3, 0, 1)]
    [InlineData(2, 0, 3)]
    [InlineData(2, 5, 2)]
    [InlineData(4, 0, 7)]
    [InlineData(4, 5000, 4)]
    [InlineData(1, 0, 0)]
    public void A_position_that_is_not_in_the_inbox_is_lost(int line, int offset, long sequence)
    {
        long start = WriteLines(line);
        _folder.WritePosition(start + offset, sequence);

        using FileInbox inbox = Open(resume: true);

        Assert.True(inbox.IsPositionLost);
        Assert.Equal([1, 2, 3], TakeAll(inbox));
    }

    [Fact]
    public void A_position_can_be_before_a_damaged_line()
    {
        long start = WriteLines(2);
        File.WriteAllText(_folder.Inbox, File.ReadAllText(_folder.Inbox).Replace("words 2", "w0rds 2", StringComparison.Ordinal));
        _folder.WritePosition(start, 2);

        using FileInbox inbox = Open(resume: true);

        Assert.False(inbox.IsPositionLost);
        Assert.Equal([null, 3], TakeAll(inbox));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Numbers_continue_after_those_of_rotated_files(bool exists)
    {
        _folder.WriteRotated(1, 2);
        _folder.WritePosition(0, 3);
        if (exists)
        {
            File.WriteAllText(_folder.Inbox, "");
        }

        using FileInbox inbox = Open(resume: true);
        await inbox.AppendAsync(InboxFolder.Message(3), DateTimeOffset.UtcNow);

        Assert.False(inbox.IsPositionLost);
        Assert.Equal([3], TakeAll(inbox));
    }

    [Fact]
    public async Task Numbers_continue_when_all_files_were_deleted()
    {
        _folder.WritePosition(0, 8);

        using FileInbox inbox = Open(resume: true);
        await inbox.AppendAsync(InboxFolder.Message(8), DateTimeOffset.UtcNow);

        Assert.False(inbox.IsPositionLost);
        Assert.Equal([8], TakeAll(inbox));
    }

    [Fact]
    public void A_rotated_file_of_an_earlier_inbox_is_not_read()
    {
        _folder.WriteRotated(1, 9);
        _folder.WriteLines(1, 2);

        using FileInbox inbox = Open(resume: true);

        Assert.Equal([1, 2], TakeAll(inbox));
    }

    // Somebody has joined two files in the wrong order.
    [Fact]
    public async Task An_inbox_whose_numbers_are_not_in_order_is_read_again_as_a_whole()
    {
        long end;
        using (FileStream file = File.Create(_folder.Inbox))
        {
            InboxFolder.WriteLines(file, 5, 6);
            InboxFolder.WriteLines(file, 1, 2);
            end = file.Length;
        }

        _folder.WritePosition(end, 3);

        using FileInbox inbox = Open(resume: true);
        await inbox.AppendAsync(InboxFolder.Message(3), DateTimeOffset.UtcNow);

        Assert.False(inbox.IsPositionLost);
        Assert.Equal([5, 6, 1, 2, 3], TakeAll(inbox));
    }

    [Fact]
    public async Task An_inbox_with_one_delivery_is_rotated_with_its_number()
    {
        _folder.WriteLines(1, 1);

        using FileInbox inbox = Open(resume: true, new InboxRetention { MaxFileBytes = 1 });
        await inbox.AppendAsync(InboxFolder.Message(2), DateTimeOffset.UtcNow);

        Assert.Equal(["inbox.jsonl", "inbox.jsonl.000000000001", "inbox.jsonl.position"], _folder.Names());
        Assert.Equal([1, 2], TakeAll(inbox));
    }

    [Fact]
    public void Written_events_are_those_of_the_delivery_at_the_position()
    {
        _folder.WriteLines(1, 3);
        File.WriteAllText(_folder.Position, "0 1 1".PadRight(79) + "\n");

        using FileInbox inbox = Open(resume: true);

        Assert.Equal([1, 0, 0], Enumerable.Range(1, 3).Select(_ => inbox.EventsBefore(inbox.TryTake()!)));
    }

    [Fact]
    public void The_ids_in_a_line_are_used()
    {
        const string Id = "0123456789abcdef0123456789abcdef";
        _folder.WriteLines(1, 2);
        string lines = Regex.Replace(File.ReadAllText(_folder.Inbox), "\"events\":\\[\"[0-9a-f]{32}\"\\]", $"\"events\":[\"{Id}\"]");
        File.WriteAllText(_folder.Inbox, lines);
        _folder.WritePosition(lines.Length, 3);
        var memory = new EventMemory();

        using var inbox = FileInbox.Open(_folder.Inbox, resume: true, memory);

        Assert.False(inbox.IsPositionLost);
        Assert.False(memory.Add(Id));
        Assert.True(memory.Add(WebhookParser.ReadIds(InboxFolder.Message(1))[0]));
    }

    private static List<long?> TakeAll(FileInbox inbox)
    {
        var sequences = new List<long?>();
        while (inbox.TryTake() is { } record)
        {
            sequences.Add(record.Delivery?.Sequence);
        }

        return sequences;
    }

    /// <summary>Creates an inbox with three deliveries.</summary>
    /// <returns>The start of a line, or the end of the inbox.</returns>
    private long WriteLines(int line)
    {
        _folder.WriteLines(1, 3);
        return new FileInfo(_folder.Inbox).Length / 3 * (line - 1);
    }

    private void AssertPosition(string text) => Assert.Equal(text.PadRight(79) + "\n", File.ReadAllText(_folder.Position));

    private FileInbox Open(bool resume, InboxRetention? retention = null) => FileInbox.Open(_folder.Inbox, resume, new EventMemory(), retention);
}
