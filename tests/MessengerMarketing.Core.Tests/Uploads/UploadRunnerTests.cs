using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class UploadRunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-runner-").FullName;
    private readonly GraphContext _context = new(Secret.From("EAAsynthetictoken0001"), "1", "2");
    private readonly ScriptedSender _sender = new();

    public void Dispose()
    {
        _context.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_events_of_a_list_start_with_its_columns_and_end_with_its_counts()
    {
        using UploadRunner runner = Create(new UploadRunnerOptions { Action = UploadAction.Add, Upload = new UploadOptions { BatchSize = 10 } });
        IReadOnlyList<UploadEvent> events = await UploadAsync(runner, People.Blocks(25, 10, static row => row == 3));

        Assert.Same(People.Mapping, Assert.IsType<ListStarted>(events[0]).List.Mapping);
        ListCompleted completed = Assert.IsType<ListCompleted>(events[^1]);
        Assert.Null(completed.Error);
        Assert.Equal(25, completed.RowsRead);
        Assert.Equal(24, completed.RowsPrepared);
        Assert.Equal(3, events.OfType<BatchCompleted>().Count());
        UploadProgress last = events.OfType<ProgressChanged>().Last().Progress;
        Assert.Equal((25, 24, 1), (last.RowsRead, last.RowsAccepted, last.RowsRejected));
    }

    [Fact]
    public async Task Each_list_has_its_own_run_id_and_lists_of_one_audience_are_counted_together()
    {
        using UploadRunner runner = Create(new UploadRunnerOptions { Action = UploadAction.Add });
        await UploadAsync(runner, People.Blocks(10, 10));
        await UploadAsync(runner, People.Blocks(5, 10));

        UploadSummary summary = Assert.Single(runner.Statistics).Summarize();
        Assert.Equal(15, summary.RowsAccepted);
        Assert.Equal(2, summary.RunIds.Distinct().Count());
    }

    [Fact]
    public async Task A_dry_run_counts_everything_sends_nothing_and_keeps_no_journal()
    {
        string journal = Path.Combine(_folder, "dry.journal");
        using UploadRunner runner = Create(new UploadRunnerOptions { Action = UploadAction.Add, IsDryRun = true, JournalPath = journal, Upload = new UploadOptions { BatchSize = 10 } });
        IReadOnlyList<UploadEvent> events = await UploadAsync(runner, People.Blocks(25, 10, static row => row == 3));

        Assert.Empty(events.OfType<BatchPrepared>());
        Assert.All(events.OfType<BatchCompleted>(), static completed => Assert.Equal(BatchStatus.NotSent, completed.Receipt.StatusValue));
        Assert.Equal(24, Assert.IsType<ListCompleted>(events[^1]).RowsPrepared);
        Assert.Empty(_sender.Batches);
        Assert.False(File.Exists(journal));
    }

    [Fact]
    public async Task A_list_with_too_many_bad_rows_ends_before_anything_is_sent()
    {
        using UploadRunner runner = Create(new UploadRunnerOptions { Action = UploadAction.Add, MaxRejectPercent = 5 });
        IReadOnlyList<UploadEvent> events = await UploadAsync(runner, People.Blocks(100, 100, static row => row % 2 == 0));

        Assert.IsType<TooManyRejectedException>(Assert.IsType<ListCompleted>(events[^1]).Error);
        Assert.Empty(_sender.Batches);
    }

    [Fact]
    public async Task Rejected_rows_are_reported_in_the_order_of_the_list()
    {
        string report = Path.Combine(_folder, "rejects.csv");
        using (UploadRunner runner = Create(new UploadRunnerOptions { Action = UploadAction.Add, RejectPath = report, Upload = new UploadOptions { BatchSize = 5 } }))
        {
            await UploadAsync(runner, People.Blocks(30, 5, static row => row % 10 == 0));
        }

        Assert.Equal(
            ["List,Row,Key,Reason,RowRejected", "\"list.csv\",10,EMAIL,NotAnEmailAddress,True", "\"list.csv\",20,EMAIL,NotAnEmailAddress,True", "\"list.csv\",30,EMAIL,NotAnEmailAddress,True"],
            await File.ReadAllLinesAsync(report));
    }

    [Fact]
    public async Task People_on_a_suppression_list_are_not_sent()
    {
        string list = Path.Combine(_folder, "optouts.csv");
        await File.WriteAllTextAsync(list, "Email\nperson2@example.com\n");
        using UploadRunner runner = Create(new UploadRunnerOptions { Action = UploadAction.Add, SuppressionPaths = [list] });
        IReadOnlyList<UploadEvent> events = await UploadAsync(runner, People.Blocks(3, 10));

        Assert.Equal(1, Assert.IsType<SuppressionLoaded>(events[0]).List.Rows);
        Assert.Equal(2, Assert.Single(events.OfType<BatchCompleted>()).Receipt.Rows);
    }

    [Fact]
    public async Task A_missing_suppression_list_stops_the_run_before_anything_is_read()
    {
        using UploadRunner runner = Create(new UploadRunnerOptions { Action = UploadAction.Add, SuppressionPaths = [Path.Combine(_folder, "none.csv")] });
        await Assert.ThrowsAsync<SuppressionException>(() => runner.PrepareAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_journal_takes_one_list()
    {
        using UploadRunner runner = Create(new UploadRunnerOptions { Action = UploadAction.Add, JournalPath = Path.Combine(_folder, "one.journal") });
        await UploadAsync(runner, People.Blocks(10, 10));

        JournalException refused = await Assert.ThrowsAsync<JournalException>(() => UploadAsync(runner, People.Blocks(10, 10)));
        Assert.Equal(JournalProblem.SecondList, refused.Problem);
        Assert.Equal(UploadState.Finished, UploadRecord.Read(Path.Combine(_folder, "one.journal")).StateValue);
    }

    [Fact]
    public async Task Disposing_a_runner_in_the_middle_of_a_list_releases_its_journal()
    {
        string journal = Path.Combine(_folder, "stopped.journal");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sender = new ScriptedSender(async (_, token) =>
        {
            await gate.Task.WaitAsync(token);
            return new BatchResponse();
        });
        using (UploadRunner runner = Create(new UploadRunnerOptions { Action = UploadAction.Add, JournalPath = journal, Upload = new UploadOptions { BatchSize = 10 } }, sender))
        {
            Task upload = UploadAsync(runner, People.Blocks(100, 10));
            await Patience.UntilAsync(() => sender.InFlight > 0);
        }

        using var resumed = ResumableUpload.Open(journal, isDryRun: false);
        Assert.False(resumed.IsFinished);
    }

    private UploadRunner Create(UploadRunnerOptions options, IBatchSender? sender = null) => new(_context, options, (_, _) => sender ?? _sender, CancellationToken.None);

    private static async Task<IReadOnlyList<UploadEvent>> UploadAsync(UploadRunner runner, IEnumerable<RowBlock> blocks)
    {
        if (runner.Statistics.Count == 0)
        {
            await runner.PrepareAsync(CancellationToken.None);
        }

        return await runner.UploadAsync("23850000000000001", blocks);
    }
}
