using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>What is read of a long inbox before the first event.</summary>
public sealed class InboxStartTests : IDisposable
{
    private const int Deliveries = 40_000;
    private const int RememberedBytes = 8 * 1024 * 1024;

    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Reading a terabyte takes minutes on any machine, even where it is a hole that uses no disk space.
    [Fact]
    public async Task A_terabyte_of_older_deliveries_is_not_read_when_a_watcher_resumes()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        long start = 1L << 40;
        long resumed;
        using (FileStream file = File.Create(_folder.Inbox))
        {
            InboxLine.Write(file, Delivery(1));
            file.Position = start;
            WriteRange(file, 2, Deliveries);
            resumed = file.Position;
            InboxLine.Write(file, Delivery(Deliveries + 1));
        }

        WritePosition(resumed, Deliveries + 1);

        InboxRecord? first = await Task.Run(() =>
        {
            using var inbox = FileInbox.Open(_folder.Inbox, resume: true, new EventMemory());
            return inbox.TryTake();
        }).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(Deliveries + 1, first!.Delivery!.Sequence);
    }

    [Fact]
    public void Only_the_events_of_the_last_eight_megabytes_are_recognized()
    {
        long[] ends = new long[Deliveries + 1];
        using (FileStream file = File.Create(_folder.Inbox))
        {
            for (int number = 1; number <= Deliveries; number++)
            {
                InboxLine.Write(file, Delivery(number));
                ends[number] = file.Position;
            }
        }

        WritePosition(ends[Deliveries], Deliveries + 1);
        var memory = new EventMemory();
        using var inbox = FileInbox.Open(_folder.Inbox, resume: true, memory);

        int[] unknown = [.. Enumerable.Range(1, Deliveries).Where(number => memory.Add(Assert.Single(WebhookParser.Parse(InboxFolder.Message(number)).Events)))];

        int expected = Array.FindIndex(ends, end => end > ends[Deliveries] - RememberedBytes);
        Assert.InRange(expected, 2, Deliveries - 1);
        Assert.Equal(Enumerable.Range(1, expected), unknown);
    }

    // Lines of earlier versions have no ids, and lines that other programs changed may look different.
    [Theory]
    [InlineData("\"events\":\\[\"[0-9a-f]{32}\"\\],", "")]
    [InlineData(",\"body\"", ", \"body\"")]
    public void Events_are_recognized_in_lines_without_ids(string pattern, string replacement)
    {
        WriteRange(1, 2);
        string lines = File.ReadAllText(_folder.Inbox);
        string changed = Regex.Replace(lines, pattern, replacement);
        Assert.NotEqual(lines, changed);
        File.WriteAllText(_folder.Inbox, changed);
        WritePosition(changed.Length, 3);

        var memory = new EventMemory();
        using var inbox = FileInbox.Open(_folder.Inbox, resume: true, memory);

        Assert.False(inbox.IsPositionLost);
        Assert.Equal([false, false, true], Enumerable.Range(1, 3).Select(number => Add(memory, number)));
    }

    // Its events never came out, so they must when Meta repeats the delivery.
    [Fact]
    public void Events_of_an_unreadable_line_are_not_recognized()
    {
        WriteRange(1, 3);
        string lines = File.ReadAllText(_folder.Inbox).Replace("words 2", "w0rds 2", StringComparison.Ordinal);
        File.WriteAllText(_folder.Inbox, lines);
        WritePosition(lines.Length, 4);

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

    private static bool Add(EventMemory memory, int number) => memory.Add(Assert.Single(WebhookParser.Parse(InboxFolder.Message(number)).Events));

    private static WebhookDelivery Delivery(int number) => new(number, DateTimeOffset.UnixEpoch, InboxFolder.Message(number));

    private static void WriteRange(FileStream file, int first, int last)
    {
        for (int number = first; number <= last; number++)
        {
            InboxLine.Write(file, Delivery(number));
        }
    }

    private void WriteRange(int first, int last)
    {
        using FileStream file = File.Create(_folder.Inbox);
        WriteRange(file, first, last);
    }

    private void WritePosition(long offset, long sequence) =>
        File.WriteAllText(_folder.Position, string.Create(CultureInfo.InvariantCulture, $"{offset} {sequence} 0").PadRight(79) + "\n");
}
