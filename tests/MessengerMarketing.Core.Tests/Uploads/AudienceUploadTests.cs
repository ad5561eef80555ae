using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class AudienceUploadTests
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task As_many_posts_are_in_flight_as_allowed_and_no_more(int limit)
    {
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedSender? sender = null;
        sender = new ScriptedSender(async (batch, token) =>
        {
            if (sender!.InFlight == limit)
            {
                full.TrySetResult();
            }

            await full.Task.WaitAsync(token);
            await Task.Delay(1, token);
            return new BatchResponse { Received = batch.Rows };
        });

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(300, 10), new UploadOptions { ThrottleLimit = limit });

        Assert.Equal(30, run.Receipts.Count);
        Assert.Equal(limit, sender.MaxInFlight);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    public async Task The_source_is_not_read_ahead_of_slow_posts(int encoders, int limit)
    {
        int read = 0;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sender = new ScriptedSender(async (batch, token) =>
        {
            await gate.Task.WaitAsync(token);
            return new BatchResponse { Received = batch.Rows };
        });
        Task<UploadRun> run = UploadRun.ToEndAsync(
            sender,
            People.Blocks(1_000, 10).Select(block => { Interlocked.Increment(ref read); return block; }),
            new UploadOptions { Encoders = encoders, ThrottleLimit = limit });
        await Patience.UntilAsync(() => sender.InFlight == limit);
        await Task.Delay(Settling);

        // In flight, waiting to be posted (2), with the encoders, waiting to be hashed (2), and one in the reader's hand.
        Assert.InRange(Volatile.Read(ref read), limit, limit + 2 + encoders + 2 + 1);
        gate.SetResult();
        Assert.Equal(100, (await run).Receipts.Count);
        Assert.Equal(100, read);
    }

    [Fact]
    public async Task A_caller_that_adds_blocks_is_slowed_down_too()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sender = new ScriptedSender(async (batch, token) =>
        {
            await gate.Task.WaitAsync(token);
            return new BatchResponse { Received = batch.Rows };
        });
        using var upload = AudienceUpload.Start(sender, People.Mapping, new UploadOptions { Encoders = 1, ThrottleLimit = 1 }, CancellationToken.None);
        Task<UploadRun> run = UploadRun.ToEndAsync(upload);
        int taken = 0;
        while (await CanWriteSoonAsync(upload))
        {
            taken += upload.Blocks.TryWrite(People.Block(taken + 1, taken + 1, 1)) ? 1 : 0;
        }

        // One in flight, two waiting to be posted, one with the encoder, two waiting to be hashed.
        Assert.InRange(taken, 2, 6);
        upload.Blocks.Complete();
        gate.SetResult();
        Assert.Equal(taken, (await run).Receipts.Count);
    }

    [Fact]
    public async Task Each_batch_has_its_own_session_in_every_run()
    {
        var sender = new ScriptedSender();
        await UploadRun.ToEndAsync(sender, People.Blocks(50, 10), new UploadOptions { RunId = new Guid("00112233-4455-6677-8899-aabbccddeeff") });
        await UploadRun.ToEndAsync(sender, People.Blocks(50, 10));
        await UploadRun.ToEndAsync(sender, People.Blocks(50, 10));

        Assert.Equal(15, sender.Sent.Select(entry => entry.SessionId).Distinct().Count());
        Assert.Contains((1, 5998202741860695173), sender.Sent);
    }

    [Fact]
    public async Task Invalid_entries_are_reported_with_the_row_numbers_of_the_list()
    {
        var sender = new ScriptedSender((batch, _) => Task.FromResult(new BatchResponse
        {
            Received = batch.Rows,
            Invalid = 3,
            InvalidEntries =
            [
                new(Encoding.UTF8.GetString(batch.Json, 0, 68), "bad hash of mary@example.com"),
                new("""["0000000000000000000000000000000000000000000000000000000000000000"]""", "not exact"),
                new("no row at all", ""),
            ],
        }));

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(20, 10, row => row is 1 or 11 or 12));

        Assert.Equal(
            [new InvalidSample(2, "bad hash of ***"), new InvalidSample(null, "not exact"), new InvalidSample(null, "")],
            run.Receipts[0].InvalidSamples);
        Assert.Equal(13, run.Receipts[1].InvalidSamples[0].Row);
        Assert.Equal(string.Join(", ", run.Receipts[0].InvalidSamples), run.Receipts[0].InvalidSamples.ToString());
    }

    [Fact]
    public async Task At_most_a_hundred_invalid_entries_are_kept()
    {
        var sender = new ScriptedSender((batch, _) => Task.FromResult(new BatchResponse
        {
            InvalidEntries = [.. Enumerable.Range(0, 250).Select(i => new KeyValuePair<string, string>($"[\"{i}\"]", "bad"))],
        }));

        Assert.Equal(100, (await UploadRun.ToEndAsync(sender, People.Blocks(1, 1))).Receipts[0].InvalidSamples.Count);
    }

    [Fact]
    public async Task The_session_id_of_the_server_is_kept()
    {
        var sender = new ScriptedSender((batch, _) => Task.FromResult(new BatchResponse { SessionId = "4258863787278652924" }));

        Assert.Equal("4258863787278652924", (await UploadRun.ToEndAsync(sender, People.Blocks(1, 1))).Receipts[0].SessionId);
    }

    [Fact]
    public async Task Blocks_and_batches_in_use_never_share_a_buffer()
    {
        // Batches go out whole only if no pooled array comes back into use too early: every row is checked as it is sent.
        var wrong = new List<int>();
        var sender = new ScriptedSender(async (batch, token) =>
        {
            byte[] before = batch.Json.AsSpan(0, batch.Length).ToArray();
            await Task.Delay(1, token);
            bool isIntact = before.AsSpan().SequenceEqual(batch.Json.AsSpan(0, batch.Length))
                && batch.FindRow($"[\"{Sha256(batch.FirstRow)}\"]") == batch.FirstRow
                && batch.FindRow($"[\"{Sha256(batch.LastRow)}\"]") == batch.LastRow;
            lock (wrong)
            {
                wrong.AddRange(isIntact ? [] : [batch.Number]);
            }

            return new BatchResponse { Received = batch.Rows };
        });

        UploadRun run = await UploadRun.ToEndAsync(sender, People.Blocks(20_000, 50), new UploadOptions { ThrottleLimit = 6, Encoders = 4 });

        Assert.Equal(400, run.Receipts.Count);
        Assert.Empty(wrong);

        static string Sha256(long row) =>
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes($"person{row}@example.com")));
    }

    [Fact]
    public void An_invalid_default_country_is_reported_to_the_caller()
    {
        var options = new UploadOptions { Hashing = new HashingOptions { DefaultCountry = "Atlantis" } };

        Assert.Throws<ArgumentException>(() => AudienceUpload.Start(new ScriptedSender(), People.Mapping, options, CancellationToken.None));
    }

    private static async Task<bool> CanWriteSoonAsync(AudienceUpload upload)
    {
        using var patience = new CancellationTokenSource(Settling);
        try
        {
            return await upload.Blocks.WaitToWriteAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
