using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Graph;
using MessengerMarketing.Uploads.Pacing;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Pacing;

public sealed class UploadPacerTests
{
    private readonly InstantTime _time = new();
    private readonly List<UploadPace> _changes = [];

    [Fact]
    public async Task The_allowed_number_is_sent_in_parallel()
    {
        var pacer = new UploadPacer(2, _time);
        IDisposable first = await pacer.EnterAsync(default);
        await pacer.EnterAsync(default);

        Task<IDisposable> third = pacer.EnterAsync(default);
        await Task.Delay(50);
        Assert.False(third.IsCompleted);

        first.Dispose();
        first.Dispose();
        await third.WaitAsync(TimeSpan.FromSeconds(20));
        Task<IDisposable> fourth = pacer.EnterAsync(default);
        await Task.Delay(50);
        Assert.False(fourth.IsCompleted);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(75, 0)]
    [InlineData(80, 200)]
    [InlineData(87.5, 1250)]
    [InlineData(100, 5000)]
    [InlineData(140, 5000)]
    public async Task Near_a_limit_posts_are_spaced(double percent, int milliseconds)
    {
        TimeSpan held = TimeSpan.Zero;
        var pacer = new UploadPacer(4, _time, onHeld: time => held += time);
        pacer.Report(Usage(percent));
        (await pacer.EnterAsync(default)).Dispose();

        DateTimeOffset before = _time.GetUtcNow();
        (await pacer.EnterAsync(default)).Dispose();

        Assert.Equal(milliseconds, (_time.GetUtcNow() - before).TotalMilliseconds, tolerance: 1);
        Assert.Equal(milliseconds, held.TotalMilliseconds, tolerance: 1);
    }

    [Fact]
    public async Task All_wait_as_long_as_the_throttled_one()
    {
        var pacer = new UploadPacer(4, _time, _changes.Add);
        pacer.HoldBack(TimeSpan.FromMinutes(5));

        DateTimeOffset before = _time.GetUtcNow();
        (await pacer.EnterAsync(default)).Dispose();

        Assert.Equal(5, (_time.GetUtcNow() - before).TotalMinutes, tolerance: 0.01);
        Assert.Equal(new UploadPace(2, TimeSpan.Zero, TimeSpan.FromMinutes(5), null), Assert.Single(_changes));
    }

    [Fact]
    public void Fewer_are_sent_in_parallel_after_throttling_and_more_again_after_successes()
    {
        var pacer = new UploadPacer(8, _time);
        int[] limits = [.. Enumerable.Range(0, 4).Select(_ =>
        {
            pacer.HoldBack(TimeSpan.Zero);
            return pacer.InFlightLimit;
        })];
        Assert.Equal([4, 2, 1, 1], limits);

        int[] after = [.. Enumerable.Range(0, 40).Select(_ =>
        {
            pacer.Report(null);
            return pacer.InFlightLimit;
        })];

        // One more after as many answers as go side by side: 1, then 2, then 3 …
        Assert.Equal([2, 2, 3, 3, 3, 4], after.Take(6));
        Assert.Equal(8, after[^1]);
    }

    [Fact]
    public void Near_a_limit_the_number_in_parallel_does_not_grow()
    {
        var pacer = new UploadPacer(4, _time);
        pacer.HoldBack(TimeSpan.Zero);

        for (int i = 0; i < 20; i++)
        {
            pacer.Report(Usage(90));
        }

        Assert.Equal(2, pacer.InFlightLimit);
    }

    [Fact]
    public async Task A_canceled_wait_ends()
    {
        var pacer = new UploadPacer(1);
        pacer.HoldBack(TimeSpan.FromHours(1));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pacer.EnterAsync(cancellation.Token).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static UsageReport Usage(double percent)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-Ad-Account-Usage", FormattableString.Invariant($"{{\"acc_id_util_pct\":{percent}}}"));
        return UsageReport.Read(response.Headers);
    }

    [Fact]
    public async Task A_batch_waits_for_its_turn_before_a_retry()
    {
        var pacer = new UploadPacer(4);
        IDisposable first = await pacer.EnterAsync(default);
        IDisposable second = await pacer.EnterAsync(default);
        pacer.SlowDown();
        pacer.SlowDown();
        Assert.Equal(1, pacer.InFlightLimit);

        Task renewed = UploadPacer.RenewAsync(first, default);
        Assert.False(renewed.IsCompleted);
        second.Dispose();
        await renewed.WaitAsync(TimeSpan.FromSeconds(20));
        first.Dispose();
        (await pacer.EnterAsync(default).WaitAsync(TimeSpan.FromSeconds(20))).Dispose();
    }

    [Fact]
    public async Task A_canceled_retry_releases_its_turn()
    {
        var pacer = new UploadPacer(1);
        IDisposable first = await pacer.EnterAsync(default);
        pacer.HoldBack(TimeSpan.FromSeconds(1));
        using var cancellation = new System.Threading.CancellationTokenSource();
        Task renewed = UploadPacer.RenewAsync(first, cancellation.Token);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renewed);
        first.Dispose();
        (await pacer.EnterAsync(default).WaitAsync(TimeSpan.FromSeconds(20))).Dispose();
    }
}
