using System;
using System.IO;
using System.Linq;
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
            InboxLine.Write(file, InboxFolder.Delivery(1));
            file.Position = start;
            InboxFolder.WriteLines(file, 2, Deliveries);
            resumed = file.Position;
            InboxLine.Write(file, InboxFolder.Delivery(Deliveries + 1));
        }

        _folder.WritePosition(resumed, Deliveries + 1);

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
                InboxLine.Write(file, InboxFolder.Delivery(number));
                ends[number] = file.Position;
            }
        }

        _folder.WritePosition(ends[Deliveries], Deliveries + 1);
        var memory = new EventMemory();
        using var inbox = FileInbox.Open(_folder.Inbox, resume: true, memory);

        int[] unknown = [.. Enumerable.Range(1, Deliveries).Where(number => memory.Add(Assert.Single(WebhookParser.Parse(InboxFolder.Message(number)).Events)))];

        int expected = Array.FindIndex(ends, end => end > ends[Deliveries] - RememberedBytes);
        Assert.InRange(expected, 2, Deliveries - 1);
        Assert.Equal(Enumerable.Range(1, expected), unknown);
    }
}
