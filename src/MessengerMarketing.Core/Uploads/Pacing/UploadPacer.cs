using System;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads.Pacing;

/// <summary>Paces calls according to the rate limits. Near a limit, it adds time between calls, increasing toward the limit. After a throttled call, it holds
/// all calls for as long as the server requests, and halves the number of concurrent calls. Successful calls increase that number again, one by one. Source of
/// the limits: Meta's guide to rate limits. Thread-safe.</summary>
internal sealed class UploadPacer
{
    /// <summary>Percentage of a limit from which calls are slowed down. In recorded traffic, calls still succeed at 100.</summary>
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

    /// <summary>Creates a pacer that does not delay calls at first.</summary>
    /// <param name="maxInFlight">Maximum number of concurrent calls, at least 1.</param>
    /// <param name="time">Clock for waits. Null for the system clock.</param>
    /// <param name="onChange">Called for each change, on any thread. It must not throw.</param>
    /// <param name="onHeld">Called after a time in which no call could start, regardless of how many waited. It must not throw.</param>
    public UploadPacer(int maxInFlight, TimeProvider? time = null, Action<UploadPace>? onChange = null, Action<TimeSpan>? onHeld = null)
    {
        _onHeld = onHeld;
        _maxInFlight = _limit = Math.Max(1, maxInFlight);
        _time = time ?? TimeProvider.System;
        _onChange = onChange;
        _origin = _time.GetTimestamp();
    }

    /// <summary>Current maximum number of concurrent calls.</summary>
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

    // Not the time of day, which can be changed.
    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Waits until a call can start.</summary>
    /// <returns>The turn. Dispose it after the response.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
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

    /// <summary>Releases a turn and waits for another, before a batch in flight is sent again, so that retries are paced like new batches.</summary>
    /// <param name="turn">The turn from <see cref="EnterAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the wait. The turn is released.</param>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static Task RenewAsync(IDisposable turn, CancellationToken cancellationToken) => ((Turn)turn).RenewAsync(cancellationToken);

    /// <summary>Reports that a call timed out. The number of concurrent calls is halved, so that each gets more bandwidth.</summary>
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

    /// <summary>Reports a response.</summary>
    /// <param name="usage">Usage from its headers, or null.</param>
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

    /// <summary>Reports that a call was throttled.</summary>
    /// <param name="wait">Time until it is retried. The other calls wait too.</param>
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
        // Squared, so that the delay is small at first and large near the limit.
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

    // Several calls can wait at the same time. The shared time is reported once.
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
