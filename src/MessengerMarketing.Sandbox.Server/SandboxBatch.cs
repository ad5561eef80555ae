using System;
using System.Collections.Generic;

namespace MessengerMarketing.Sandbox;

/// <summary>An accepted upload of an audience in a sandbox, without personal data. Removals are not included.</summary>
/// <param name="SessionId">Id of the session; null for an upload without one.</param>
/// <param name="Sequence">The number of the batch in the session, from 1; null for an upload without one.</param>
/// <param name="Rows">Number of rows, valid or not.</param>
/// <param name="InvalidRows">Number of rows that were reported as invalid and not accepted.</param>
/// <param name="RepeatedRows">Number of accepted rows with a person who was already in an earlier row of the audience.</param>
/// <param name="Time">When it was accepted, UTC.</param>
public sealed record SandboxBatch(long? SessionId, int? Sequence, int Rows, int InvalidRows, int RepeatedRows, DateTimeOffset Time)
{
    /// <summary>The keys of its rows, such as <c>EMAIL</c> and <c>PHONE</c>.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];
}
