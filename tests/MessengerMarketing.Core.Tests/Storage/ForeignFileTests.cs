using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using MessengerMarketing.Reporting.Page;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Storage;

/// <summary>A path that was given by mistake costs nobody a file.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-foreign-").FullName;

    public static IEnumerable<object[]> WriterNames => FileWriters.All.Keys.Select(static writer => new object[] { writer });

    private string File1 => Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_file_of_this_module_in_another_role_is_refused_and_stays_unchanged(string writer)
    {
        foreach (string other in FileWriters.All.Keys.Where(other => other.Split(' ')[1] != writer.Split(' ')[1] && !(writer.Contains("journal", StringComparison.Ordinal) && other.Contains("journal", StringComparison.Ordinal))))
        {
            if (other.Contains("resume", StringComparison.Ordinal))
            {
                continue;
            }

            WriteOwn(other);
            byte[] content = File.ReadAllBytes(File1);
            FileWriters.AssertRefused(Assert.ThrowsAny<Exception>(() => FileWriters.All[writer](File1)));
            Assert.Equal(content, File.ReadAllBytes(File1));
            File.Delete(File1);
        }
    }

    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_foreign_file_behind_a_link_stays_unchanged(string writer)
    {
        string target = Path.Combine(_folder, "target");
        File.WriteAllText(target, "a note");
        File.CreateSymbolicLink(File1, target);

        FileWriters.AssertRefused(Assert.ThrowsAny<Exception>(() => FileWriters.All[writer](File1)));

        Assert.Equal("a note", File.ReadAllText(target));
        Assert.Equal(target, new FileInfo(File1).LinkTarget);
    }

    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_foreign_file_with_a_second_name_stays_unchanged(string writer)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string target = Path.Combine(_folder, "target");
        File.WriteAllText(target, "a note");
        Run("ln", target, File1);

        FileWriters.AssertRefused(Assert.ThrowsAny<Exception>(() => FileWriters.All[writer](File1)));

        Assert.Equal("a note", File.ReadAllText(target));
        Assert.Equal("a note", File.ReadAllText(File1));
    }

    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_read_only_file_stays_unchanged(string writer)
    {
        File.WriteAllText(File1, "a note");
        File.SetAttributes(File1, FileAttributes.ReadOnly);

        Assert.ThrowsAny<Exception>(() => FileWriters.All[writer](File1));

        Assert.Equal("a note", File.ReadAllText(File1));
        File.SetAttributes(File1, FileAttributes.Normal);
    }

    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_folder_is_refused(string writer)
    {
        Directory.CreateDirectory(File1);

        Assert.Throws<UnauthorizedAccessException>(() => FileWriters.All[writer](File1));

        Assert.Equal([File1], Directory.GetFileSystemEntries(_folder));
        Assert.Empty(Directory.GetFileSystemEntries(File1));
    }

    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_device_is_refused(string writer)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (string device in new[] { "/dev/null", "/dev/zero", "/dev/full" }.Where(File.Exists))
        {
            Exception error = Assert.ThrowsAny<Exception>(() => FileWriters.All[writer](device));
            FileWriters.AssertRefused(error);
            Assert.Contains("a device", error.Message, StringComparison.Ordinal);
            File.CreateSymbolicLink(File1, device);
            FileWriters.AssertRefused(Assert.ThrowsAny<Exception>(() => FileWriters.All[writer](File1)));
            File.Delete(File1);
            Assert.Equal("a device", UnixFileStatus.FromPath(device)?.Kind);
        }
    }

    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_named_pipe_is_refused_immediately(string writer)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Run("mkfifo", File1);

        Exception error = Assert.ThrowsAny<Exception>(() => FileWriters.All[writer](File1));

        FileWriters.AssertRefused(error);
        Assert.Contains("a named pipe", error.Message, StringComparison.Ordinal);
        Assert.Equal([File1], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_socket_is_refused(string writer)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(File1));

        FileWriters.AssertRefused(Assert.ThrowsAny<Exception>(() => FileWriters.All[writer](File1)));
    }

    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_missing_folder_is_named(string writer)
    {
        string folder = Path.Combine(_folder, "none");
        string path = Path.Combine(folder, "file");

        Exception error = Assert.ThrowsAny<Exception>(() => FileWriters.All[writer](path));

        Assert.IsType<DirectoryNotFoundException>(error);
        Assert.Contains($"The folder '{folder}' does not exist", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("text, 6 bytes", "text without a line feed")]
    [InlineData("gzip data, 1004 bytes", "a gzip archive")]
    [InlineData("a ZIP archive or a workbook, 1004 bytes", "a workbook")]
    [InlineData("UTF-16 text", "UTF-16")]
    [InlineData("zeros, 4096 bytes", "zeros")]
    [InlineData("zeros, 1 byte", "one zero byte")]
    [InlineData("HTML or XML", "a page")]
    [InlineData("JSON of another kind", "JSON lines")]
    [InlineData("binary data", "a program")]
    public void The_error_describes_the_file(string found, string name)
    {
        File.WriteAllBytes(File1, ForeignFiles.Contents[name]);

        Assert.Contains(found, Assert.Throws<JournalException>(() => UploadJournal.Resume(File1)).Message, StringComparison.Ordinal);
        Assert.Contains(found, Assert.Throws<FileRefusedException>(() => FileInbox.Open(File1, resume: false, new EventMemory())).Message, StringComparison.Ordinal);
        Assert.Contains(found, Assert.Throws<FileRefusedException>(() => new RejectReport(File1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_names_a_journal_instead_of_an_inbox_and_the_reverse()
    {
        WriteOwn("a new journal");
        Assert.Contains("contains the journal of an upload", Assert.Throws<FileRefusedException>(() => FileInbox.Open(File1, resume: false, new EventMemory())).Message, StringComparison.Ordinal);
        File.Delete(File1);
        WriteOwn("an inbox");
        Assert.Contains("contains an inbox of webhooks", Assert.Throws<JournalException>(() => UploadJournal.Resume(File1)).Message, StringComparison.Ordinal);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private void WriteOwn(string writer)
    {
        if (writer == "an inbox")
        {
            using var lines = new FileStream(File1, FileMode.CreateNew);
            InboxLine.Write(lines, new WebhookDelivery(1, DateTimeOffset.UtcNow, "{}"u8.ToArray()));
        }
        else if (writer == "a report")
        {
            File.WriteAllText(File1, ReportPage.Start + "<title>Uploads</title>");
        }
        else
        {
            FileWriters.All[writer](File1);
        }
    }
}
