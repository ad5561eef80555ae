using System;
using System.Diagnostics;
using System.Threading;

namespace MessengerMarketing.Graph;

/// <summary>The phase of an attempt.</summary>
internal enum AttemptPhase
{
    /// <summary>Connecting. The server has received nothing.</summary>
    Connecting,

    /// <summary>Connecting, or waiting for the response to a request without a body. The two cannot be distinguished.</summary>
    ConnectingOrWaiting,

    /// <summary>Sending the body.</summary>
    Sending,

    /// <summary>Waiting for the response to start.</summary>
    Waiting,

    /// <summary>Reading the response.</summary>
    Receiving,
}

/// <summary>
/// Cancels an attempt that makes no progress. Each phase has a time limit, which restarts with each transferred portion of data. A
/// portion is 1 KiB for each second of the limit, so that a trickle does not count as progress.
/// </summary>
internal sealed class StallTimer : IDisposable
{
    private const double MinBytesPerSecond = 1024;

    /// <summary>Number of bytes of a body that may be in system buffers after the body was written: 4 MiB, the largest automatic send buffer of Linux and
    /// Windows.</summary>
    private const double MaxBufferedBytes = 4 * 1024 * 1024;

    /// <summary>
    /// Buffered bytes that are given the timeout once more. With the default of 30 seconds that is 51 KB/s: what each of four batches gets of an uplink
    /// of 1.6 Mbit/s.
    /// </summary>
    private const double BufferedBytesPerTimeout = 1.5 * 1024 * 1024;

    private readonly CancellationTokenSource _source;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _connectTimeout;
    private readonly TimeSpan _allowance;
    private TimeSpan _connected;
    private double _moved;
    private double _sent;

    /// <summary>Starts the timer in the connecting phase.</summary>
    /// <param name="options">The options with the timeouts.</param>
    /// <param name="allowance">Timeout of the attempt without progress, including connecting, when it is shorter.</param>
    /// <param name="reportsConnection">Whether the request has a body. Its start shows that the connection is established.</param>
    /// <param name="cancellationToken">The cancellation token of the caller.</param>
    public StallTimer(GraphClientOptions options, TimeSpan allowance, bool reportsConnection, CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timeout = options.Timeout;
        _connectTimeout = Shorter(options.ConnectTimeout, options.Timeout);
        _allowance = allowance;
        Enter(reportsConnection ? AttemptPhase.Connecting : AttemptPhase.ConnectingOrWaiting, reportsConnection ? _connectTimeout : _timeout);
    }

    /// <summary>Canceled by the caller, or when the attempt stalls.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The current phase.</summary>
    public AttemptPhase Phase { get; private set; }

    /// <summary>The time limit of the current phase.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Records that the connection is established and that the body is about to be sent.</summary>
    public void BeginSending()
    {
        _connected = _clock.Elapsed;
        Enter(AttemptPhase.Sending, _timeout);
    }

    /// <summary>Records that the body was written to the system. Part of it may still be in buffers, where progress is not visible. The limit of the response
    /// is extended by the time that a slow uplink needs for that part, and at least by the time that sending took.</summary>
    public void BeginWaiting()
    {
        TimeSpan sending = _clock.Elapsed - _connected;
        TimeSpan delivering = Shorter(TimeSpan.FromSeconds(_timeout.TotalSeconds * Math.Min(_sent, MaxBufferedBytes) / BufferedBytesPerTimeout), _allowance);
        Enter(AttemptPhase.Waiting, _timeout);
        Extend(sending > delivering ? sending : delivering);
    }

    /// <summary>Records that the response has started.</summary>
    public void BeginReceiving() => Enter(AttemptPhase.Receiving, _timeout);

    /// <summary>Records transferred data.</summary>
    public void Advance(int bytes)
    {
        _moved += bytes;
        _sent += bytes;
        if (_moved >= MinBytesPerSecond * Limit.TotalSeconds)
        {
            _moved = 0;
            _source.CancelAfter(Limit);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private void Enter(AttemptPhase phase, TimeSpan limit)
    {
        Phase = phase;
        Limit = Shorter(limit, _allowance - _connected);
        _moved = 0;
        _source.CancelAfter(Limit > TimeSpan.Zero ? Limit : TimeSpan.Zero);
    }

    private void Extend(TimeSpan by)
    {
        Limit += by;
        _source.CancelAfter(Limit > TimeSpan.Zero ? Limit : TimeSpan.Zero);
    }

    private static TimeSpan Shorter(TimeSpan first, TimeSpan second) => first < second ? first : second;
}
