using System;
using System.IO;
using MessengerMarketing.Erasure;
using MessengerMarketing.Messaging.History;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Uploads.Journal;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Storage;

/// <summary>What a killed process leaves under a temporary name is deleted by the next one that has the file.</summary>
public sealed class LeftoversTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("mm-leftovers-").FullName;

    private string FilePath => Path.Combine(_folder, "a [1].file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, Action<string>, string> Files() => new()
    {
        { "a contact history", static path => ContactHistory.Open(path, Now, FileOperations.Instance).Dispose(), "" },
        { "a compacted contact history", static path => ContactHistory.Open(path, Now, FileOperations.Instance).Dispose(), ".new" },
        { "a journal", static path => UploadJournal.Create(path, JournalFolder.Header).Dispose(), "" },
        { "an inbox", static path => FileInbox.Open(path, resume: false, new EventMemory()).Dispose(), "" },
        { "the position of an inbox", static path => FileInbox.Open(path, resume: false, new EventMemory()).Dispose(), ".position" },
        { "a suppression list", static path => AddPerson(path), "" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void The_process_that_creates_the_file_deletes_it(string name, Action<string> open, string suffix)
    {
        string[] leftovers = WriteLeftovers(suffix);
        string[] others = WriteOthers();

        open(FilePath);

        Assert.All(leftovers, file => Assert.False(File.Exists(file), name));
        Assert.All(others, file => Assert.True(File.Exists(file), file));
        Assert.True(File.Exists(FilePath));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".new")]
    public void The_next_process_that_opens_a_history_deletes_it(string suffix)
    {
        Record("first");
        string[] leftovers = WriteLeftovers(suffix);

        Record("second");

        Assert.All(leftovers, static file => Assert.False(File.Exists(file)));
        using var history = ContactHistory.Open(FilePath, Now, FileOperations.Instance);
        Assert.True(history.Contains("first") && history.Contains("second"));
    }

    [Fact]
    public void Nothing_is_deleted_beside_the_file_of_somebody_else()
    {
        File.WriteAllText(FilePath, "a note\n");
        string[] leftovers = WriteLeftovers("");

        Assert.Throws<FileRefusedException>(() => ContactHistory.Open(FilePath, Now, FileOperations.Instance));
        Assert.Throws<FileRefusedException>(() => AddPerson(FilePath));

        Assert.All(leftovers, static file => Assert.True(File.Exists(file)));
    }

    private static void AddPerson(string path)
    {
        using var list = SuppressionFile.Open(path);
        list.Add([new HashedPerson(new string('a', 64), null)]);
    }

    private void Record(string contact)
    {
        using var history = ContactHistory.Open(FilePath, Now, FileOperations.Instance);
        history.Record(contact, Now);
    }

    private string[] WriteLeftovers(string suffix) => Write($"{FilePath}{suffix}.{Guid.NewGuid():N}.tmp", $"{FilePath}{suffix}.{Guid.NewGuid():N}.tmp.old");

    private string[] WriteOthers() => Write(
        $"{FilePath}.tmp", $"{FilePath}.notes.tmp", $"{FilePath}.{Guid.NewGuid():N}", $"{FilePath}.{Guid.NewGuid():D}.tmp", $"{FilePath}2.{Guid.NewGuid():N}.tmp", Path.Combine(_folder, $".{Guid.NewGuid():N}.tmp"));

    private static string[] Write(params string[] files)
    {
        foreach (string file in files)
        {
            File.WriteAllText(file, "half a line");
        }

        return files;
    }
}
