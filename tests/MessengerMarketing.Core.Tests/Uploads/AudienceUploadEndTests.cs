using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Customers.Files;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

/// <summary>How uploads end: at the end of their list, by an error, by a worker that fails, or early.</summary>
public sealed class AudienceUploadEndTests
{
    [Fact]
    public async Task A_temporary_failure_of_one_batch_does_not_affect_the_others()
    {
        var firstSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var othersDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int done = 0;
        var sender = new ScriptedSender(async (batch, token) =>
        {
            if (batch.Number == 1)
            {
                firstSent.SetResult();
                await othersDone.Task.WaitAsync(token);
                throw ScriptedSender.Failure(GraphErrorKind.NoAnswer, mayHaveArrived: true);
            }

            // What went through before the first was sent tells nothing of the time in which it failed.
            await firstSent.Task.WaitAsync(token);
            if (Interlocked.Increment(ref done) == 3)
            {
                othersDone.SetResult();
            }

            return new BatchResponse { Received = batch.Rows };
        });

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(60, 10), new UploadOptions { ThrottleLimit = 2, Encoders = 1 });

        Assert.Null(run.Stopped);
        Assert.Equal([BatchStatus.Unknown, .. Enumerable.Repeat(BatchStatus.Accepted, 5)], run.Receipts.Select(receipt => receipt.StatusValue));
        BatchCompleted failed = Assert.Single(run.Completed, completed => completed.Error is not null);
        Assert.False(failed.StopsUpload);
    }

    [Theory]
    [InlineData(GraphErrorKind.NoAnswer, false)]
    [InlineData(GraphErrorKind.ServiceUnavailable, false)]
    [InlineData(GraphErrorKind.UnexpectedAnswer, false)]
    [InlineData(GraphErrorKind.UpdateRunning, false)]
    [InlineData(GraphErrorKind.Throttled, true)]
    [InlineData(GraphErrorKind.InvalidParameter, true)]
    [InlineData(GraphErrorKind.Authentication, true)]
    public async Task A_failure_while_another_batch_is_accepted_stops_the_upload_unless_it_is_temporary(GraphErrorKind kind, bool stops)
    {
        var firstSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var secondAccepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sender = new ScriptedSender(async (batch, token) =>
        {
            switch (batch.Number)
            {
                case 1:
                    firstSent.SetResult();
                    await secondAccepted.Task.WaitAsync(token);
                    throw ScriptedSender.Failure(kind);
                case 2:
                    await firstSent.Task.WaitAsync(token);
                    break;
                case 3:
                    // The worker that sends the third batch has settled the second.
                    secondAccepted.SetResult();
                    break;
            }

            return new BatchResponse { Received = batch.Rows };
        });

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(40, 10), new UploadOptions { ThrottleLimit = 2, Encoders = 1 });

        BatchCompleted failed = Assert.Single(run.Completed, completed => completed.Error is not null);
        Assert.Equal((1, stops, stops), (failed.Receipt.Batch, failed.StopsUpload, run.Stopped is not null));
    }

    [Theory]
    [InlineData(GraphErrorKind.NoAnswer)]
    [InlineData(GraphErrorKind.ServiceUnavailable)]
    public async Task A_temporary_failure_stops_the_upload_when_nothing_was_accepted_meanwhile(GraphErrorKind kind)
    {
        var sender = new ScriptedSender((batch, _) => batch.Number == 2
            ? Task.FromException<BatchResponse>(ScriptedSender.Failure(kind))
            : Task.FromResult(new BatchResponse { Received = batch.Rows }));

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(30, 10), new UploadOptions { ThrottleLimit = 1, Encoders = 1 });

        Assert.Equal(kind, Assert.IsType<GraphException>(run.Stopped).Kind);
        Assert.Equal([1, 2], sender.Batches);
    }

    [Theory]
    [InlineData(GraphErrorKind.NoAnswer, true, nameof(BatchStatus.Unknown))]
    [InlineData(GraphErrorKind.NoAnswer, false, nameof(BatchStatus.NotSent))]
    [InlineData(GraphErrorKind.InvalidParameter, true, nameof(BatchStatus.Unknown))]
    [InlineData(GraphErrorKind.InvalidParameter, false, nameof(BatchStatus.Rejected))]
    public async Task A_receipt_has_a_session_and_a_time_unless_the_batch_was_not_sent(GraphErrorKind kind, bool mayHaveArrived, string status)
    {
        DateTimeOffset before = DateTimeOffset.UtcNow;
        var options = new UploadOptions { RunId = new Guid("00112233-4455-6677-8899-aabbccddeeff"), Host = "https://graph.example.com" };
        var sender = new ScriptedSender((_, _) => Task.FromException<BatchResponse>(ScriptedSender.Failure(kind, mayHaveArrived)));

        BatchReceipt receipt = Assert.Single((await UploadRun.ToEndAsync(sender, People.Blocks(3, 3, static row => row == 2), options)).Receipts);

        Assert.Equal(("23850000000000001", "Add", "https://graph.example.com", options.RunId), (receipt.AudienceId, receipt.Action, receipt.Host, receipt.RunId));
        Assert.Equal((1, 1L, 3L, 2, 1, 0), (receipt.Batch, receipt.FirstRow, receipt.LastRow, receipt.Rows, receipt.Rejected, receipt.FurtherRows));
        bool wasSent = status != nameof(BatchStatus.NotSent);
        Assert.Equal((status, wasSent ? "5998202741860695173" : null), (receipt.Status, receipt.SessionId));
        Assert.Equal(wasSent, receipt.SentAt >= before);
        Assert.True(receipt.Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task Neither_a_declined_batch_nor_one_without_usable_rows_is_sent()
    {
        var sender = new ScriptedSender();

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(30, 10, static row => row is > 10 and <= 20), approves: static prepared => prepared.Batch.Number != 1);

        Assert.Equal([3], sender.Batches);
        Assert.Equal([BatchStatus.NotSent, BatchStatus.NotSent, BatchStatus.Accepted], run.Receipts.Select(static receipt => receipt.StatusValue));
        Assert.Null(run.Stopped);
    }

    [Theory]
    [InlineData(10_000, null)]
    [InlineData(10_001, "A block contains 10001 rows, but the Graph API accepts 10000 per call.")]
    public async Task A_batch_has_at_most_ten_thousand_rows(int rows, string? error)
    {
        var sender = new ScriptedSender();

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(rows, rows));

        Assert.Equal(error, run.Stopped?.Message);
        Assert.Equal(error is null ? 1 : 0, sender.Batches.Length);
    }

    [Fact]
    public async Task Each_batch_is_shown_once_it_is_hashed()
    {
        var hashed = new List<int>();
        await UploadRun.ToEndAsync(new ScriptedSender(), People.Blocks(30, 10), new UploadOptions { Encoders = 1, OnHashed = batch => hashed.Add(batch.Number) });

        Assert.Equal([1, 2, 3], hashed);
    }

    [Fact]
    public async Task Batches_in_flight_are_completed_when_another_stops_the_upload()
    {
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bothInFlight = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sender = new ScriptedSender(async (batch, token) =>
        {
            if (batch.Number == 1)
            {
                await bothInFlight.Task.WaitAsync(token);
                refused.SetResult();
                throw ScriptedSender.Failure(GraphErrorKind.Authentication);
            }

            bothInFlight.TrySetResult();
            await refused.Task.WaitAsync(token);
            await Task.Delay(50, token);
            return new BatchResponse { Received = batch.Rows };
        });

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(600, 10), new UploadOptions { ThrottleLimit = 2, Encoders = 1 });

        Assert.Equal([1, 2], sender.Batches.Order());
        Assert.Equal([BatchStatus.Rejected, BatchStatus.Accepted], run.Receipts.Take(2).Select(receipt => receipt.StatusValue));
        Assert.All(run.Receipts.Skip(2), receipt => Assert.Equal(BatchStatus.NotSent, receipt.StatusValue));
        Assert.Equal(GraphErrorKind.Authentication, Assert.IsType<GraphException>(run.Stopped).Kind);
    }

    [Fact]
    public async Task An_error_of_the_source_is_reported_after_all_earlier_batches()
    {
        using var text = new TextFile("email\n" + string.Concat(Enumerable.Range(1, 25).Select(i => $"person{i}@example.com\n")) + "\"open");
        using var file = CustomerFile.Open(text.Path, new CustomerFileOptions());
        var sender = new ScriptedSender(async (batch, token) =>
        {
            await Task.Delay(20, token);
            return new BatchResponse { Received = batch.Rows };
        });

        UploadRun run = await UploadRun.ToEndAsync(sender, file.ReadBlocks(ColumnMapping.Resolve(file.ColumnNames), 10));

        Assert.Equal([10, 10, 5], run.Receipts.Select(receipt => receipt.Rows));
        Assert.All(run.Receipts, receipt => Assert.Equal(BatchStatus.Accepted, receipt.StatusValue));
        Assert.Contains("from row 26 on", Assert.IsType<CustomerFileException>(run.Stopped).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canceled_source_ends_the_upload()
    {
        UploadRun run = await UploadRun.ToEndAsync(new ScriptedSender(), OneThenCancelled());

        Assert.IsType<OperationCanceledException>(run.Stopped);
        Assert.Equal(BatchStatus.Accepted, run.Receipts.Single().StatusValue);

        static IEnumerable<RowBlock> OneThenCancelled()
        {
            yield return People.Block(1, 1, 10);
            throw new OperationCanceledException();
        }
    }

    [Fact]
    public async Task A_failed_worker_ends_the_upload_with_its_reason()
    {
        var sender = new ScriptedSender((_, _) => throw new InvalidOperationException("A fault of the program."));

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(1_000, 10));

        Assert.Equal("A fault of the program.", Assert.IsType<InvalidOperationException>(run.Stopped).Message);
        Assert.False(run.WasCancelled);
    }

    [Fact]
    public async Task A_list_without_rows_is_an_upload_without_batches()
    {
        UploadRun run = await UploadRun.ToEndAsync(new ScriptedSender(), []);

        Assert.Empty(run.Receipts);
        Assert.Null(run.Stopped);
        Assert.False(run.WasCancelled);
    }

    [Fact]
    public async Task Disposing_early_ends_the_upload_and_can_be_repeated()
    {
        var sender = new ScriptedSender(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new BatchResponse();
        });
        var upload = AudienceUpload.Start(sender, People.Mapping, new UploadOptions(), CancellationToken.None);
        upload.Feed(People.Blocks(100_000, 10));
        Task<UploadRun> run = UploadRun.ToEndAsync(upload);
        await Patience.UntilAsync(() => sender.InFlight == 4);

        upload.Dispose();
        upload.Dispose();

        Assert.True((await run).WasCancelled);
        Assert.False(await upload.Blocks.WaitToWriteAsync());
        upload.Dispose();
    }

    [Fact]
    public async Task Disposing_at_once_or_after_the_end_is_harmless()
    {
        AudienceUpload.Start(new ScriptedSender(), People.Mapping, new UploadOptions(), CancellationToken.None).Dispose();

        var upload = AudienceUpload.Start(new ScriptedSender(), People.Mapping, new UploadOptions(), CancellationToken.None);
        upload.Feed(People.Blocks(20, 10));
        Assert.Equal(2, (await UploadRun.ToEndAsync(upload)).Receipts.Count);
        upload.Dispose();
        upload.Dispose();
    }
}
