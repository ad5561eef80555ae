using System;
using System.Diagnostics;
using System.Threading;

namespace MessengerMarketing.Graph;

/// <summary>What an attempt was doing when it stopped making progress.</summary>
internal enum AttemptPhase
{
    /// <summary>Connecting; the server has received nothing.</summary>
    Connecting,

    /// <summary>Connecting or waiting for the response of a request without a body, which cannot be told apart.</summary>
    ConnectingOrWaiting,

    /// <summary>Sending the body.</summary>
    Sending,

    /// <summary>Waiting for the response to begin.</summary>
    Waiting,

    /// <summary>Reading the response.</summary>
    Receiving,
}

/// <summary>
/// Cancels an attempt that makes no progress. Every phase has a limit, which starts anew with each portion of data that moves; a portion
/// is 1 KiB for each second of the limit, so that a trickle is no progress.
/// </summary>
internal sealed class StallTimer : IDisposable
{
    private const double MinBytesPerSecond = 1024;

    /// <summary>
    /// Bytes of a body that the system may hold in its buffers once it has taken all of it: 4 MiB, the largest send buffer that Linux and Windows
    /// choose by themselves.
    /// </summary>
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

    /// <summary>Starts with connecting.</summary>
    /// <param name="options">Its timeouts apply.</param>
    /// <param name="allowance">How long the attempt may go on without progress, connecting included, where that is shorter.</param>
    /// <param name="reportsConnection">Whether the request has a body, whose start shows that the connection is made.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public StallTimer(GraphClientOptions options, TimeSpan allowance, bool reportsConnection, CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timeout = options.Timeout;
        _connectTimeout = Shorter(options.ConnectTimeout, options.Timeout);
        _allowance = allowance;
        Enter(reportsConnection ? AttemptPhase.Connecting : AttemptPhase.ConnectingOrWaiting, reportsConnection ? _connectTimeout : _timeout);
    }

    /// <summary>Cancelled by the caller, or when the attempt has stalled.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Where the attempt is.</summary>
    public AttemptPhase Phase { get; private set; }

    /// <summary>The limit of the present phase.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>The connection is made and the body is about to be sent.</summary>
    public void BeginSending()
    {
        _connected = _clock.Elapsed;
        Enter(AttemptPhase.Sending, _timeout);
    }

    /// <summary>
    /// The body is handed over. The system may hold a part of it in its buffers, where its progress cannot be seen: it gets the time that a slow
    /// uplink takes to deliver that part, and no less than it took to hand the body over.
    /// </summary>
    public void BeginWaiting()
    {
        var sending = _clock.Elapsed - _connected;
        var delivering = Shorter(TimeSpan.FromSeconds(_timeout.TotalSeconds * Math.Min(_sent, MaxBufferedBytes) / BufferedBytesPerTimeout), _allowance);
        Enter(AttemptPhase.Waiting, _timeout);
        Extend(sending > delivering ? sending : delivering);
    }

    /// <summary>The response has begun.</summary>
    public void BeginReceiving() => Enter(AttemptPhase.Receiving, _timeout);

    /// <summary>Data moved.</summary>
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
