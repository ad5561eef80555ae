using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox.State;

/// <summary>The upload sessions of an ad account; an id belongs to one session for ever.</summary>
internal sealed class UploadSessions(RandomSource random)
{
    private readonly ConcurrentDictionary<long, UploadSession> _sessions = new();

    /// <summary>
    /// The id that an upload without a session is answered with: 19 digits. In recorded traffic it repeats from call to
    /// call, so it does here: it is no receipt.
    /// </summary>
    public long ServerMadeId { get; } = long.Parse(random.Digits("5", 19), CultureInfo.InvariantCulture);

    public bool TryGet(long id, out UploadSession session) => _sessions.TryGetValue(id, out session!);

    public IEnumerable<UploadSession> GetByAudience(SandboxAudience audience) =>
        _sessions.Values.Where(session => ReferenceEquals(session.Audience, audience)).OrderByDescending(static session => session.Id);

    /// <summary>
    /// The session a batch belongs to, begun by batch 1. A batch that does not fit is refused before any of its rows
    /// counts: which is how a repeated batch never counts twice. Call under the audience's lock.
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
