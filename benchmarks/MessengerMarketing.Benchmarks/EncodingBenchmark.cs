using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Benchmarks;

/// <summary>From a file to batches that are ready to be sent, through the same upload that the cmdlets use.</summary>
internal static class EncodingBenchmark
{
    private const int ValuesInRow = 4;

    // Short lists are measured again and again until as many rows have been read.
    private const long MinRowsMeasured = 2_000_000;

    // The compiler optimizes in the background, so that the first runs are up to three times as slow as the later ones.
    private const long MinRowsCompared = 6_000_000;

    /// <summary>Measures one list and the same number of SHA-256 computations in turns; the best run of each counts.</summary>
    /// <param name="path">The list.</param>
    /// <param name="runs">The least number of turns. There are as many as 6,000,000 rows require, if that is more.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    public static async Task<EncodingResult> MeasureAsync(string path, int runs, CancellationToken cancellationToken)
    {
        double best = 0;
        double hashes = 0;
        long measured = 0;
        long rows;
        int run = 0;
        do
        {
            (rows, double rate) = await EncodeAsync(path, cancellationToken);
            best = Math.Max(best, rate);
            hashes = Math.Max(hashes, HashOnly(rows));
            measured += rows;
            run++;
        }
        while (rows > 0 && (run < runs || measured < MinRowsCompared));
        return new EncodingResult(rows, Environment.ProcessorCount, (long)best, (long)hashes, Math.Round(best / hashes, 2), PeakMebibytes());
    }

    /// <summary>Measures what a row costs in lists of several lengths, the shortest first.</summary>
    public static async Task<IReadOnlyList<LengthResult>> MeasureLengthsAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var results = new List<LengthResult>();
        foreach (string path in paths)
        {
            if (results.Count == 0)
            {
                // Once before it counts, so that the compiler has done its work.
                await MeasureLengthAsync(path, cancellationToken);
            }

            results.Add(await MeasureLengthAsync(path, cancellationToken));
        }

