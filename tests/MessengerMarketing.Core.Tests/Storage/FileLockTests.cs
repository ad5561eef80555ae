using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Uploads.Journal;
using MessengerMarketing.Tests.Webhooks;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Storage;

/// <summary>A file has one writer, whatever the path by which another one comes.</summary>
public sealed class FileLockTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("symbolic link")]
    [InlineData("hard link")]
    [InlineData("link to the folder")]
    [InlineData("relative path")]
    [InlineData("chain of links")]
    public void A_second_upload_through_another_path_is_refused(string way)
    {
        using var first = UploadJournal.Create(_folder.Path, JournalFolder.Header);
        string other = CreateWay(way, _folder.Path);
        string before = ReadShared(_folder.Path);

        Assert.Equal(JournalProblem.InUse, Assert.Throws<JournalException>(() => UploadJournal.Resume(other)).Problem);
        Assert.Equal(JournalProblem.InUse, Assert.Throws<JournalException>(() => UploadJournal.Create(other, JournalFolder.Header)).Problem);
        Assert.Equal(UploadState.Running, UploadRecord.Read(other).StateValue);
        Assert.Equal(before, ReadShared(_folder.Path));
    }

    [Theory]
    [InlineData("symbolic link")]
    [InlineData("hard link")]
    [InlineData("link to the folder")]
    [InlineData("relative path")]
    [InlineData("chain of links")]
    public async Task A_second_watcher_through_another_path_is_refused(string way)
    {
        string inbox = _folder.Other("inbox.jsonl");
        using var first = FileInbox.Open(inbox, resume: false, new EventMemory());
        await first.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);
        string other = CreateWay(way, inbox);

        Assert.Throws<InboxInUseException>(() => FileInbox.Open(other, resume: false, new EventMemory()));
        Assert.Throws<InboxInUseException>(() => FileInbox.Open(other, resume: true, new EventMemory()));
        Assert.Contains("words 1", ReadShared(inbox), StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_stays_with_a_file_that_is_moved_while_it_is_open()
    {
        string moved = _folder.Other("moved.journal");
        using var first = UploadJournal.Create(_folder.Path, JournalFolder.Header);
        File.Move(_folder.Path, moved);

        Assert.Equal(JournalProblem.InUse, Assert.Throws<JournalException>(() => UploadJournal.Resume(moved)).Problem);
        using var second = UploadJournal.Create(_folder.Path, JournalFolder.Header);
        Assert.Equal(UploadState.Running, UploadRecord.Read(moved).StateValue);
        Assert.Equal(UploadState.Running, UploadRecord.Read(_folder.Path).StateValue);
    }

    [Fact]
    public void The_lock_ends_when_the_journal_is_closed()
    {
        UploadJournal.Create(_folder.Path, JournalFolder.Header).Dispose();

        Assert.False(FileLock.IsHeld(_folder.Path));
        using var second = UploadJournal.Resume(_folder.Path);
        Assert.True(FileLock.IsHeld(_folder.Path));
    }

    [Fact]
    public void Readers_are_not_blocked_and_block_nobody()
    {
        using var first = UploadJournal.Create(_folder.Path, JournalFolder.Header);

        using FileStream reader = new(_folder.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Assert.Equal(UploadState.Running, UploadRecord.Read(_folder.Path).StateValue);
        first.Dispose();
        using var second = UploadJournal.Resume(_folder.Path);
    }

    [Fact]
    public void The_position_is_next_to_the_inbox_and_not_next_to_a_link()
    {
        string inbox = _folder.Other("inbox.jsonl");
        Directory.CreateDirectory(_folder.Other("links"));
        string link = Path.Combine(_folder.Other("links"), "link.jsonl");
        File.CreateSymbolicLink(link, inbox);

        FileInbox.Open(link, resume: false, new EventMemory()).Dispose();

        Assert.True(File.Exists(inbox + ".position"));
        Assert.Equal([link], Directory.GetFileSystemEntries(_folder.Other("links")));
    }

    [Fact]
    public void An_archive_is_next_to_the_journal_and_a_link_stays()
    {
        Directory.CreateDirectory(_folder.Other("links"));
        string link = Path.Combine(_folder.Other("links"), "link.journal");
        File.CreateSymbolicLink(link, _folder.Path);
        WriteFinished(link);

        UploadJournal.Create(link, JournalFolder.Header).Dispose();

        Assert.True(File.Exists(_folder.Other("list.20261122T031500Z.journal")));
        Assert.Equal(_folder.Path, new FileInfo(link).LinkTarget);
        Assert.Equal([link], Directory.GetFileSystemEntries(_folder.Other("links")));
    }

    [Fact]
    public void Uploads_that_started_in_the_same_second_are_all_kept()
    {
        for (int upload = 0; upload < 4; upload++)
        {
            WriteFinished(_folder.Path);
        }

        foreach (string archive in new[] { "list.20261122T031500Z.journal", "list.20261122T031500Z-2.journal", "list.20261122T031500Z-3.journal" })
        {
            Assert.Equal(UploadState.Finished, UploadRecord.Read(_folder.Other(archive)).StateValue);
        }

        Assert.Equal(UploadState.Finished, UploadRecord.Read(_folder.Path).StateValue);
        Assert.Equal(4, Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!).Length);
    }

    [Fact]
    public async Task Only_one_of_several_concurrent_uploads_gets_the_journal()
    {
        for (int round = 0; round < 20; round++)
        {
            string path = _folder.Other($"{round}.journal");
            using var start = new Barrier(3);
            UploadJournal?[] journals = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    try
                    {
                        return UploadJournal.Create(path, JournalFolder.Header with { RunId = Guid.NewGuid() });
                    }
                    catch (JournalException exception) when (exception.Problem == JournalProblem.InUse)
                    {
                        return null;
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            using UploadJournal only = Assert.Single(journals.OfType<UploadJournal>());
            Assert.Contains($"{only.Header.RunId}", ReadShared(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_second_list_of_rejected_rows_at_the_same_path_is_refused()
    {
        string path = _folder.Other("rejects.csv");
        using var first = new RejectReport(path);

        Assert.Equal(FileProblem.InUse, Assert.Throws<FileRefusedException>(() => new RejectReport(CreateWay("symbolic link", path))).Problem);
    }

    private static void WriteFinished(string path) => JournalScript.Run(path, FileOperations.Instance, static _ => { });

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private string CreateWay(string way, string path)
    {
        string other = _folder.Other("other");
        switch (way)
        {
            case "symbolic link":
                File.CreateSymbolicLink(other, path);
                return other;
            case "hard link":
                using (Process process = OperatingSystem.IsWindows() ? Process.Start("cmd", ["/c", "mklink", "/h", other, path]) : Process.Start("ln", [path, other]))
                {
                    process.WaitForExit();
                }

                return other;
            case "link to the folder":
                Directory.CreateSymbolicLink(other, Path.GetDirectoryName(path)!);
                return Path.Combine(other, Path.GetFileName(path));
            case "chain of links":
                File.CreateSymbolicLink(_folder.Other("middle"), Path.GetFileName(path));
                File.CreateSymbolicLink(other, "middle");
                return other;
            default:
                return Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        }
    }
}
