using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Journal;

/// <summary>Uploads that are resumed with batches of another size.</summary>
public sealed class BatchSizeTests : IDisposable
{
    private const string AudienceId = "23850000000000001";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("mm-size-").FullName;
    private readonly GraphContext _context = new(Secret.From("EAAsynthetictoken0001"), "1", "2");
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private readonly RecordingAudience _audience;
    private int _throttleLimit = 1;
    private bool _approves = true;

    public BatchSizeTests() => _audience = new RecordingAudience(_ => _deliveries.TryDequeue(out Delivery next) ? next : Delivery.Answered);

    private string List => Path.Combine(_folder, "list.csv");

    private string Journal => Path.Combine(_folder, "list.journal");

    public void Dispose()
    {
        _context.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_remaining_rows_are_divided_into_batches_of_the_new_size()
    {
        await BeginAsync(rows: 50, Delivery.Answered, Delivery.Answered, Delivery.Refused);

        await ResumeAsync(batchSize: 7);

        Assert.Equal([(21, 27), (28, 34), (35, 41), (42, 48), (49, 50)], _audience.Sent.Skip(3).Select(static batch => (batch.FirstRow, batch.LastRow)));
        Assert.Distinct(_audience.Sent.Select(static batch => batch.Number));
        AssertFinished(rows: 50);
        Assert.Equal(7, UploadRecord.Read(Journal).Batches);
    }

    [Theory]
    [InlineData("Lost", 10)]
    [InlineData("KilledBefore", 10)]
    [InlineData("Unheard", 0)]
    [InlineData("KilledAfter", 0)]
    public async Task Only_a_batch_that_did_not_arrive_is_sent_again_in_the_new_size(string delivery, int sentAgain)
    {
        await BeginAsync(rows: 40, Delivery.Answered, Enum.Parse<Delivery>(delivery));
        Assert.Equal(10, UploadRecord.Read(Journal).RowsUnknown);

        IReadOnlyList<UploadEvent> events = await ResumeAsync(batchSize: 4);

        Assert.All(_audience.Sent.Skip(2), static batch => Assert.True(batch.LastRow - batch.FirstRow < 4));
        Assert.Equal(sentAgain + 20, _audience.Sent.Skip(2).Sum(static batch => batch.LastRow - batch.FirstRow + 1));
        Assert.All(Receipts(events), static receipt => Assert.Equal("Accepted", receipt.Status));
        Assert.Equal(30, Receipts(events).Sum(static receipt => receipt.Rows));
        AssertFinished(rows: 40);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_checked_stays_unknown_and_is_sent_unchanged_if_forced()
    {
        await BeginAsync(rows: 30, Delivery.Answered, Delivery.Lost);
        _audience.IsSilent = true;

        await ResumeAsync(batchSize: 4);
        Assert.Equal(10, UploadRecord.Read(Journal).RowsUnknown);
        await ResumeAsync(batchSize: 4, deliveries: [], isForced: true);

        Assert.Contains((2, 11, 20), _audience.Sent.Skip(2));
        AssertFinished(rows: 30);
    }

    [Fact]
    public async Task A_batch_gets_the_new_size_once_it_can_be_checked()
    {
        await BeginAsync(rows: 30, Delivery.Answered, Delivery.Lost);
        _audience.IsSilent = true;
        await ResumeAsync(batchSize: 4);
        _audience.IsSilent = false;

        await ResumeAsync(batchSize: 4);

        Assert.DoesNotContain((2, 11, 20), _audience.Sent.Skip(2));
        AssertFinished(rows: 30);
    }

    [Fact]
    public async Task An_upload_with_a_new_batch_size_is_not_finished_until_all_rows_are_sent()
    {
        _approves = false;
        await BeginAsync(rows: 30);
        _approves = true;
        Assert.True(UploadRecord.Read(Journal).IsListComplete);

        await ResumeAsync(batchSize: 5, Delivery.KilledBefore);
        Assert.Equal(("Unfinished", false), (UploadRecord.Read(Journal).State, UploadRecord.Read(Journal).IsListComplete));

        await ResumeAsync(batchSize: 5);
        AssertFinished(rows: 30);
    }

    [Fact]
    public async Task A_dry_run_makes_no_call_and_leaves_the_journal_unchanged()
    {
        await BeginAsync(rows: 30, Delivery.Answered, Delivery.Unheard);
        byte[] before = await File.ReadAllBytesAsync(Journal);
        _audience.IsSilent = true;

        IReadOnlyList<UploadEvent> events = await ResumeAsync(batchSize: 4, deliveries: [], isDryRun: true);

        Assert.Equal(before, await File.ReadAllBytesAsync(Journal));
        Assert.Null(Assert.IsType<ListCompleted>(events[^1]).Error);
        Assert.Equal(2, _audience.Sent.Count);
    }

    [Fact]
    public async Task A_partly_written_line_is_removed()
    {
        await BeginAsync(rows: 30, Delivery.Answered, Delivery.Refused);
        await File.AppendAllTextAsync(Journal, "{\"resize\":{\"batchSize\":4,\"fir");

        await ResumeAsync(batchSize: 4);

        AssertFinished(rows: 30);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_row_arrives_once_for_all_batch_sizes_and_kill_points(int seed, bool isFile)
    {
        const int Rows = 400;
        var random = new Random(seed);
        _throttleLimit = random.Next(1, 5);
        Delivery[] some = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Any())];
        await BeginAsync(Rows, isFile, some);

        for (int resume = 0; resume < 200 && UploadRecord.Read(Journal).State != "Finished"; resume++)
        {
            _audience.IsSilent = random.Next(4) == 0;
            int? size = random.Next(3) == 0 ? null : random.Next(1, 60);
            _throttleLimit = random.Next(1, 5);
            await ResumeAsync(size, isFile, [.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => Any())]);
            AssertAddsUp();
        }

        AssertFinished(Rows);

        Delivery Any() => random.Next(3) == 0 ? (Delivery)random.Next(6) : Delivery.Answered;
    }

