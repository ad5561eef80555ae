using System;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads.Pacing;

/// <summary>
/// Lets posts go as the rate limits allow. Near a limit it puts time between them, the more the nearer; where a post was throttled it
/// holds all of them for as long as the server asks and halves how many go side by side; what is answered without complaint brings
/// them back one by one. Source of the limits: Meta's guide to rate limits. From any thread.
/// </summary>
internal sealed class UploadPacer
{
    /// <summary>Share of a limit from which on posts are slowed down. Recorded traffic shows that calls still go through at 100.</summary>
    private const double SlowFromPercent = 75;

    private static readonly TimeSpan MaxBetween = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly int _maxInFlight;
    private readonly TimeProvider _time;
    private readonly Action<UploadPace>? _onChange;
    private readonly Action<TimeSpan>? _onHeld;
    private readonly long _origin;
    private TaskCompletionSource<bool> _freed = NewSignal();
    private int _limit;
    private int _inFlight;
    private int _answered;
    private double? _used;
    private TimeSpan _between;
    private TimeSpan _next;
    private TimeSpan _heldUntil;

    /// <summary>A pacer that lets all posts go at first.</summary>
    /// <param name="maxInFlight">Posts at the same time, at least 1.</param>
    /// <param name="time">Clock of the waits; null for the system's.</param>
    /// <param name="onChange">Told of each change, on whatever thread it happens. It must not throw.</param>
    /// <param name="onHeld">Told of time in which no post could go, however many waited, once it is over. It must not throw either.</param>
    public UploadPacer(int maxInFlight, TimeProvider? time = null, Action<UploadPace>? onChange = null, Action<TimeSpan>? onHeld = null)
    {
        _onHeld = onHeld;
        _maxInFlight = _limit = Math.Max(1, maxInFlight);
        _time = time ?? TimeProvider.System;
        _onChange = onChange;
        _origin = _time.GetTimestamp();
    }

    /// <summary>Posts that go side by side at present.</summary>
    public int InFlightLimit
    {
        get
        {
            lock (_gate)
            {
                return _limit;
            }
        }
    }

    // Not the time of day, which may be set.
    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Waits until a post may go.</summary>
    /// <returns>Its turn; dispose it once the post is answered.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await AcquireAsync(cancellationToken);
        return new Turn(this);
    }

    private async Task AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task freed;
            TimeSpan wait;
            TimeSpan now;
            lock (_gate)
            {
                now = Now;
                freed = _freed.Task;
                wait = _next - now;
                if (_inFlight < _limit && wait <= TimeSpan.Zero)
                {
                    _inFlight++;
                    _next = now + _between;
                    return;
                }

                if (_inFlight >= _limit)
                {
                    wait = Timeout.InfiniteTimeSpan;
                }
            }

            await WaitAsync(freed, wait, cancellationToken);
            if (wait != Timeout.InfiniteTimeSpan)
            {
                ReportHeld(now);
            }
        }
    }

    /// <summary>
    /// Gives a turn back and waits for another, before a batch in flight is sent again: what holds new batches back holds it back too.
    /// </summary>
    /// <param name="turn">What <see cref="EnterAsync"/> gave.</param>
    /// <param name="cancellationToken">Ends the wait; the turn is given back then.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task RenewAsync(IDisposable turn, CancellationToken cancellationToken) => ((Turn)turn).RenewAsync(cancellationToken);

    /// <summary>A post got no answer in time: half as many go side by side, so that each has more of the connection.</summary>
    public void SlowDown()
    {
        lock (_gate)
        {
            _answered = 0;
            int limit = Math.Max(1, _limit / 2);
            if (limit != _limit)
            {
                _limit = limit;
                _onChange?.Invoke(new UploadPace(_limit, _between, TimeSpan.Zero, _used));
            }
        }
    }

    /// <summary>A post was answered.</summary>
    /// <param name="usage">What its headers told; null for nothing.</param>
    public void Report(UsageReport? usage)
    {
        lock (_gate)
        {
            TimeSpan before = _between;
            int limit = _limit;
            _used = usage?.HighestPercent ?? _used;
            _between = BetweenAt(_used);
            if (_limit < _maxInFlight && _between == TimeSpan.Zero && ++_answered >= _limit)
            {
                _answered = 0;
                _limit++;
                Free();
            }

            if (limit != _limit || (before == TimeSpan.Zero) != (_between == TimeSpan.Zero))
            {
                _onChange?.Invoke(new UploadPace(_limit, _between, TimeSpan.Zero, _used));
            }
        }
    }

    /// <summary>A post was throttled.</summary>
    /// <param name="wait">Time until it is tried again, which the others wait too.</param>
    public void HoldBack(TimeSpan wait)
    {
        lock (_gate)
        {
            TimeSpan until = Now + wait;
            if (until > _next)
            {
                _next = until;
            }

            _answered = 0;
            _limit = Math.Max(1, _limit / 2);
            _onChange?.Invoke(new UploadPace(_limit, _between, wait, _used));
        }
    }

    private static TimeSpan BetweenAt(double? percent)
    {
        // Squared, so that it begins gently and bites near the limit.
        double share = Math.Min(1, Math.Max(0, ((percent ?? 0) - SlowFromPercent) / (100 - SlowFromPercent)));
        return TimeSpan.FromMilliseconds(MaxBetween.TotalMilliseconds * share * share);
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WaitAsync(Task freed, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task delay = _time.Delay(wait, end.Token);
        await Task.WhenAny(freed, delay);
        end.Cancel();
    }

    // Several wait side by side; the time they share is reported once.
    private void ReportHeld(TimeSpan since)
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            TimeSpan begin = since > _heldUntil ? since : _heldUntil;
            if (now > begin)
            {
                _heldUntil = now;
                _onHeld?.Invoke(now - begin);
            }
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _inFlight--;
            Free();
        }
    }

    private void Free()
    {
        _freed.TrySetResult(true);
        _freed = NewSignal();
    }

    private sealed class Turn(UploadPacer pacer) : IDisposable
    {
        private UploadPacer? _pacer = pacer;

        public async Task RenewAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.Exchange(ref _pacer, null) is not { } pacer)
            {
                throw new ObjectDisposedException(nameof(Turn));
            }

            pacer.Leave();
            await pacer.AcquireAsync(cancellationToken);
            _pacer = pacer;
        }

        public void Dispose() => Interlocked.Exchange(ref _pacer, null)?.Leave();
    }
}
