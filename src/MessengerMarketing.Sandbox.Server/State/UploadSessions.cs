using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox.State;

/// <summary>The upload sessions of an ad account. An id always belongs to the same session.</summary>
internal sealed class UploadSessions(RandomSource random)
{
    private readonly ConcurrentDictionary<long, UploadSession> _sessions = new();

    /// <summary>
    /// The id in the response to an upload without a session: 19 digits. As in recorded traffic, it is the same for all calls, so it does
    /// not identify an upload.
    /// </summary>
    public long ServerMadeId { get; } = long.Parse(random.Digits("5", 19), CultureInfo.InvariantCulture);

    public bool TryGet(long id, out UploadSession session) => _sessions.TryGetValue(id, out session!);

    public IEnumerable<UploadSession> GetByAudience(SandboxAudience audience) =>
        _sessions.Values.Where(session => ReferenceEquals(session.Audience, audience)).OrderByDescending(static session => session.Id);

    /// <summary>
    /// Returns the session of a batch. Batch 1 starts it. A batch that is out of order is rejected before its rows are counted, so a repeated
    /// batch is never counted twice. The caller must hold the lock of the audience.
    /// </summary>
    public UploadSession Enter(UploadSessionParameter parameter, SandboxAudience audience, bool isRemoval, DateTimeOffset now)
    {
        if (!_sessions.TryGetValue(parameter.Id, out UploadSession? session))
        {
            if (parameter.BatchSequence != 1)
            {
                throw GraphErrors.SessionFirstBatchMissing();
            }

            session = _sessions.GetOrAdd(parameter.Id, new UploadSession(parameter.Id, audience, isRemoval, now));
        }

        if (!ReferenceEquals(session.Audience, audience) || session.IsRemoval != isRemoval)
        {
            throw GraphErrors.Invalid("Invalid parameter: session[session_id] is in use for another upload of this ad account");
        }

        if (session.Ended is not null)
        {
            throw GraphErrors.SessionFinished();
        }

        if (session.IsOver(now))
        {
            throw GraphErrors.SessionTimedOut();
        }

        return parameter.BatchSequence == session.Batches + 1
            ? session
            : throw GraphErrors.SessionOutOfOrder(parameter.BatchSequence, session.Batches + 1);
    }
}
