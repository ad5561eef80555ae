using System;
using System.IO;
using System.Linq;
using MessengerMarketing.Storage;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>The names of an inbox's files, when a new one begins, and its position.</summary>
public sealed class InboxFilesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 6, 7, 8, TimeSpan.Zero);

    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(7, "inbox.jsonl.000000000007")]
    [InlineData(1234567890123, "inbox.jsonl.1234567890123")]
    public void A_rotated_file_has_the_number_of_its_first_delivery(long first, string name) => Assert.Equal(name, InboxFiles.GetRotatedPath("inbox.jsonl", first));

    [Theory]
    [InlineData("/a/inbox.jsonl", "/a/inbox.jsonl")]
    [InlineData("/a/inbox.jsonl.position", "/a/inbox.jsonl")]
    [InlineData("/a/inbox.jsonl.000000000007", "/a/inbox.jsonl")]
    [InlineData("/a/inbox.jsonl.1234567890123", "/a/inbox.jsonl")]
    [InlineData("/a/inbox.jsonl.00000000007", "/a/inbox.jsonl.00000000007")]
    [InlineData("/a/inbox.jsonl.00000000000x", "/a/inbox.jsonl.00000000000x")]
    [InlineData("/a/inbox", "/a/inbox")]
    public void A_file_belongs_to_an_inbox_by_its_name(string path, string inbox) => Assert.Equal(inbox, InboxFiles.GetInboxPath(path));

    [Fact]
    public void Only_files_that_begin_with_the_delivery_of_their_name_are_listed()
    {
        Fill("inbox.jsonl.000000000012", 12);
        Fill("inbox.jsonl.000000000003", 3, 4);
        Fill("inbox.jsonl.1000000000000", 1_000_000_000_000);
        Fill("inbox.jsonl.000000000005", 6);
        Fill("inbox.jsonl.0000000007", 7);
        Fill("inbox.jsonl.00000000000x", 8);
        Fill("other.jsonl.000000000009", 9);
        Fill("inbox.jsonl.000000000010");
        File.WriteAllText(_folder.Inbox + ".000000000011", "mine\n");

        Assert.Equal(
            [("inbox.jsonl.000000000003", 3L), ("inbox.jsonl.000000000012", 12L), ("inbox.jsonl.1000000000000", 1_000_000_000_000L)],
            InboxFiles.List(_folder.Inbox).Select(static file => (Path.GetFileName(file.Path), file.First)));
        Assert.Empty(InboxFiles.List(_folder.Inbox + "/none/inbox.jsonl"));
        Assert.Null(InboxFiles.FindFirst(_folder.Inbox + ".000000000099"));
        Assert.Null(InboxFiles.FindFirst(_folder.Inbox + "/none/inbox.jsonl"));
        Assert.Null(InboxFiles.FindFirst(_folder.Inbox + ".000000000011"));
    }

    [Fact]
    public void Limits_are_given_in_mebibytes_and_days()
    {
        Assert.Equal(new InboxRetention { MaxFileBytes = 2_097_152, KeepTime = TimeSpan.FromDays(3) }, InboxRetention.Create(2, 3));
        Assert.Equal(new InboxRetention(), InboxRetention.Create(null, null));
    }

    [Theory]
    [InlineData(100, null, 99, 0, false)]
    [InlineData(100, null, 100, 0, true)]
    [InlineData(0, null, 0, 0, false)]
    [InlineData(null, 30, 1, 23, false)]
    [InlineData(null, 30, 1, 24, true)]
    [InlineData(null, 30, 0, 24, false)]
    [InlineData(null, 30, 1, -1, false)]
    [InlineData(null, null, 1, 24, false)]
    [InlineData(100, 30, 1, 24, true)]
    public void A_new_file_begins_when_the_old_one_is_large_or_a_day_old(int? maxBytes, int? keepDays, long length, int hours, bool isFull)
    {
        var retention = new InboxRetention { MaxFileBytes = maxBytes, KeepTime = keepDays is { } days ? TimeSpan.FromDays(days) : null };

        Assert.Equal(isFull, retention.IsFull(length, hours < 0 ? null : Now.AddHours(-hours), Now));
    }

    [Fact]
    public void A_position_is_what_was_written_last()
    {
        using (var position = InboxPosition.Open(_folder.Inbox, FileOperations.Instance))
        {
            Assert.Null(position.Read());
            position.Write(new InboxMark(long.MaxValue, long.MaxValue, int.MaxValue));
            position.Write(new InboxMark(330, 2, 1));
            Assert.Equal(new InboxMark(330, 2, 1), position.Read());
        }

        Assert.Equal("330 2 1".PadRight(79) + "\n", File.ReadAllText(_folder.Position));
        Assert.True(InboxPosition.Exists(_folder.Inbox));
        using var again = InboxPosition.Open(_folder.Inbox, FileOperations.Instance);
        Assert.Equal(new InboxMark(330, 2, 1), again.Read());
    }

    [Theory]
    [InlineData("330 2")]
    [InlineData("330 2 1 4")]
    [InlineData("x 2 1")]
    [InlineData("330 x 1")]
    [InlineData("330 2 x")]
    [InlineData("-1 2 1")]
    public void A_position_that_cannot_be_read_is_none(string text)
    {
        File.WriteAllText(_folder.Position, text.PadRight(79) + "\n");

        using var position = InboxPosition.Open(_folder.Inbox, FileOperations.Instance);

        Assert.Null(position.Read());
    }

    [Fact]
    public void A_file_of_another_length_is_no_position()
    {
        Assert.False(InboxPosition.Exists(_folder.Inbox));
        File.WriteAllText(_folder.Position, "");
        Assert.False(InboxPosition.Exists(_folder.Inbox));
        File.WriteAllText(_folder.Position, "mine");
        Assert.Equal(FileProblem.Foreign, Assert.Throws<FileRefusedException>(() => InboxPosition.Exists(_folder.Inbox)).Problem);
    }

    private void Fill(string name, params long[] numbers)
    {
        using FileStream file = File.Create(Path.Combine(Path.GetDirectoryName(_folder.Inbox)!, name));
        foreach (long number in numbers)
        {
            InboxLine.Write(file, new WebhookDelivery(number, Now, "{}"u8.ToArray()));
        }
    }
}
