using System;
using System.Collections.Generic;
using System.IO;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Storage;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Which rotated files are deleted, and what happens when one cannot be renamed or deleted.</summary>
public sealed class InboxRetentionTests : IDisposable
{
    private static readonly InboxRetention Month = new() { KeepTime = TimeSpan.FromDays(30) };

    private readonly InboxFolder _folder = new();
    private readonly FailingFileOperations _operations = new();

    public void Dispose() => _folder.Dispose();

    // The deliveries arrived at the beginning of 1970.
    [Theory]
    [InlineData(30, 3, 30, true)]
    [InlineData(30, 2, 30, false)]
    [InlineData(30, 1, 30, false)]
    [InlineData(30, 3, 29, false)]
    [InlineData(null, 3, 10_000, false)]
    public void A_file_is_deleted_when_its_time_is_over_and_its_events_were_written(int? keepDays, long position, int days, bool isDeleted)
    {
        string rotated = _folder.WriteRotated(1, 2);

        InboxRetention.Create(null, keepDays).DeleteExpired(_folder.Inbox, position, DateTimeOffset.UnixEpoch.AddDays(days), FileOperations.Instance);

        Assert.Equal(!isDeleted, File.Exists(rotated));
    }

    [Fact]
    public void Files_before_skipped_events_are_deleted()
    {
        string first = _folder.WriteRotated(1, 2);
        string second = _folder.WriteRotated(3, 4);
        _folder.WriteLines(5, 5);
        _folder.WritePosition(0, 3);

        using FileInbox inbox = Open(resume: false);
        Assert.True(inbox.SkipsEvents);
        Assert.Null(inbox.TryTake());

        Assert.False(File.Exists(first));
        Assert.True(File.Exists(second));
    }

    [Fact]
    public void A_file_is_kept_while_only_some_events_of_its_last_delivery_were_written()
    {
        string rotated = _folder.WriteRotated(1, 2);
        _folder.WriteLines(3, 3);
        _folder.WritePosition(new FileInfo(rotated).Length / 2, 2);

        using FileInbox inbox = Open(resume: true);
        InboxRecord record = inbox.TryTake()!;
        Assert.Equal(2, record.Delivery!.Sequence);
        inbox.Confirm(record, 1, isWhole: false);

        Assert.True(File.Exists(rotated));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_cannot_be_deleted_is_reported(bool isDenied)
    {
        string rotated = _folder.WriteRotated(1, 2);
        _folder.WriteLines(3, 3);
        _folder.WritePosition(0, 3);
        var notices = new List<string>();
        using FileInbox inbox = Open(resume: true);
        inbox.OnChanged = notices.Add;
        _operations.Deleting = _ => throw (isDenied ? new UnauthorizedAccessException("Access is denied.") : new IOException("Access is denied."));

        InboxRecord record = inbox.TryTake()!;
        inbox.Confirm(record, 1, isWhole: true);

        Assert.Equal([$"An old file of the inbox '{_folder.Inbox}' could not be deleted: Access is denied."], notices);
        Assert.True(File.Exists(rotated));
    }

    [Fact]
    public void A_file_is_as_old_as_its_first_delivery_and_a_rotation_is_tried_again()
    {
        _folder.WriteLines(1, 2);
        using RecordFile file = RecordFile.TryOpen(_folder.Inbox, _operations)!;
        var segment = new InboxSegment(_folder.Inbox, 1, file.Length);
        var rotation = new InboxRotation(_folder.Inbox, Month, _operations, started: null);
        Assert.Null(rotation.TryRotate(file, segment, 3));
        rotation.SetStarted(DateTimeOffset.UtcNow.AddDays(-2));
        rotation.SetStarted(DateTimeOffset.UtcNow);

        _operations.Moving = static _ => throw new IOException("No space left on device");
        Assert.Null(rotation.TryRotate(file, segment, 3));
        Assert.Equal("No space left on device", rotation.Problem);
        Assert.Equal(["inbox.jsonl"], _folder.Names());
        Assert.Equal(["inbox.jsonl"], _folder.OpenNames());

        _operations.Moving = static _ => { };
        using RecordFile next = rotation.TryRotate(file, segment, 3)!.Value.File;
        Assert.Null(rotation.Problem);
        Assert.Equal(["inbox.jsonl", "inbox.jsonl.000000000001"], _folder.Names());
        Assert.Single(_folder.OpenNames());
    }

    private FileInbox Open(bool resume) => FileInbox.Open(_folder.Inbox, resume, new EventMemory(), _operations, Month);
}