        return results;
    }

    private static async Task<LengthResult> MeasureLengthAsync(string path, CancellationToken cancellationToken)
    {
        double best = 0;
        long measured = 0;
        long rows;
        do
        {
            (rows, double rate) = await EncodeAsync(path, cancellationToken);
            best = Math.Max(best, rate);
            measured += rows;
        }
        while (measured < MinRowsMeasured && rows > 0);
        return new LengthResult(rows, Math.Round(1_000_000 / best, 3), PeakMebibytes());
    }

    /// <summary>Measures what a row costs in batches of two sizes, with and without a journal, in turns.</summary>
    /// <param name="path">The list.</param>
    /// <param name="batchSize">Rows in a small batch.</param>
    /// <param name="runs">How many turns; the best of each kind counts.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    public static async Task<IReadOnlyList<BatchResult>> MeasureBatchesAsync(string path, int batchSize, int runs, CancellationToken cancellationToken)
    {
        string journal = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".jsonl");
        (int BatchSize, string? Journal)[] kinds =
        [
            (UploadOptions.MaxRowsInBatch, null),
            (batchSize, null),
            (UploadOptions.MaxRowsInBatch, journal),
            (batchSize, journal),
        ];
        double[] best = new double[kinds.Length];
        for (int i = 0; i < kinds.Length * runs; i++)
        {
            (int size, string? journalPath) = kinds[i % kinds.Length];
            (_, double rate) = await EncodeAsync(path, cancellationToken, size, journalPath);
            best[i % kinds.Length] = Math.Max(best[i % kinds.Length], rate);
            File.Delete(journal);
        }

        return [.. kinds.Select((kind, i) => new BatchResult(kind.BatchSize, kind.Journal is not null, Math.Round(1_000_000 / best[i], 3), Math.Round(best[0] / best[i], 2)))];
    }

    private static long PeakMebibytes() => Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576;

    private static async Task<(long Rows, double Rate)> EncodeAsync(
        string path, CancellationToken cancellationToken, int batchSize = UploadOptions.MaxRowsInBatch, string? journalPath = null)
    {
        var options = new UploadRunnerOptions { Action = UploadAction.Add, Upload = new UploadOptions { BatchSize = batchSize }, JournalPath = journalPath };
        var clock = Stopwatch.StartNew();
        using var context = new GraphContext(Secret.From("synthetic"), adAccountId: "1", pageId: "1");
        using var runner = new UploadRunner(context, options, static (_, _) => new NoSender(), cancellationToken);
        var file = CustomerFile.Open(path, new CustomerFileOptions());
        var list = new UploadList { AudienceId = "1", Mapping = ColumnMapping.Resolve(file.ColumnNames), Source = new FileUploadSource(file, encoding: null) };
        await runner.StartListAsync(list, cancellationToken);
        UploadEvent next;
        do
        {
            next = await runner.Events.ReadAsync(cancellationToken);
            (next as BatchPrepared)?.Approve();
        }
        while (next is not ListCompleted);

        var completed = (ListCompleted)next;
        if (completed.Error is { } error)
        {
            throw new InvalidOperationException("The list was not uploaded to its end.", error);
        }

        long rows = completed.RowsPrepared;
        return (rows, rows / clock.Elapsed.TotalSeconds);
    }

    /// <summary>What no implementation on the platform's hash can pass: the hashes alone, on every processor.</summary>
    private static double HashOnly(long rows)
    {
        byte[] value = Encoding.UTF8.GetBytes("customer123456@example.com");
        var clock = Stopwatch.StartNew();
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            // A reused instance, as the module has it; the static method costs more than three times as much.
#pragma warning disable CA1850
            using var sha256 = SHA256.Create();
            for (long i = 0; i < rows * ValuesInRow / Environment.ProcessorCount; i++)
            {
                sha256.ComputeHash(value, 0, value.Length);
            }
#pragma warning restore CA1850
        });
        return rows / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Takes batches and forgets them, so that only the way up to sending is measured.</summary>
    private sealed class NoSender : IBatchSender
    {
        public string AudienceId => "1";

        public Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken)
            => Task.FromResult(new BatchResponse { Received = batch.Rows, Invalid = 0 });

        public Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken) => Task.FromResult<BatchResponse?>(null);
    }
}

/// <summary>The result of one list.</summary>
/// <param name="Rows">Rows of the list.</param>
/// <param name="Processors">Processors of the machine.</param>
/// <param name="RowsPerSecond">From the file to encoded batches.</param>
/// <param name="PlatformHashRowsPerSecond">The platform's SHA-256 of as many values and nothing else, on every processor.</param>
/// <param name="ShareOfPlatformHash">The one by the other.</param>
/// <param name="PeakWorkingSetMiB">The most memory that the process had.</param>
internal sealed record EncodingResult(long Rows, int Processors, long RowsPerSecond, long PlatformHashRowsPerSecond, double ShareOfPlatformHash, long PeakWorkingSetMiB);

/// <summary>What a row costs in a list of one length.</summary>
/// <param name="Rows">Rows of the list.</param>
/// <param name="MicrosecondsPerRow">From the file to encoded batches.</param>
/// <param name="PeakWorkingSetMiB">The most memory that the process had so far.</param>
internal sealed record LengthResult(long Rows, double MicrosecondsPerRow, long PeakWorkingSetMiB);

/// <summary>What a row costs in batches of one size.</summary>
/// <param name="BatchSize">Rows in a batch.</param>
/// <param name="Journal">Whether a journal was kept.</param>
/// <param name="MicrosecondsPerRow">From the file to batches that were handed over.</param>
/// <param name="TimesLargest">As a multiple of the largest batches without a journal.</param>
internal sealed record BatchResult(int BatchSize, bool Journal, double MicrosecondsPerRow, double TimesLargest);
