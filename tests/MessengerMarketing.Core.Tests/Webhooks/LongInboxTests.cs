using System;
using System.IO;
using System.Linq;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>An inbox of many megabytes. Not in <see cref="InboxPositionTests"/>, because each mutant of the reader would run it.</summary>
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

    /// <summary>Writes a delivery, zero bytes, and two more deliveries.</summary>
    private static void WriteWithHole(string path, int first, int zeros)
    {
        using FileStream file = File.Create(path);
        InboxFolder.WriteLines(file, first, first);
        file.Position += zeros;
        InboxFolder.WriteLines(file, first + 1, first + 2);
    }
}
