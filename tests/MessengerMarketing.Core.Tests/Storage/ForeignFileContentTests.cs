using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Storage;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Storage;

/// <summary>Each kind of foreign file at each path. Not in <see cref="ForeignFileTests"/>, because each mutant of the journal and the inbox would run all of
/// them.</summary>
public sealed class ForeignFileContentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-foreign-").FullName;

    public static IEnumerable<object[]> Cases => FileWriters.All.Keys.SelectMany(static writer => ForeignFiles.Contents.Keys.Select(name => new object[] { writer, name }));

    private string File1 => Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_of_another_program_is_refused_and_stays_unchanged(string writer, string name)
    {
        byte[] content = ForeignFiles.Contents[name];
        File.WriteAllBytes(File1, content);
        SetMode(File1, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Exception error = Assert.ThrowsAny<Exception>(() => FileWriters.All[writer](File1));

        FileWriters.AssertRefused(error);
        Assert.Contains(File1, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("note", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllBytes(File1));
        AssertMode(File1, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Assert.Equal([File1], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [MemberData(nameof(ForeignFiles.Names), MemberType = typeof(ForeignFiles))]
    public void A_foreign_file_with_the_name_of_a_position_stays_unchanged(string name)
    {
        byte[] content = ForeignFiles.Contents[name];
        File.WriteAllBytes(File1 + ".position", content);

        FileRefusedException error = Assert.Throws<FileRefusedException>(() => FileInbox.Open(File1, resume: true, new EventMemory()));

        Assert.Equal(FileProblem.Foreign, error.Problem);
        Assert.Contains(File1 + ".position", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllBytes(File1 + ".position"));
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static void AssertMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(mode, File.GetUnixFileMode(path));
        }
    }
}
