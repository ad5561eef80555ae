using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Tests.Uploads.Journal;

/// <summary>What may happen to a batch on its way.</summary>
internal enum Delivery
{
    /// <summary>It arrives, and so does the response.</summary>
    Answered,

    /// <summary>It arrives, and the response is lost.</summary>
    Unheard,

    /// <summary>It does not arrive, and nobody can tell.</summary>
    Lost,

    /// <summary>It arrives, and the process ends before the response does.</summary>
    KilledAfter,

    /// <summary>The process ends before it arrives.</summary>
    KilledBefore,

    /// <summary>The Graph API rejects the token.</summary>
    Refused,
}

/// <summary>An audience that outlives the processes that upload to it: it counts how often each row of a list arrived, and knows its sessions.</summary>
internal sealed class RecordingAudience(Func<HashedBatch, Delivery> next)
{
    private readonly ConcurrentDictionary<long, int> _sessions = new();
    private readonly ConcurrentDictionary<long, int> _rows = new();

    /// <summary>Rows in the order of the list, and how often each arrived.</summary>
    public IReadOnlyDictionary<long, int> Rows => _rows;

    /// <summary>Whether sessions can be asked for.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Rows of each batch that was sent, in the order of sending.</summary>
    public ConcurrentQueue<(int Number, long FirstRow, long LastRow)> Sent { get; } = new();

    /// <summary>The sender of a process that <paramref name="kill"/> ends.</summary>
    public IBatchSender Connect(CancellationTokenSource kill) => new Sender(this, kill);

    private sealed class Sender(RecordingAudience audience, CancellationTokenSource kill) : IBatchSender
    {
        public string AudienceId => "23850000000000001";

        public async Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            audience.Sent.Enqueue((batch.Number, batch.FirstRow, batch.LastRow));
            Delivery delivery = audience.Next(batch);
            if (delivery is Delivery.Answered or Delivery.Unheard or Delivery.KilledAfter && audience._sessions.TryAdd(sessionId, batch.Rows))
            {
                for (long row = batch.FirstRow; row <= batch.LastRow; row++)
                {
                    audience._rows.AddOrUpdate(row, 1, static (_, times) => times + 1);
                }
            }

            switch (delivery)
            {
                case Delivery.Answered:
                    return new BatchResponse { Received = batch.Rows, Invalid = 0 };
                case Delivery.Unheard or Delivery.Lost:
                    throw ScriptedSender.Failure(GraphErrorKind.NoAnswer, mayHaveArrived: true);
                case Delivery.Refused:
                    throw ScriptedSender.Failure(GraphErrorKind.Authentication);
                default:
                    kill.Cancel();
                    throw new OperationCanceledException(cancellationToken);
            }
        }

        public Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken)
        {
            if (audience.IsSilent)
            {
                throw ScriptedSender.Failure(GraphErrorKind.NoAnswer);
            }

            return Task.FromResult(audience._sessions.TryGetValue(sessionId, out int rows) ? new BatchResponse { Received = rows, Invalid = 0 } : null);
        }
    }

    private Delivery Next(HashedBatch batch) => next(batch);
}
