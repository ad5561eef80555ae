using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class ChangedListTests : IDisposable
{
    private const int Rows = 400;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("mm-changed-").FullName;
    private readonly GraphContext _context = new(Secret.From("EAAsynthetictoken0001"), "1", "2");

    private string List => Path.Combine(_folder, "list.csv");

    private string Journal => Path.Combine(_folder, "list.journal");

    public void Dispose()
    {
        _context.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unchanged_list_is_completed(bool hasJournal)
    {
        (ListCompleted completed, UploadSummary summary) = await UploadAsync(static _ => { }, hasJournal);

        Assert.Null(completed.Error);
        Assert.Equal((Rows, UploadState.Finished), (summary.RowsAccepted, summary.StateValue));
    }

    [Theory]
    [InlineData("grows", true)]
    [InlineData("grows", false)]
    [InlineData("shrinks", true)]
    [InlineData("shrinks", false)]
    [InlineData("is replaced", true)]
    [InlineData("is replaced", false)]
    [InlineData("is replaced and keeps its time", true)]
    [InlineData("is replaced and keeps its time", false)]
    [InlineData("is deleted", true)]
    [InlineData("is rewritten", true)]
    [InlineData("is rewritten and keeps its time", true)]
    public async Task A_list_that_changes_while_it_is_read_is_reported_as_changed(string change, bool hasJournal)
    {
        (ListCompleted completed, UploadSummary summary) = await UploadAsync(path => Change(path, change), hasJournal);

        SourceChangedException error = Assert.IsType<SourceChangedException>(completed.Error);
        Assert.Contains(List, error.Message, StringComparison.Ordinal);
        Assert.True(completed.IsSourceError);
        Assert.Equal(UploadState.Changed, summary.StateValue);
        if (hasJournal)
        {
            var record = UploadRecord.Read(Journal);
            Assert.Equal((UploadState.Changed, summary.RowsAccepted), (record.StateValue, record.RowsAccepted));
            Assert.Equal(error.Message, record.ChangeReason);
        }
    }

    private static void Change(string path, string change)
    {
        DateTime written = File.GetLastWriteTimeUtc(path);
        switch (change)
        {
            case "grows":
                File.AppendAllText(path, "late@example.com\n");
                break;
            case "shrinks":
                using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "is replaced":
            case "is replaced and keeps its time":
                File.WriteAllText(path + ".new", "Email\nother@example.com\n");
                File.SetLastWriteTimeUtc(path + ".new", change == "is replaced" ? written.AddSeconds(2) : written);
                File.Move(path + ".new", path, overwrite: true);
                break;
            case "is deleted":
                File.Delete(path);
                break;
            default:
                using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                {
                    file.Position = file.Length - 3;
                    file.WriteByte((byte)'x');
                }

                File.SetLastWriteTimeUtc(path, change == "is rewritten" ? written.AddSeconds(2) : written);
                break;
        }
    }

    /// <summary>Uploads a list that is changed while its first batch is sent, and long before its last row is read.</summary>
    private async Task<(ListCompleted Completed, UploadSummary Summary)> UploadAsync(Action<string> change, bool hasJournal)
    {
        // Padded, so that a reader's buffer holds a part of the file only.
        await File.WriteAllLinesAsync(List, ["Email,Note", .. Enumerable.Range(1, Rows).Select(static row => string.Format(CultureInfo.InvariantCulture, "person{0}@example.com,{1}", row, new string('n', 20_000)))]);
        // By the sender, because several threads prepare batches, and the first one that is reported need not be the first one that is sent.
        bool isChanged = false;
        var sender = new ScriptedSender((batch, _) =>
        {
            if (!isChanged)
            {
                isChanged = true;
                change(List);
            }

            return Task.FromResult(new BatchResponse { Received = batch.Rows });
        });
        var options = new UploadRunnerOptions { Action = UploadAction.Add, JournalPath = hasJournal ? Journal : null, Upload = new UploadOptions { BatchSize = 10, ThrottleLimit = 1 } };
        using var runner = new UploadRunner(_context, options, (_, _) => sender, CancellationToken.None);
        var file = CustomerFile.Open(List, new CustomerFileOptions { TracksContent = hasJournal });
        await runner.StartListAsync(
            new UploadList { AudienceId = "23850000000000001", Mapping = ColumnMapping.Resolve(file.ColumnNames), Source = new FileUploadSource(file, encoding: null) }, CancellationToken.None);
        using var late = new CancellationTokenSource(Limit);
        UploadEvent next;
        do
        {
            next = await runner.Events.ReadAsync(late.Token);
            if (next is BatchPrepared prepared)
            {
                prepared.Approve();
            }
        }
        while (next is not ListCompleted);
        return ((ListCompleted)next, Assert.Single(runner.Statistics).Summarize());
    }
}
