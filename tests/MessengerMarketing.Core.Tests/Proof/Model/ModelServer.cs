using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Uploads;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Tests.Proof.Model;

/// <summary>
/// An audience that outlives the processes that upload to it. It knows its sessions, counts how often each row arrived, and tells the model what
/// happens, in order.
/// </summary>
/// <param name="model">Is told.</param>
/// <param name="next">Gives the fate of the next batch that arrives.</param>
internal sealed class ModelServer(UploadModel model, Func<Fate> next)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _sessions = [];
    private readonly Dictionary<long, int> _rows = [];

    /// <summary>How often each row arrived.</summary>
    public IReadOnlyDictionary<long, int> Rows => _rows;

    /// <summary>Whether sessions cannot be asked for.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The sender of one process.</summary>
    /// <param name="journal">The journal that the process keeps.</param>
    /// <param name="kill">Ends the process.</param>
    public IBatchSender Connect(UploadJournal journal, CancellationTokenSource kill) => new Sender(this, journal, kill);

    private Fate Receive(HashedBatch batch, long sessionId)
    {
        lock (_gate)
        {
            Fate fate = next();
            model.OnSent(batch.Number, fate);
            if (fate is Fate.Answered or Fate.ResponseLost or Fate.Duplicated or Fate.KilledAfter && _sessions.TryAdd(sessionId, batch.Rows))
            {
                for (long row = batch.FirstRow; row <= batch.LastRow; row++)
                {
                    _rows[row] = _rows.GetValueOrDefault(row) + 1;
                }
            }

            return fate;
        }
    }

    private BatchResponse? Find(long sessionId)
    {
        lock (_gate)
        {
            int batch = Enumerable.Range(1, model.MaxBatch + 1).First(number => UploadSession.DeriveId(model.RunId, number) == sessionId);
            BatchResponse? found = _sessions.TryGetValue(sessionId, out int rows) ? new BatchResponse { Received = rows, Invalid = 0 } : null;
            model.OnAsked(batch, IsSilent ? null : found is not null);
            return IsSilent ? throw ScriptedSender.Failure(GraphErrorKind.NoAnswer) : found;
        }
    }

    private sealed class Sender(ModelServer server, UploadJournal journal, CancellationTokenSource kill) : IBatchSender
    {
        public string AudienceId => "23850000000000001";

        public async Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken)
        {
            server.OnSending(batch, journal.Find(batch.Number));
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            switch (server.Receive(batch, sessionId))
            {
                case Fate.Answered:
                    return new BatchResponse { Received = batch.Rows, Invalid = 0 };
                case Fate.ResponseLost or Fate.Lost:
                    throw ScriptedSender.Failure(GraphErrorKind.NoAnswer, mayHaveArrived: true);
                case Fate.Duplicated:
                    throw ScriptedSender.Failure(GraphErrorKind.InvalidParameter, mayHaveArrived: true);
                case Fate.Throttled:
                    throw ScriptedSender.Failure(GraphErrorKind.Throttled);
                case Fate.Refused:
                    throw ScriptedSender.Failure(GraphErrorKind.Authentication);
                default:
                    await kill.CancelAsync();
                    throw new OperationCanceledException(kill.Token);
            }
        }

        public Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken)
        {
            try
            {
                return Task.FromResult(server.Find(sessionId));
            }
            catch (GraphException exception)
            {
                return Task.FromException<BatchResponse?>(exception);
            }
        }
    }

    private void OnSending(HashedBatch batch, JournalBatch? record)
    {
        lock (_gate)
        {
            model.OnSending(batch.Number, batch.FirstRow, batch.LastRow, record?.Outcome);
        }
    }
}
