using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Uploads.Journal;
using MessengerMarketing.Tests.Webhooks;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Storage;

/// <summary>A process may die at any step, and in the middle of any write. What it had on record stays, and the next one goes on.</summary>
public sealed class CrashTests
{
    private static readonly double[] Parts = [0, 0.001, 0.1, 0.5, 0.95, 1];

    [Fact]
    public void Two_uploads_with_one_journal_recover_from_a_crash_at_every_step()
    {
        var whole = new CrashingFileOperations(crashAt: 0, part: 1);
        using (var folder = new JournalFolder())
        {
            UploadTwice(folder.Path, whole, []);
        }

        // Two journals of five lines, each written and flushed, with their files created and renamed.
        Assert.True(whole.Steps > 20, $"{whole.Steps} steps");
        for (int step = 1; step <= whole.Steps; step++)
        {
            foreach (double part in Parts)
            {
                using var folder = new JournalFolder();
                var accepted = new List<int>();
                var operations = new CrashingFileOperations(step, part);
                Assert.Throws<JournalException>(() => Translate(() => UploadTwice(folder.Path, operations, accepted)));
                Assert.True(operations.IsDead);
                AssertKept(folder, accepted, step, part);
                Recover(folder.Path);
                AssertKept(folder, accepted, step, part);
                Assert.Equal(UploadState.Finished, UploadRecord.Read(folder.Path).StateValue);
            }
        }
    }

    [Fact]
    public async Task An_inbox_recovers_from_a_crash_at_every_step()
    {
        var whole = new CrashingFileOperations(crashAt: 0, part: 1);
        using (var folder = new InboxFolder())
        {
            await ReceiveAsync(folder.Inbox, whole, [], []);
        }

        Assert.True(whole.Steps > 15, $"{whole.Steps} steps");
        for (int step = 1; step <= whole.Steps; step++)
        {
            foreach (double part in Parts)
            {
                using var folder = new InboxFolder();
                var kept = new List<int>();
                var taken = new List<int>();
                var operations = new CrashingFileOperations(step, part);
                await Assert.ThrowsAnyAsync<IOException>(() => ReceiveAsync(folder.Inbox, operations, kept, taken));
                Assert.True(operations.IsDead);

                using (FileInbox inbox = FileInbox.Open(folder.Inbox, resume: true, new EventMemory()))
                {
                    await inbox.AppendAsync(InboxFolder.Message(9), DateTimeOffset.UtcNow);
                    List<int> left = TakeAll(inbox);
                    int[] missing = [.. kept.Append(9).Except(left).Except(taken)];
                    Assert.True(missing.Length == 0, $"Step {step}, {part} of it: {string.Join(", ", missing)} did not come out.");
                }

                string text = await File.ReadAllTextAsync(folder.Inbox);
                Assert.All(kept.Append(9), number => Assert.Contains($"words {number}", text, StringComparison.Ordinal));
                Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.NotNull(InboxLine.Read(Encoding.UTF8.GetBytes(line))));
            }
        }
    }

    private static void UploadTwice(string path, IFileOperations operations, List<int> accepted)
    {
        JournalScript.Run(path, operations, number => accepted.Add(number));
        JournalScript.Run(path, operations, number => accepted.Add(10 + number));
    }

    private static void Translate(Action upload)
    {
        try
        {
            upload();
        }
        catch (IOException exception)
        {
            throw new JournalException(JournalProblem.NotWritten, exception.Message, exception);
        }
    }

    /// <summary>What a person does after a crash: resume, and begin anew where there is nothing to resume.</summary>
    private static void Recover(string path)
    {
        try
        {
            using UploadJournal journal = UploadJournal.Resume(path);
            JournalScript.Continue(journal, static _ => { });
        }
        catch (Exception exception) when (exception is FileNotFoundException or JournalException { Problem: JournalProblem.NoUpload })
        {
            JournalScript.Run(path, FileOperations.Instance, static _ => { });
        }
    }

    /// <summary>Every batch that a journal had as accepted is in one: of the first upload's two, and of the second's.</summary>
    private static void AssertKept(JournalFolder folder, List<int> accepted, int step, double part)
    {
        int[] kept = [.. Directory.GetFiles(Path.GetDirectoryName(folder.Path)!, "*.journal")
            .SelectMany(static file =>
            {
                UploadRecord.Read(file, out IReadOnlyList<JournalBatch> batches);
                return batches.Where(static batch => batch.Outcome == JournalOutcome.Accepted).Select(static batch => batch.Number);
            })];
        foreach (int number in new[] { 1, 2 })
        {
            int expected = accepted.Count(batch => batch % 10 == number);
            Assert.True(kept.Count(batch => batch == number) >= expected, $"Step {step}, {part} of it: batch {number} is {kept.Count(batch => batch == number)} times on record and was accepted {expected} times.");
        }
    }

    private static async Task ReceiveAsync(string path, IFileOperations operations, List<int> kept, List<int> taken)
    {
        for (int run = 0; run < 2; run++)
        {
            using FileInbox inbox = FileInbox.Open(path, resume: true, new EventMemory(), operations);
            for (int number = 1; number <= 3; number++)
            {
                await inbox.AppendAsync(InboxFolder.Message((run * 3) + number), DateTimeOffset.UtcNow);
                kept.Add((run * 3) + number);
            }

            // One is left for the next run.
            for (int number = 1; number <= 2; number++)
            {
                InboxRecord record = inbox.TryTake()!;
                taken.Add(GetNumber(record));
                inbox.Confirm(record, 1, isWhole: true);
            }
        }
    }

    private static List<int> TakeAll(FileInbox inbox)
    {
        var numbers = new List<int>();
        while (inbox.TryTake() is { } record)
        {
            numbers.Add(GetNumber(record));
        }

        return numbers;
    }

    private static int GetNumber(InboxRecord record)
    {
        string text = Encoding.UTF8.GetString(record.Delivery!.Body);
        return text[text.IndexOf("words ", StringComparison.Ordinal) + "words ".Length] - '0';
    }
}
