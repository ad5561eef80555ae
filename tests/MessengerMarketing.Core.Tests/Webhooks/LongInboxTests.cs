using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Inboxes of many megabytes. Not in the other classes, because each mutant would run them.</summary>
public sealed class LongInboxTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The last eight mebibytes begin in the hole of the rotated file.
    [Fact]
    public void Events_of_the_last_eight_megabytes_of_all_files_are_recognized()
    {
        WriteWithHole(InboxFiles.GetRotatedPath(_folder.Inbox, 1), 1, 6_000_000);
        WriteWithHole(_folder.Inbox, 4, 5_000_000);
        _folder.WritePosition(new FileInfo(_folder.Inbox).Length, 7);
        var memory = new EventMemory();

        using var inbox = FileInbox.Open(_folder.Inbox, resume: true, memory);

        Assert.False(inbox.IsPositionLost);
        Assert.Equal([true, false, false, false, false], new[] { 1, 3, 4, 5, 6 }.Select(number => memory.Add(WebhookParser.ReadIds(InboxFolder.Message(number))[0])));
    }

    [Fact]
    public async Task A_body_of_several_megabytes_is_returned_unchanged()
    {
        byte[] body = new byte[5_000_000];
        new Random(1).NextBytes(body);
        using var inbox = FileInbox.Open(_folder.Inbox, resume: false, new EventMemory());

        await inbox.AppendAsync(body, DateTimeOffset.UtcNow);

        Assert.Equal(body, inbox.TryTake()!.Delivery!.Body);
    }

    /// <summary>Writes a delivery, zero bytes, and two more deliveries.</summary>
    private static void WriteWithHole(string path, int first, int zeros)
    {
        using FileStream file = File.Create(path);
        InboxFolder.WriteLines(file, first, first);
        file.Position += zeros;
        InboxFolder.WriteLines(file, first + 1, first + 2);
    }
}
