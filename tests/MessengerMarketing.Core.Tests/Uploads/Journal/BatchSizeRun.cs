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

/// <summary>An upload that is resumed with batches of another size, and what arrived of it.</summary>
public abstract class BatchSizeRun : IDisposable
{
    private const string AudienceId = "23850000000000001";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("mm-size-").FullName;
    private readonly ConcurrentQueue<Delivery> _deliveries = new();

    private protected BatchSizeRun() => Audience = new RecordingAudience(_ => _deliveries.TryDequeue(out Delivery next) ? next : Delivery.Answered);

    private protected RecordingAudience Audience { get; }

    private protected GraphContext Context { get; } = new(Secret.From("EAAsynthetictoken0001"), "1", "2");

    private protected int ThrottleLimit { get; set; } = 1;

    private protected bool Approves { get; set; } = true;

    private protected string List => Path.Combine(_folder, "list.csv");

    private protected string Journal => Path.Combine(_folder, "list.journal");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Context.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private protected void AssertFinished(int rows)
    {
        var record = UploadRecord.Read(Journal, out IReadOnlyList<JournalBatch> batches);
        Assert.Equal(("Finished", (long)rows, (long)rows, 0L, 0L), (record.State, record.RowsRead, record.RowsAccepted, record.RowsUnknown, record.RowsNotSent));
        Assert.Equal(Enumerable.Range(1, rows).Select(static row => ((long)row, 1)), Audience.Rows.OrderBy(static row => row.Key).Select(static row => (row.Key, row.Value)));
        Assert.Equal(1, batches[0].FirstRow);
        Assert.All(batches.Zip(batches.Skip(1)), static pair => Assert.Equal(pair.First.LastRow + 1, pair.Second.FirstRow));
    }

    private protected Task BeginAsync(int rows, params Delivery[] deliveries) => BeginAsync(rows, isFile: true, deliveries);

    /// <summary>Uploads a list in batches of ten rows.</summary>
    private protected async Task BeginAsync(int rows, bool isFile, Delivery[] deliveries)
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

    private protected Task<IReadOnlyList<UploadEvent>> ResumeAsync(int? batchSize, params Delivery[] deliveries) => ResumeAsync(batchSize, isFile: true, deliveries);

    private protected async Task<IReadOnlyList<UploadEvent>> ResumeAsync(int? batchSize, bool isFile = true, Delivery[]? deliveries = null, bool isForced = false, bool isDryRun = false)
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
                resumed.CheckUnchanged(Context, token);
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
        options = options with { Upload = options.Upload with { BatchSize = 10, ThrottleLimit = ThrottleLimit, Encoders = Math.Min(2, ThrottleLimit) } };
        using var runner = new UploadRunner(Context, options, (_, _) => Audience.Connect(kill), kill.Token);
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
        if (Approves)
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