    public static TheoryData<int, bool> Seeds()
    {
        var data = new TheoryData<int, bool>();
        for (int seed = 1; seed <= 20; seed++)
        {
            data.Add(seed, true);
            data.Add(seed, false);
        }

        return data;
    }

    private static IReadOnlyList<BatchReceipt> Receipts(IReadOnlyList<UploadEvent> events) => [.. events.OfType<BatchCompleted>().Select(static completed => completed.Receipt)];

    private void AssertFinished(int rows)
    {
        var record = UploadRecord.Read(Journal, out IReadOnlyList<JournalBatch> batches);
        Assert.Equal(("Finished", (long)rows, (long)rows, 0L, 0L), (record.State, record.RowsRead, record.RowsAccepted, record.RowsUnknown, record.RowsNotSent));
        Assert.Equal(Enumerable.Range(1, rows).Select(static row => ((long)row, 1)), _audience.Rows.OrderBy(static row => row.Key).Select(static row => (row.Key, row.Value)));
        Assert.Equal(1, batches[0].FirstRow);
        Assert.All(batches.Zip(batches.Skip(1)), static pair => Assert.Equal(pair.First.LastRow + 1, pair.Second.FirstRow));
    }

    /// <summary>No row is in two batches on record, and none is called accepted that did not arrive.</summary>
    private void AssertAddsUp()
    {
        var record = UploadRecord.Read(Journal, out IReadOnlyList<JournalBatch> batches);
        Assert.All(batches.Zip(batches.Skip(1)), static pair => Assert.True(pair.First.LastRow < pair.Second.FirstRow));
        Assert.Equal(record.RowsRead, record.RowsAccepted + record.RowsUnknown + record.RowsNotSent);
        Assert.True(record.RowsAccepted <= _audience.Rows.Count);
    }

    private Task BeginAsync(int rows, params Delivery[] deliveries) => BeginAsync(rows, isFile: true, deliveries);

