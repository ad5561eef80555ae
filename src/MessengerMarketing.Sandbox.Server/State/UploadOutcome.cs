namespace MessengerMarketing.Sandbox.State;

/// <summary>What an accepted batch is answered with.</summary>
/// <param name="SessionId">Id of the session, the caller's or the server's.</param>
/// <param name="Received">Rows received in the session so far.</param>
/// <param name="Invalid">Of these, rows that are not valid.</param>
internal sealed record UploadOutcome(long SessionId, long Received, long Invalid);
