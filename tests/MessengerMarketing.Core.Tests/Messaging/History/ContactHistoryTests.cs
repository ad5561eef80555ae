using System;
using System.Globalization;
using System.IO;
using System.Linq;
using MessengerMarketing.Messaging.History;
using MessengerMarketing.Storage;
using Xunit;

namespace MessengerMarketing.Tests.Messaging.History;

public sealed class ContactHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset WeekAgo = Now.AddDays(-7);

    private readonly string _folder = Directory.CreateTempSubdirectory("mm-history-").FullName;

    private string FilePath => Path.Combine(_folder, "asked.history");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_contact_is_recognized_in_the_next_run()
    {
        using (ContactHistory first = Open())
        {
            Assert.False(first.Contains("7770001 Weekly"));
            first.Record("7770001 Weekly", Now);
            Assert.True(first.Contains("7770001 Weekly"));
        }

        using ContactHistory second = Open();
        Assert.True(second.Contains("7770001 Weekly"));
        Assert.False(second.Contains("7770001 Daily"));
        Assert.False(second.Contains("7770002 Weekly"));
    }

    [Fact]
    public void A_contact_of_more_than_a_week_ago_no_longer_counts()
    {
        using (ContactHistory first = Open())
        {
            first.Record("old", WeekAgo.AddSeconds(-1));
            first.Record("new", WeekAgo);
        }

        using ContactHistory second = Open();
        Assert.False(second.Contains("old"));
        Assert.True(second.Contains("new"));
    }

    [Fact]
    public void A_failed_contact_is_released()
    {
        using (ContactHistory first = Open())
        {
            first.Record("7770001", Now);
            first.Release("7770001");
            Assert.False(first.Contains("7770001"));
        }

        using ContactHistory second = Open();
        Assert.False(second.Contains("7770001"));
    }

    [Fact]
    public void The_file_has_hashes_that_differ_from_file_to_file_and_only_its_owner_has_access()
    {
        string other = Path.Combine(_folder, "other.history");
        foreach (string path in new[] { FilePath, other })
        {
            using var history = ContactHistory.Open(path, WeekAgo, FileOperations.Instance);
            history.Record("7770001 Weekly", Now);
        }

        string[] lines = File.ReadAllLines(FilePath);
        Assert.Equal(2, lines.Length);
        Assert.Matches("""^\{"history":\{"version":1,"salt":"[0-9a-f]{32}"\}\}$""", lines[0]);
        Assert.Matches("""^\{"contact":\{"key":"[0-9a-f]{32}","time":"2026-11-29T12:00:00Z"\}\}$""", lines[1]);
        Assert.NotEqual(lines[1], File.ReadAllLines(other)[1]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }
    }

    [Fact]
    public void A_history_in_use_is_refused()
    {
        using ContactHistory first = Open();

        Assert.Equal(FileProblem.InUse, Assert.Throws<FileRefusedException>(Open).Problem);
    }

    [Theory]
    [InlineData("Email,Phone\na@example.com,1\n")]
    [InlineData("{\"sequence\":1}\n")]
    [InlineData("{\"history\":{\"version\":2,\"salt\":\"00000000000000000000000000000000\"}}\n")]
    [InlineData("{\"history\":{\"version\":1,\"salt\":\"00000000000000000000000000000000\"}}\n{\"contact\":{\"key\":\"changed\"}}\n")]
    [InlineData("{\"history\":{\"version\":1,\"salt\":\"00000000000000000000000000000000\"}}\nappended")]
    public void A_file_of_another_kind_is_refused_and_stays_unchanged(string content)
    {
        File.WriteAllText(FilePath, content);

        Assert.Equal(FileProblem.Foreign, Assert.Throws<FileRefusedException>(Open).Problem);
        Assert.Equal(content, File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_large_file_of_another_program_is_refused_after_reading_its_beginning()
    {
        File.WriteAllBytes(FilePath, [.. Enumerable.Repeat((byte)'x', 5_000_000)]);

        Assert.Equal(FileProblem.Foreign, Assert.Throws<FileRefusedException>(Open).Problem);
    }

    [Fact]
    public void An_empty_file_becomes_a_history()
    {
        File.WriteAllText(FilePath, string.Empty);
        using (ContactHistory first = Open())
        {
            first.Record("7770001", Now);
        }

        using ContactHistory second = Open();
        Assert.True(second.Contains("7770001"));
    }

    [Fact]
    public void Reading_alone_changes_nothing()
    {
        using (var none = ContactHistory.Read(FilePath, WeekAgo))
        {
            Assert.False(none.Contains("7770001"));
        }

        Assert.Empty(Directory.GetFiles(_folder));
        using ContactHistory open = Open();
        open.Record("7770001", Now);
        using var read = ContactHistory.Read(FilePath, WeekAgo);
        Assert.True(read.Contains("7770001"));
    }

    [Fact]
    public void Contacts_that_no_longer_count_are_removed_when_they_are_most_of_the_file()
    {
        WriteOld();
        using (ContactHistory history = Open())
        {
            Assert.True(history.Contains("kept"));
            history.Record("new", Now);
        }

        Assert.Equal([FilePath], Directory.GetFiles(_folder));
        Assert.Equal(3, File.ReadAllLines(FilePath).Length);
        using ContactHistory again = Open();
        Assert.True(again.Contains("kept"));
        Assert.True(again.Contains("new"));
    }

    private void WriteOld()
    {
        using (ContactHistory history = Open())
        {
            history.Record("kept", Now);
        }

        File.AppendAllLines(FilePath, Enumerable.Range(0, 10_001).Select(static number =>
            string.Create(CultureInfo.InvariantCulture, $$$"""{"contact":{"key":"{{{number:x32}}}","time":"2026-01-01T00:00:00Z"}}""")));
    }

    private ContactHistory Open() => ContactHistory.Open(FilePath, WeekAgo, FileOperations.Instance);
}