    /// <summary>Uploads a list in batches of ten rows.</summary>
    private async Task BeginAsync(int rows, bool isFile, Delivery[] deliveries)
    {
        await File.WriteAllLinesAsync(List, Enumerable.Range(1, rows).Select(static row => $"person{row}@example.com").Prepend("Email"));
        using var file = CustomerFile.Open(List, new CustomerFileOptions { TracksContent = true });
        var list = new UploadList { AudienceId = AudienceId, Mapping = ColumnMapping.Resolve(file.ColumnNames), Source = isFile ? new FileUploadSource(file, null) : null };
        await RunAsync(
            deliveries,
            (runner, token) => runner.StartListAsync(list, token),
            isFile ? null : static () => new BlockLayout(10),
            new UploadRunnerOptions { Action = UploadAction.Add, JournalPath = Journal });
    }

    private Task<IReadOnlyList<UploadEvent>> ResumeAsync(int? batchSize, params Delivery[] deliveries) => ResumeAsync(batchSize, isFile: true, deliveries);

    private async Task<IReadOnlyList<UploadEvent>> ResumeAsync(int? batchSize, bool isFile = true, Delivery[]? deliveries = null, bool isForced = false, bool isDryRun = false)
    {
        using var resumed = ResumableUpload.Open(Journal, isDryRun);
        if (resumed.IsFinished)
        {
            return [];
        }

        UploadRunnerOptions options = resumed.ToOptions() with { IsDryRun = isDryRun };
        return await RunAsync(
            deliveries ?? [],
            async (runner, token) =>
            {
                resumed.CheckUnchanged(_context, token);
                if (batchSize is { } size)
                {
                    await runner.ChangeBatchSizeAsync(resumed, size, token);
                }

                await runner.StartListAsync(isFile ? resumed.OpenFile() : resumed.WithColumns(["Email"]), token);
            },
            isFile ? null : resumed.CreateLayout,
            options with { Upload = options.Upload with { ResendUnknown = isForced } });
    }

    private async Task<IReadOnlyList<UploadEvent>> RunAsync(
        Delivery[] deliveries, Func<UploadRunner, CancellationToken, Task> start, Func<BlockLayout>? layout, UploadRunnerOptions options)
    {
        _deliveries.Clear();
        Array.ForEach(deliveries, _deliveries.Enqueue);
        using var kill = new CancellationTokenSource();
        using var late = new CancellationTokenSource(Limit);
        var events = new List<UploadEvent>();
        options = options with { Upload = options.Upload with { BatchSize = 10, ThrottleLimit = _throttleLimit, Encoders = Math.Min(2, _throttleLimit) } };
        using var runner = new UploadRunner(_context, options, (_, _) => _audience.Connect(kill), kill.Token);
        await start(runner, late.Token);
        Task delivery = layout is null ? Task.CompletedTask : DeliverAsync(runner, layout());
        do
        {
            UploadEvent next = await runner.Events.ReadAsync(late.Token);
            Decide(next as BatchPrepared);
            events.Add(next);
        }
        while (events[^1] is not ListCompleted);
        await delivery;
        return events;
    }

    private void Decide(BatchPrepared? prepared)
    {
        if (_approves)
        {
            prepared?.Approve();
        }
        else
        {
            prepared?.Decline();
        }
    }

    /// <summary>Delivers the rows as a pipeline does.</summary>
    private async Task DeliverAsync(UploadRunner runner, BlockLayout layout)
    {
        using var rows = CustomerFile.Open(List, new CustomerFileOptions());
        foreach (RowBlock block in rows.ReadBlocks(ColumnMapping.Resolve(rows.ColumnNames), layout))
        {
            try
            {
                await runner.Blocks.WriteAsync(block);
            }
            catch (System.Threading.Channels.ChannelClosedException)
            {
                block.Dispose();
                return;
            }
        }

        runner.CompleteBlocks();
    }
}
