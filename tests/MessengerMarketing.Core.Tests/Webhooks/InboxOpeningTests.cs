using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Storage;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>An inbox has one watcher, and one that cannot be opened is left as it was.</summary>
public sealed class InboxOpeningTests : IDisposable
{
    private readonly InboxFolder _folder = new();
    private readonly FailingFileOperations _operations = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_inbox_is_in_use_while_another_watcher_rotates_it()
    {
        string rotated = _folder.WriteRotated(1, 2);
        using (RecordFile.TryOpen(rotated, FileOperations.Instance))
        {
            Assert.Throws<InboxInUseException>(() => Open());
            Assert.Equal([Path.GetFileName(rotated)], _folder.Names());
        }

        using FileInbox inbox = Open();
        await inbox.AppendAsync(InboxFolder.Message(3), DateTimeOffset.UtcNow);

        Assert.Equal([1, 2, 3], [Take(inbox), Take(inbox), Take(inbox)]);
        Assert.DoesNotContain(Path.GetFileName(rotated), _folder.OpenNames());
    }

    [Fact]
    public void An_inbox_is_in_use_when_another_watcher_creates_it_first()
    {
        _operations.Moving = target => File.WriteAllText(target, "");

        Assert.Throws<InboxInUseException>(() => Open());

        Assert.Equal(["inbox.jsonl"], _folder.Names());
        Assert.Empty(_folder.OpenNames());
    }

    [Fact]
    public void An_inbox_that_cannot_be_created_leaves_no_file()
    {
        _operations.Moving = static _ => throw new IOException("No space left on device");

        Assert.Equal("No space left on device", Assert.Throws<IOException>(() => Open()).Message);

        Assert.Empty(_folder.Names());
        Assert.Empty(_folder.OpenNames());
    }

    [Fact]
    public void An_inbox_that_cannot_be_truncated_is_closed()
    {
        _folder.WriteLines(1, 2);
        File.AppendAllText(_folder.Inbox, "{\"sequence\":3,");
        _operations.SettingLength = static () => throw new IOException("Input/output error");

        Assert.Throws<IOException>(() => Open());

        Assert.Empty(_folder.OpenNames());
    }

    [Fact]
    public void A_position_of_another_user_is_refused()
    {
        // Only the superuser can give a file away.
        if (OperatingSystem.IsWindows() || Environment.UserName != "root")
        {
            return;
        }

        Open().Dispose();
        using (var chown = Process.Start("chown", ["1000", _folder.Position]))
        {
            chown.WaitForExit();
        }

        Assert.Equal(FileProblem.NotPrivate, Assert.Throws<FileRefusedException>(() => Open()).Problem);

        Assert.Empty(_folder.OpenNames());
    }

    [Fact]
    public void Other_programs_can_read_the_position()
    {
        using FileInbox inbox = Open();
        using var file = new FileStream(_folder.Position, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);

        Assert.Equal("0 1 0".PadRight(79) + "\n", reader.ReadToEnd());
    }

    [Fact]
    public async Task A_closed_inbox_has_no_file_open_and_a_rotated_file_is_closed_when_it_was_read()
    {
        using (var inbox = FileInbox.Open(_folder.Inbox, resume: true, new EventMemory(), new InboxRetention { MaxFileBytes = 1 }))
        {
            int open = _folder.OpenNames().Length;
            for (int number = 1; number <= 3; number++)
            {
                await inbox.AppendAsync(InboxFolder.Message(number), DateTimeOffset.UtcNow);
            }

            Assert.Equal([1, 2, 3], [Take(inbox), Take(inbox), Take(inbox)]);
            Assert.Equal(open, _folder.OpenNames().Length);
        }

        Assert.Empty(_folder.OpenNames());
    }

    private static long Take(FileInbox inbox) => inbox.TryTake()!.Delivery!.Sequence;

    private FileInbox Open() => FileInbox.Open(_folder.Inbox, resume: true, new EventMemory(), _operations);
}
