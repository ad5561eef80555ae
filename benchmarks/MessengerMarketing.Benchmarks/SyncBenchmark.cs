using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Benchmarks;

/// <summary>A sync of a list with its state, to a sender that takes everything. One measurement for each process, so that its memory is its own.</summary>
internal static class SyncBenchmark
{
    /// <summary>Makes an audience follow a list.</summary>
    public static async Task<SyncResult> SyncAsync(string path, string statePath, bool isDryRun, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var context = new GraphContext(Secret.From("synthetic"), adAccountId: "1", pageId: "1");
        var options = new SyncOptions { StatePath = statePath, IsDryRun = isDryRun };
        using var runner = new SyncRunner(context, options, static (_, _, _) => new NoSender(), cancellationToken);
        CustomerFile file = Open(path);
        var list = new SyncList
        {
            AudienceId = "1",
            Mapping = ColumnMapping.Resolve(file.ColumnNames),
            Source = new FileUploadSource(file, encoding: null),
            Reopen = () => new FileUploadSource(Open(path), encoding: null),
        };
        await runner.StartListAsync(list, cancellationToken);
        await ReadToEndAsync(runner.Reader, cancellationToken);
        double read = clock.Elapsed.TotalSeconds;
        SyncChanges changes = await runner.CompareAsync();
        double compared = clock.Elapsed.TotalSeconds;
        (SyncSummary summary, Exception? error) = await runner.ApplyAsync();
        double seconds = clock.Elapsed.TotalSeconds;
        return error is null
            ? new SyncResult(
                summary.RowsRead, Math.Round(seconds, 2), (long)(summary.RowsRead / seconds), Math.Round(read, 2), Math.Round(compared - read, 2), Math.Round(seconds - compared, 2), PeakMebibytes(),
                summary.Added, summary.Changed, summary.Removed, summary.Unchanged + changes.Resent, File.Exists(statePath) ? Math.Round((double)new FileInfo(statePath).Length / Math.Max(1, summary.People), 1) : 0)
            : throw new InvalidOperationException("The list was not sent to its end.", error);
    }

    /// <summary>Reads, normalizes and hashes a list as an upload does with -WhatIf.</summary>
    public static async Task<DryRunResult> DryRunAsync(string path, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var context = new GraphContext(Secret.From("synthetic"), adAccountId: "1", pageId: "1");
        using var runner = new UploadRunner(context, new UploadRunnerOptions { Action = UploadAction.Add, IsDryRun = true }, static (_, _) => new NoSender(), cancellationToken);
        CustomerFile file = Open(path);
        await runner.StartListAsync(new UploadList { AudienceId = "1", Mapping = ColumnMapping.Resolve(file.ColumnNames), Source = new FileUploadSource(file, encoding: null) }, cancellationToken);
        long rows = await ReadToEndAsync(runner, cancellationToken);
        return new DryRunResult(rows, Math.Round(clock.Elapsed.TotalSeconds, 2), (long)(rows / clock.Elapsed.TotalSeconds), PeakMebibytes());
    }

    /// <summary>Writes the hashed rows of a list, one a line, for programs that compare lines.</summary>
    public static void WriteHashes(string path, string target)
    {
        using CustomerFile file = Open(path);
        var mapping = ColumnMapping.Resolve(file.ColumnNames);
        using var encoder = new BatchEncoder(mapping, new Customers.HashingOptions());
        using FileStream output = File.Create(target, 1 << 20);
        foreach (Customers.Rows.RowBlock block in file.ReadBlocks(mapping, UploadOptions.MaxRowsInBatch))
        {
            using (block)
            {
                using HashedBatch batch = encoder.Encode(block);
                string rows = Encoding.UTF8.GetString(batch.Json, 0, batch.Length).Replace("],[", "]\n[", StringComparison.Ordinal);
                output.Write(Encoding.UTF8.GetBytes(rows + "\n"));
            }
        }
    }

    private static CustomerFile Open(string path) => CustomerFile.Open(path, new CustomerFileOptions());

    private static async Task<long> ReadToEndAsync(UploadRunner runner, CancellationToken cancellationToken)
    {
        UploadEvent next;
        do
        {
            next = await runner.Events.ReadAsync(cancellationToken);
        }
        while (next is not ListCompleted);

        var completed = (ListCompleted)next;
        return completed.Error is { } error ? throw new InvalidOperationException("The list was not read to its end.", error) : completed.RowsRead;
    }

    private static long PeakMebibytes() => Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576;

    private sealed class NoSender : IBatchSender
    {
        public string AudienceId => "1";

        public Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken)
            => Task.FromResult(new BatchResponse { Received = batch.Rows, Invalid = 0 });

        public Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken) => Task.FromResult<BatchResponse?>(null);
    }
}

/// <summary>What a sync took.</summary>
internal sealed record SyncResult(
    long Rows, double Seconds, long RowsPerSecond, double ReadSeconds, double CompareSeconds, double SendAndSaveSeconds, long PeakWorkingSetMiB, long Added, long Changed, long Removed, long Unchanged, double StateBytesPerPerson);

/// <summary>What a dry run of an upload took.</summary>
internal sealed record DryRunResult(long Rows, double Seconds, long RowsPerSecond, long PeakWorkingSetMiB);
