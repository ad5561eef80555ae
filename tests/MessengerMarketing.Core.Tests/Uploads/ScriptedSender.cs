using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Tests.Uploads;

/// <summary>Answers batches as a test tells it to, and keeps what it was given.</summary>
internal sealed class ScriptedSender(Func<HashedBatch, CancellationToken, Task<BatchResponse>> answer) : IBatchSender
{
    private readonly ConcurrentQueue<(int Batch, long SessionId)> _sent = new();
    private int _inFlight;
    private int _mostInFlight;

    /// <summary>A sender that accepts everything at once.</summary>
    public ScriptedSender()
        : this((batch, _) => Task.FromResult(new BatchResponse { Received = batch.Rows, Invalid = 0 }))
    {
    }

    public string AudienceId => "23850000000000001";

    public int[] Batches => [.. _sent.Select(entry => entry.Batch)];

    public IReadOnlyList<(int Batch, long SessionId)> Sent => [.. _sent];

    public int InFlight => Volatile.Read(ref _inFlight);

    public int MaxInFlight => Volatile.Read(ref _mostInFlight);

    public async Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken)
    {
        _sent.Enqueue((batch.Number, sessionId));
        int now = Interlocked.Increment(ref _inFlight);
        int most;
        while (now > (most = MaxInFlight) && Interlocked.CompareExchange(ref _mostInFlight, now, most) != most)
        {
            // Another batch raised it in between.
        }

        try
        {
            return await answer(batch, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>What the server says of a session; by default that it knows none.</summary>
    public Func<long, BatchResponse?> Sessions { get; init; } = static _ => null;

    public Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken) => Task.FromResult(Sessions(sessionId));

    /// <summary>A failure as the Graph API's client tells it.</summary>
    public static GraphException Failure(GraphErrorKind kind, bool mayHaveArrived = false) => new(
        new GraphFailure { Kind = kind, Summary = "It failed", StatusCode = kind == GraphErrorKind.NoAnswer ? null : 400 },
        "POST 1/users",
        1,
        mayHaveArrived,
        inner: null);
}
