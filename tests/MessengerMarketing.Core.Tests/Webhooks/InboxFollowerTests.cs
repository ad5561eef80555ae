using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Reads an inbox without being its watcher.</summary>
public sealed class InboxFollowerTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_inbox_that_does_not_exist_is_reported()
    {
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => ReadToEnd());

        Assert.Equal(_folder.Inbox, error.FileName);
        Assert.Contains("Could not find the inbox", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inbox_is_read_whether_it_was_rotated_or_not()
    {
        _folder.WriteLines(1, 2);
        Assert.Equal([1, 2], ReadToEnd());

        File.Delete(_folder.Inbox);
        _folder.WriteRotated(1, 2);
        Assert.Equal([1, 2], ReadToEnd());

        _folder.WriteLines(3, 4);
        Assert.Equal([1, 2, 3, 4], ReadToEnd());
        Assert.Empty(_folder.OpenNames());
    }

    [Fact]
    public void Rotated_files_from_before_a_time_are_skipped()
    {
        _folder.WriteRotated(1, 2);
        _folder.WriteRotated(3, 4);
        _folder.WriteLines(5, 5);

        Assert.Equal([1, 2, 3, 4, 5], ReadToEnd(DateTimeOffset.UnixEpoch));
        Assert.Equal([5], ReadToEnd(DateTimeOffset.UnixEpoch.AddSeconds(1)));
    }

    [Fact]
    public void Reading_can_be_canceled()
    {
        _folder.WriteLines(1, 3);
        using var cancellation = new CancellationTokenSource();
        using IEnumerator<InboxRecord> records = InboxFollower.ReadToEnd(_folder.Inbox, since: null, cancellation.Token).GetEnumerator();
        Assert.True(records.MoveNext());

        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => records.MoveNext());
    }

    [Fact]
    public void An_inbox_that_another_program_truncated_is_read_again_from_its_start()
    {
        _folder.WriteLines(1, 3);
        using var follower = new InboxFollower(_folder.Inbox);
        Assert.Equal([1, 2, 3], ReadAll(follower));

        using (var file = new FileStream(_folder.Inbox, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(0);
            InboxFolder.WriteLines(file, 4, 4);
        }

        Assert.Equal([4], ReadAll(follower));
    }

    [Fact]
    public void A_follower_waits_for_an_inbox_whose_folder_does_not_exist_yet()
    {
        string path = Path.Combine(_folder.Inbox + ".folder", "inbox.jsonl");
        using var follower = new InboxFollower(path);
        Assert.Null(follower.TryRead());

        _folder.WriteLines(1, 2);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(_folder.Inbox, path);

        Assert.Equal([1, 2], ReadAll(follower));
    }

    private List<long> ReadToEnd(DateTimeOffset? since = null) => [.. InboxFollower.ReadToEnd(_folder.Inbox, since, CancellationToken.None).Select(static record => record.Delivery!.Sequence)];

    private static List<long> ReadAll(InboxFollower follower)
    {
        var numbers = new List<long>();
        while (follower.TryRead() is { } record)
        {
            numbers.Add(record.Delivery!.Sequence);
        }

        return numbers;
    }
}
