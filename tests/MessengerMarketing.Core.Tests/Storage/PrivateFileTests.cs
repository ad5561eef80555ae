using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Uploads.Journal;
using MessengerMarketing.Tests.Webhooks;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Storage;

/// <summary>Files with tokens, messages or hashes are their owner's alone, those included that existed before.</summary>
public sealed class PrivateFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly JournalFolder _folder = new();

    private string Inbox => _folder.Other("inbox.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_journal_its_archive_and_the_files_next_to_them_are_private()
    {
        JournalScript.Run(_folder.Path, FileOperations.Instance, static _ => { });
        using var second = UploadJournal.Create(_folder.Path, JournalFolder.Header);

        AssertAllPrivate(2);
        Assert.False(second.WasOpenToOthers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_journal_that_others_could_read_is_made_private_with_a_warning(bool isFinished)
    {
        if (isFinished)
        {
            JournalScript.Run(_folder.Path, FileOperations.Instance, static _ => { });
        }
        else
        {
            File.WriteAllBytes(_folder.Path, []);
        }

        Open(_folder.Path);
        using var journal = UploadJournal.Create(_folder.Path, JournalFolder.Header);

        AssertAllPrivate(isFinished ? 2 : 1);
        Assert.Equal(!OperatingSystem.IsWindows(), journal.WasOpenToOthers);
    }

    [Fact]
    public void A_resumed_journal_is_made_private_with_a_warning()
    {
        UploadJournal.Create(_folder.Path, JournalFolder.Header).Dispose();
        Open(_folder.Path);

        using var journal = UploadJournal.Resume(_folder.Path);

        AssertAllPrivate(1);
        Assert.Equal(!OperatingSystem.IsWindows(), journal.WasOpenToOthers);
    }

    [Fact]
    public async Task An_inbox_that_others_could_read_and_its_position_are_made_private_with_a_warning()
    {
        using (var first = FileInbox.Open(Inbox, resume: false, new EventMemory()))
        {
            await first.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);
            Assert.False(first.WasOpenToOthers);
        }

        Open(Inbox);
        Open(Inbox + ".position");

        using var second = FileInbox.Open(Inbox, resume: true, new EventMemory());

        AssertAllPrivate(2);
        Assert.Equal(!OperatingSystem.IsWindows(), second.WasOpenToOthers);
    }

    [Fact]
    public void A_file_of_another_user_is_refused()
    {
        // Only the superuser can give a file away.
        if (OperatingSystem.IsWindows() || Environment.UserName != "root")
        {
            return;
        }

        UploadJournal.Create(_folder.Path, JournalFolder.Header).Dispose();
        FileInbox.Open(Inbox, resume: false, new EventMemory()).Dispose();
        byte[] content = File.ReadAllBytes(_folder.Path);
        Run("chown", "1000", _folder.Path, Inbox);

        FileRefusedException journal = Assert.Throws<FileRefusedException>(() => UploadJournal.Resume(_folder.Path));
        FileRefusedException inbox = Assert.Throws<FileRefusedException>(() => FileInbox.Open(Inbox, resume: true, new EventMemory()));

        Assert.Equal((FileProblem.NotPrivate, "MMFileNotPrivate"), (journal.Problem, journal.ErrorId));
        Assert.Equal(FileProblem.NotPrivate, inbox.Problem);
        Assert.Contains("belongs to another user", journal.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllBytes(_folder.Path));
    }

    private static void Open(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Everybody);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private void AssertAllPrivate(int count)
    {
        string[] files = Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!);
        Assert.Equal(count, files.Length);
        if (!OperatingSystem.IsWindows())
        {
            foreach (string file in files)
            {
                Assert.Equal(OwnerOnly, File.GetUnixFileMode(file));
            }
        }
    }
}
