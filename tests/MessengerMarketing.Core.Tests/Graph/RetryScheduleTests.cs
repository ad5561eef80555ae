using System;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

/// <summary>Each decision of the schedule, without a server.</summary>
public sealed class RetryScheduleTests
{
    private readonly SteppedTime _time = new();

    private GraphClientOptions Options => new()
    {
        TimeProvider = _time,
        MaxRetries = 3,
        MaxWait = TimeSpan.FromMinutes(10),
        BaseDelay = TimeSpan.FromSeconds(2),
        ThrottledDelay = TimeSpan.FromSeconds(15),
        MaxDelay = TimeSpan.FromSeconds(6),
    };

    [Fact]
    public void The_time_left_shrinks_to_zero_and_not_below()
    {
        var schedule = new RetrySchedule(Options);
        Assert.Equal(TimeSpan.FromMinutes(10), schedule.TimeLeft);
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(TimeSpan.FromMinutes(6), schedule.TimeLeft);
        _time.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal(TimeSpan.Zero, schedule.TimeLeft);
    }

    [Fact]
    public void The_first_attempt_may_take_the_whole_time_and_a_retry_what_is_left()
    {
        var schedule = new RetrySchedule(Options);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(10), schedule.AttemptTime);
        schedule.NextDelay(Failure(GraphErrorKind.ServiceUnavailable));
        Assert.Equal(TimeSpan.FromMinutes(9), schedule.AttemptTime);
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.AttemptTime);
    }

    [Fact]
    public void The_first_attempt_has_five_seconds_however_short_the_wait_is()
        => Assert.Equal(TimeSpan.FromSeconds(5), new RetrySchedule(Options with { MaxWait = TimeSpan.FromSeconds(2) }).AttemptTime);

    [Fact]
    public void Attempts_are_one_more_than_retries_and_unlimited_where_only_time_limits_throttling()
    {
        Assert.Equal(4, new RetrySchedule(Options).MaxAttempts(Failure(GraphErrorKind.Throttled)));
        var patient = new RetrySchedule(Options with { WaitsOutThrottling = true });
        Assert.Null(patient.MaxAttempts(Failure(GraphErrorKind.Throttled)));
        Assert.Equal(4, patient.MaxAttempts(Failure(GraphErrorKind.ServiceUnavailable)));
    }

    [Theory]
    [InlineData(true, 599, false)]
    [InlineData(true, 600, false)]
    [InlineData(true, 601, true)]
    [InlineData(false, 601, false)]
    public void A_wait_exceeds_the_time_left_only_when_it_is_longer(bool isTransient, int seconds, bool exceeds)
    {
        var schedule = new RetrySchedule(Options);
        GraphFailure failure = Failure(GraphErrorKind.Throttled, TimeSpan.FromSeconds(seconds)) with { IsTransient = isTransient };
        Assert.Equal(exceeds, schedule.ExceedsTimeLeft(failure));
        Assert.Equal(!isTransient || exceeds, schedule.NextDelay(failure) is null);
    }

    [Fact]
    public void Without_a_requested_wait_the_time_left_is_never_exceeded()
        => Assert.False(new RetrySchedule(Options).ExceedsTimeLeft(Failure(GraphErrorKind.Throttled)));

    [Fact]
    public void Delays_double_up_to_the_maximum_and_are_reduced_by_at_most_half()
    {
        for (int run = 0; run < 50; run++)
        {
            var schedule = new RetrySchedule(Options);
            foreach (int seconds in new[] { 2, 4, 6 })
            {
                Assert.InRange(schedule.NextDelay(Failure(GraphErrorKind.ServiceUnavailable))!.Value, TimeSpan.FromSeconds(seconds / 2.0), TimeSpan.FromSeconds(seconds));
            }

            Assert.Null(schedule.NextDelay(Failure(GraphErrorKind.ServiceUnavailable)));
        }
    }

    [Fact]
    public void Delays_differ()
    {
        TimeSpan? Next() => new RetrySchedule(Options).NextDelay(Failure(GraphErrorKind.ServiceUnavailable));
        Assert.NotEqual(Next(), Next());
    }

    [Fact]
    public void Throttling_has_its_own_delay()
        => Assert.InRange(
            new RetrySchedule(Options with { MaxDelay = TimeSpan.FromHours(1) }).NextDelay(Failure(GraphErrorKind.Throttled))!.Value, TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(15));

    [Fact]
    public void A_requested_wait_gets_a_random_extra_of_up_to_a_tenth_and_at_most_a_second()
    {
        for (int run = 0; run < 50; run++)
        {
            TimeSpan brief = new RetrySchedule(Options with { BaseDelay = TimeSpan.Zero }).NextDelay(Failure(GraphErrorKind.ServiceUnavailable, TimeSpan.FromSeconds(5)))!.Value;
            Assert.InRange(brief, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.5));
            Assert.InRange(new RetrySchedule(Options).NextDelay(Failure(GraphErrorKind.ServiceUnavailable, TimeSpan.FromSeconds(100)))!.Value, TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(101));
        }
    }

    [Fact]
    public void The_last_delay_ends_with_the_time()
    {
        var schedule = new RetrySchedule(Options);
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(500));
        Assert.Equal(TimeSpan.FromMilliseconds(500), schedule.NextDelay(Failure(GraphErrorKind.ServiceUnavailable)));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Null(schedule.NextDelay(Failure(GraphErrorKind.ServiceUnavailable)));
    }

    [Fact]
    public void Throttling_ends_after_a_hundred_retries_and_does_not_count_toward_other_failures()
    {
        var schedule = new RetrySchedule(Options with { WaitsOutThrottling = true });
        for (int retry = 0; retry < 100; retry++)
        {
            Assert.NotNull(schedule.NextDelay(Failure(GraphErrorKind.Throttled)));
        }

        Assert.Null(schedule.NextDelay(Failure(GraphErrorKind.Throttled)));
        Assert.NotNull(schedule.NextDelay(Failure(GraphErrorKind.ServiceUnavailable)));
    }

    [Fact]
    public void A_timeout_is_retried_once_and_other_failures_still_are()
    {
        var schedule = new RetrySchedule(Options);
        GraphFailure timeout = Failure(GraphErrorKind.NoAnswer) with { IsTimeout = true };
        Assert.NotNull(schedule.NextDelay(timeout));
        Assert.Null(schedule.NextDelay(timeout));
        Assert.NotNull(schedule.NextDelay(Failure(GraphErrorKind.NoAnswer)));
        Assert.NotNull(schedule.NextDelay(Failure(GraphErrorKind.NoAnswer)));
        Assert.Null(schedule.NextDelay(Failure(GraphErrorKind.NoAnswer)));
    }

    private static GraphFailure Failure(GraphErrorKind kind, TimeSpan? wait = null) => new() { Kind = kind, Summary = "x", IsTransient = true, RetryAfter = wait };

    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks = 1_000_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
