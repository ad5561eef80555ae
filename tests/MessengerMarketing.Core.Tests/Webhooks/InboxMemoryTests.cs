using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
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

    private static bool Add(EventMemory memory, int number) => memory.Add(Assert.Single(WebhookParser.Parse(InboxFolder.Message(number)).Events));
}
