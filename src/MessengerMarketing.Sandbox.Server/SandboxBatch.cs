using System;
using System.Collections.Generic;

namespace MessengerMarketing.Sandbox;

/// <summary>One upload that an audience of a sandbox accepted, removals not counted. It holds nothing about the people in it.</summary>
/// <param name="SessionId">Id of its session; null for an upload without one.</param>
/// <param name="Sequence">Its number in the session, from 1; null for an upload without one.</param>
/// <param name="Rows">Rows it held, valid or not.</param>
/// <param name="InvalidRows">Of these, rows that were answered as invalid entries; they were not taken.</param>
/// <param name="RepeatedRows">Of the rows taken, those of somebody whom an earlier row of the audience had named already.</param>
/// <param name="Time">When it was taken, UTC.</param>
public sealed record SandboxBatch(long? SessionId, int? Sequence, int Rows, int InvalidRows, int RepeatedRows, DateTimeOffset Time)
{
    /// <summary>The keys of its rows, as <c>EMAIL</c> and <c>PHONE</c>.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];
}
