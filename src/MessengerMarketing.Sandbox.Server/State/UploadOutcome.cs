namespace MessengerMarketing.Sandbox.State;

/// <summary>The result of an accepted batch.</summary>
/// <param name="SessionId">Id of the session, from the caller or the server.</param>
/// <param name="Received">Number of rows received in the session so far.</param>
/// <param name="Invalid">Number of invalid rows among them.</param>
internal sealed record UploadOutcome(long SessionId, long Received, long Invalid);
