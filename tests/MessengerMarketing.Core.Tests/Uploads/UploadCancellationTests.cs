using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

/// <summary>Whatever an upload is at, it ends within a second of being told to.</summary>
public sealed class UploadCancellationTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task While_blocks_are_hashed()
    {
        using var cancellation = new CancellationTokenSource();
        using var upload = AudienceUpload.Start(new ScriptedSender(), People.Mapping, new UploadOptions(), cancellation.Token);
        upload.Feed(Enumerable.Range(1, 100_000).Select(number => People.Block(number, ((number - 1) * 10_000) + 1, 10_000)));
        Task<UploadRun> run = UploadRun.ToEndAsync(upload);
        await Task.Delay(150);

        await AssertEndsAsync(cancellation, run);
    }

    [Fact]
    public async Task While_posts_are_in_flight()
    {
        var slow = new ScriptedSender(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new BatchResponse();
        });
        await CancelWhenAsync(slow, new UploadOptions(), () => slow.InFlight == 4);
    }

    [Fact]
    public async Task While_the_server_is_slow()
    {
        using var slow = SandboxServer.Start(new SandboxOptions { Latency = TimeSpan.FromSeconds(30) });
        using var account = new GraphContext(Secret.From(slow.AccessToken), slow.AdAccountId, slow.PageId, baseUri: slow.BaseUri);
        var client = new GraphClient(account, SandboxUpload.Quick);
        var options = new UploadOptions();

        await CancelWhenAsync(new AudienceUsersSender(client, "23850000000000001", UploadAction.Add, options), options, () => slow.RequestCount >= 3);
    }

    [Fact]
    public async Task While_waiting_for_another_attempt()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync(client: SandboxUpload.Quick with { ThrottledDelay = TimeSpan.FromMinutes(5), MaxDelay = TimeSpan.FromMinutes(5) });
        sandbox.Server.FailNext([.. Enumerable.Repeat(SandboxFault.GraphError(4).For("POST", "/users"), 3)]);
        var options = new UploadOptions { ThrottleLimit = 3 };

        await CancelWhenAsync(sandbox.Sender(options), options, () => sandbox.Calls("POST", "/users") == 3);
        Assert.Equal(0, sandbox.Audience.RowsReceived);
    }

    [Fact]
    public async Task While_waiting_for_a_decision()
    {
        var sender = new ScriptedSender();
        using var cancellation = new CancellationTokenSource();
        using var upload = AudienceUpload.Start(sender, People.Mapping, new UploadOptions(), cancellation.Token);
        upload.Feed(People.Blocks(300, 10));
        BatchPrepared prepared = Assert.IsType<BatchPrepared>(await upload.Events.ReadAsync());
        await Task.Delay(50);

        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();
        prepared.Approve();
        UploadRun run = await UploadRun.ToEndAsync(upload);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Promised);
        Assert.True(run.WasCancelled);
        Assert.Empty(sender.Batches);
    }

    [Fact]
    public async Task While_the_list_is_not_being_read()
    {
        using var stuck = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var sender = new ScriptedSender();
        using var upload = AudienceUpload.Start(sender, People.Mapping, new UploadOptions(), cancellation.Token);
        upload.Feed(BlocksThenNothing());
        Task<UploadRun> run = UploadRun.ToEndAsync(upload);
        var clock = Stopwatch.StartNew();
        while (sender.Batches.Length == 0 && clock.Elapsed < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(5);
        }

        await Task.Delay(200);

        await AssertEndsAsync(cancellation, run);
        Assert.Equal(BatchStatus.Accepted, (await run).Receipts[0].StatusValue);
        stuck.Set();

        IEnumerable<RowBlock> BlocksThenNothing()
        {
            yield return People.Block(1, 1, 10);
            stuck.Wait();
        }
    }

    [Fact]
    public async Task Batches_accepted_before_the_cancellation_are_in_the_events()
    {
        var third = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sender = new ScriptedSender(async (batch, token) =>
        {
            if (batch.Number == 3)
            {
                third.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }

            return new BatchResponse { Received = batch.Rows };
        });
        using var cancellation = new CancellationTokenSource();
        Task<UploadRun> run = UploadRun.ToEndAsync(sender, People.Blocks(30, 10), new UploadOptions { ThrottleLimit = 1, Encoders = 1 }, cancellationToken: cancellation.Token);
        await third.Task;

        await AssertEndsAsync(cancellation, run);
        Assert.Equal([(1, BatchStatus.Accepted), (2, BatchStatus.Accepted)], (await run).Receipts.Select(receipt => (receipt.Batch, receipt.StatusValue)));
    }

    [Fact]
    public async Task An_upload_that_is_canceled_before_it_begins_sends_nothing()
    {
        var sender = new ScriptedSender();

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(30, 10), cancellationToken: new CancellationToken(canceled: true));

        Assert.True(run.WasCancelled);
        Assert.Empty(sender.Batches);
    }

    private static async Task CancelWhenAsync(IBatchSender sender, UploadOptions options, Func<bool> isReached)
    {
        using var cancellation = new CancellationTokenSource();
        Task<UploadRun> run = UploadRun.ToEndAsync(sender, People.Blocks(30_000, 10), options, cancellationToken: cancellation.Token);
        await Patience.UntilAsync(isReached);
        await AssertEndsAsync(cancellation, run);
    }

    private static async Task AssertEndsAsync(CancellationTokenSource cancellation, Task<UploadRun> run)
    {
        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();
        UploadRun ended = await run;

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Promised);
        Assert.True(ended.WasCancelled);
        Assert.Null(ended.Stopped);
    }
}
