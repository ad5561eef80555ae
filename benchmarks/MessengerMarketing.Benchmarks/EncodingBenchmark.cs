using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Audiences.Uploads;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;

namespace MessengerMarketing.Benchmarks;

/// <summary>From a file to batches that are ready to be sent, through the same upload that the cmdlets use.</summary>
internal static class EncodingBenchmark
{
    private const int ValuesInRow = 4;

    public static async Task<int> RunAsync(string path, int runs, TextWriter output, CancellationToken cancellationToken)
    {
        double best = 0;
        long rows = 0;
        for (int run = 0; run < runs; run++)
        {
            (rows, double rate) = await EncodeAsync(path, cancellationToken);
            best = Math.Max(best, rate);
        }

        double limit = Enumerable.Range(0, runs).Max(_ => HashOnly(rows));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"rows                    {rows,12:N0}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"file to batches, rows/s {best,12:N0}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"SHA-256 alone, rows/s   {limit,12:N0}  ({Environment.ProcessorCount} threads, {ValuesInRow} values a row)"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"share of that limit     {best / limit,12:P0}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"peak working set, MiB   {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0,12:N0}"));
        return 0;
    }

    private static async Task<(long Rows, double Rate)> EncodeAsync(string path, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using CustomerFile file = CustomerFile.Open(path, new CustomerFileOptions());
        ColumnMapping mapping = ColumnMapping.Resolve(file.ColumnNames);
        using AudienceUpload upload = AudienceUpload.Start(new NoSender(), mapping, new UploadOptions(), cancellationToken);
        upload.Feed(file.ReadBlocks(mapping, UploadOptions.MostRowsInBatch));
        long rows = 0;
        await foreach (UploadEvent next in upload.Events.ReadAllAsync(cancellationToken))
        {
            if (next is BatchPrepared prepared)
            {
                rows += prepared.Batch.Rows;
                prepared.Approve();
            }
        }

        return (rows, rows / clock.Elapsed.TotalSeconds);
    }

    /// <summary>The bound that no implementation on the platform's hash can pass: the hashes alone, on every processor.</summary>
    private static double HashOnly(long rows)
    {
        byte[] value = Encoding.UTF8.GetBytes("customer123456@example.com");
        var clock = Stopwatch.StartNew();
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            // A reused instance, as the module has it; the static method costs more than three times as much.
#pragma warning disable CA1850
            using SHA256 sha256 = SHA256.Create();
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

        public Task<BatchAnswer> SendAsync(HashedBatch batch, long sessionId, CancellationToken cancellationToken)
            => Task.FromResult(new BatchAnswer { Received = batch.Rows, Invalid = 0 });

        public Task<BatchAnswer?> FindAsync(long sessionId, CancellationToken cancellationToken) => Task.FromResult<BatchAnswer?>(null);
    }
}
