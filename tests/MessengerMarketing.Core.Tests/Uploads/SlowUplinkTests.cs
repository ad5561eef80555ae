using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Graph;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class SlowUplinkTests
{
    private const string AudienceId = "23850000000000001";

    private static readonly SchemaKey[] Keys = [SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.FN, SchemaKey.LN, SchemaKey.CT, SchemaKey.ZIP, SchemaKey.COUNTRY, SchemaKey.EXTERN_ID];

    [Fact]
    public async Task Fewer_batches_are_sent_in_parallel_after_timeouts_until_all_are_delivered()
    {
        int posts = 0;
        using var server = new ScriptedServer(received => received.Path.EndsWith("/sessions", StringComparison.Ordinal) ? Scripted.Ok("""{"data":[]}""")
            : Interlocked.Increment(ref posts) <= 4 ? new Scripted(200, string.Empty) { Hang = true }
            : Scripted.Ok("""{"num_received":10}"""));
        using GraphContext context = server.Account();
        UploadRunner? runner = null;
        var client = new GraphClient(context, new GraphClientOptions { Timeout = TimeSpan.FromSeconds(4), OnRetry = retry => runner!.OnRetry(retry), BaseDelay = TimeSpan.FromMilliseconds(10) });
        var options = new UploadRunnerOptions { Action = UploadAction.Add, Upload = new UploadOptions { BatchSize = 10, ThrottleLimit = 4 } };
        using (runner = new UploadRunner(context, options, (id, upload) => new AudienceUsersSender(client, id, UploadAction.Add, upload), CancellationToken.None))
        {
            IReadOnlyList<UploadEvent> events = await runner.UploadAsync(AudienceId, People.Blocks(80, 10));

            Assert.Null(Assert.IsType<ListCompleted>(events[^1]).Error);
            Assert.All(events.OfType<BatchCompleted>(), static completed => Assert.Equal(BatchStatus.Accepted, completed.Receipt.StatusValue));
            Assert.Equal(1, events.OfType<PaceChanged>().Min(static changed => changed.Pace.InFlight));
        }
    }

    /// <summary>
    /// The 8.8 MB of a batch of 13 keys, four times on 1.6 Mbit/s, seven times as fast: the limit is 4 s in place of 30 s. The system's buffers take up
    /// to 4 MB at once, so that a batch moves for seconds without visible progress. Several seconds of the extended limit remain for a machine that stalls.
    /// </summary>
    [Theory]
    [InlineData(4_000, 350_000)]
    [InlineData(8_000, 550_000)]
    public async Task All_rows_are_delivered_with_the_default_settings_and_no_batch_is_sent_twice(int batchSize, int bytesPerSecond)
    {
        var timeout = TimeSpan.FromSeconds(4);
        int posts = 0;
        var uplink = new SlowReader(bytesPerSecond, line =>
        {
            if (line.StartsWith("POST", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref posts);
            }

            return $$"""{"num_received":{{batchSize}}}""";
        });
        using var server = new RawServer(uplink.ServeAsync);
        using GraphContext context = server.Account();
        int retries = 0;
        var client = new GraphClient(context, new GraphClientOptions { Timeout = timeout, OnRetry = _ => Interlocked.Increment(ref retries) });
        var options = new UploadRunnerOptions { Action = UploadAction.Add, Upload = new UploadOptions { BatchSize = batchSize } };
        using var runner = new UploadRunner(context, options, (id, upload) => new AudienceUsersSender(client, id, UploadAction.Add, upload), CancellationToken.None);
        var clock = Stopwatch.StartNew();

        IReadOnlyList<UploadEvent> events = await runner.UploadAsync(AudienceId, Blocks(batchSize * 4, batchSize), ColumnMapping.ForKeys([.. Keys]));

        Assert.Null(Assert.IsType<ListCompleted>(events[^1]).Error);
        Assert.All(events.OfType<BatchCompleted>(), static completed => Assert.Equal("Accepted", completed.Receipt.Status));
        Assert.Equal((4, 0), (posts, retries));
        Assert.True(uplink.Received > batchSize * 4L * Keys.Length * 50, $"Only {uplink.Received} bytes were sent.");
        Assert.True(clock.Elapsed > timeout, $"It took {clock.Elapsed}, so that nothing was slow.");
    }

    private static IEnumerable<RowBlock> Blocks(int rows, int batchSize)
    {
        for (int first = 1, number = 1; first <= rows; first += batchSize, number++)
        {
            var block = new RowBlock(Keys.Length, batchSize, number, first);
            for (int row = first; row < first + batchSize; row++)
            {
                block.AddRow([$"person{row}@example.com", "+14155550100", "Ann", $"Name{row}", "Berlin", "10115", "DE", $"id{row}"]);
            }

            yield return block;
        }
    }
}
