using System;

namespace MessengerMarketing.Graph;

/// <summary>An attempt failed, and after a wait there is another.</summary>
/// <param name="Operation">Method and path, such as <c>POST 1234/users</c>; without query.</param>
/// <param name="Attempt">Number of the attempt that failed, from 1.</param>
/// <param name="MaxAttempts">How many there are at most; null where only time limits them.</param>
/// <param name="Delay">How long the wait is.</param>
/// <param name="Kind">Why the attempt failed.</param>
/// <param name="Reason">The same in words, masked.</param>
/// <param name="Error">The error envelope, when the response had one.</param>
public sealed record GraphRetry(string Operation, int Attempt, int? MaxAttempts, TimeSpan Delay, GraphErrorKind Kind, string Reason, GraphError? Error);
