using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Which events a watcher knows from the lines before the first one that it reads.</summary>
public sealed class InboxMemoryTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Lines of earlier versions have no ids, and lines that other programs changed may look different.
    [Theory]
    [InlineData("\"events\":\\[\"[0-9a-f]{32}\"\\],", "")]
    [InlineData(",\"body\"", ", \"body\"")]
    public void Events_are_recognized_in_lines_without_ids(string pattern, string replacement)
    {
        _folder.WriteLines(1, 2);
        string lines = File.ReadAllText(_folder.Inbox);
        string changed = Regex.Replace(lines, pattern, replacement);
        Assert.NotEqual(lines, changed);
        File.WriteAllText(_folder.Inbox, changed);
        _folder.WritePosition(changed.Length, 3);

        var memory = new EventMemory();
        using var inbox = FileInbox.Open(_folder.Inbox, resume: true, memory);

        Assert.False(inbox.IsPositionLost);
        Assert.Equal([false, false, true], Enumerable.Range(1, 3).Select(number => Add(memory, number)));
    }

    // Its events never came out, so they must when Meta repeats the delivery.
    [Fact]
    public void Events_of_an_unreadable_line_are_not_recognized()
    {
        _folder.WriteLines(1, 3);
        string lines = File.ReadAllText(_folder.Inbox).Replace("words 2", "w0rds 2", StringComparison.Ordinal);
        File.WriteAllText(_folder.Inbox, lines);
        _folder.WritePosition(lines.Length, 4);

        var memory = new EventMemory();
        using var inbox = FileInbox.Open(_folder.Inbox, resume: true, memory);

        Assert.Equal([false, true, false], Enumerable.Range(1, 3).Select(number => Add(memory, number)));
    }

    [Fact]
    public void Ids_are_those_of_the_events()
    {
        byte[][] bodies = [InboxFolder.Message(1), "{}"u8.ToArray(), "[{\"object\":\"page\",\"entry\":[{\"id\":1,\"standby\":[{\"message\":{}}]},{\"id\":2}]}]"u8.ToArray(), "no"u8.ToArray()];

        Assert.Equal([1, 1, 2, 0], bodies.Select(static body => WebhookParser.ReadIds(body).Count));
        Assert.All(bodies, static body => Assert.Equal(WebhookParser.Parse(body).Events.Select(static item => item.Id), WebhookParser.ReadIds(body)));
    }

    [Fact]
    public async Task Events_in_rotated_files_and_the_first_ones_of_a_delivery_are_recognized()
    {
        byte[] two = "{\"entry\":[{\"messaging\":[{\"a\":1},{\"a\":2}]}]}"u8.ToArray();
        using (var inbox = FileInbox.Open(_folder.Inbox, resume: true, new EventMemory(), new InboxRetention { MaxFileBytes = 600 }))
        {
            for (int number = 1; number <= 5; number++)
            {
                await inbox.AppendAsync(InboxFolder.Message(number), DateTimeOffset.UtcNow);
                inbox.Confirm(inbox.TryTake()!, 1, isWhole: true);
            }

            await inbox.AppendAsync(two, DateTimeOffset.UtcNow);
            inbox.Confirm(inbox.TryTake()!, 1, isWhole: false);
        }

        Assert.Equal(2, InboxFiles.List(_folder.Inbox).Count);
        var memory = new EventMemory();
        using var again = FileInbox.Open(_folder.Inbox, resume: true, memory);

        Assert.Equal(1, again.EventsBefore(again.TryTake()!));
        Assert.All(Enumerable.Range(1, 5), number => Assert.False(Add(memory, number)));
        Assert.Equal([false, true], WebhookParser.Parse(two).Events.Select(memory.Add));
    }

    [Fact]
    public void Zero_bytes_before_a_line_are_passed_over()
    {
        _folder.WriteLines(1, 2);
        byte[] lines = File.ReadAllBytes(_folder.Inbox);
        File.WriteAllBytes(_folder.Inbox, [0, 0, 0, .. lines]);

        using var reader = InboxReader.Open(_folder.Inbox, 0);

        InboxRecord first = reader.TryRead(long.MaxValue)!;
        Assert.Equal((3L, 1L), (first.Offset, first.Delivery!.Sequence));
        Assert.Equal(2, reader.TryRead(long.MaxValue)!.Delivery!.Sequence);
        Assert.Equal([1, 2], InboxReader.WithoutHole(new byte[] { 0, 0, 1, 2 }).ToArray());
        Assert.Equal([1, 0], InboxReader.WithoutHole(new byte[] { 1, 0 }).ToArray());
        Assert.True(InboxReader.WithoutHole(new byte[2]).IsEmpty);
    }

    [Fact]
    public void Reading_from_within_a_line_begins_with_the_next()
    {
        _folder.WriteLines(1, 3);
        using var inLine = InboxReader.Open(_folder.Inbox, 5);
        inLine.SkipToLine(long.MaxValue);
        Assert.Equal(2, inLine.TryRead(long.MaxValue)!.Delivery!.Sequence);
        using var atStart = InboxReader.Open(_folder.Inbox, 0);
        atStart.SkipToLine(long.MaxValue);
        Assert.Equal(1, atStart.TryRead(long.MaxValue)!.Delivery!.Sequence);
    }

    [Fact]
    public void Reading_starts_again_when_the_file_was_cut()
    {
        _folder.WriteLines(1, 3);
        using var reader = InboxReader.Open(_folder.Inbox, 0);
        while (reader.TryRead(long.MaxValue) is not null)
        {
            // To the end.
        }

        reader.RestartIfCut();
        Assert.Null(reader.TryRead(long.MaxValue));
        using (FileStream file = new(_folder.Inbox, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(0);
            InboxFolder.WriteLines(file, 7, 7);
        }

        reader.RestartIfCut();
        Assert.Equal(7, reader.TryRead(long.MaxValue)!.Delivery!.Sequence);
    }

    private static bool Add(EventMemory memory, int number) => memory.Add(Assert.Single(WebhookParser.Parse(InboxFolder.Message(number)).Events));
}
