using System;

namespace MessengerMarketing.Graph;

/// <summary>An attempt failed, and is retried after a delay.</summary>
/// <param name="Operation">Method and path, such as <c>POST 1234/users</c>; without query.</param>
/// <param name="Attempt">Number of the attempt that failed, from 1.</param>
/// <param name="MaxAttempts">The maximum number of attempts; null when only time limits them.</param>
/// <param name="Delay">The delay before the next attempt.</param>
/// <param name="Kind">The kind of the failure.</param>
/// <param name="Reason">The failure as text, masked.</param>
/// <param name="Error">The error envelope, when the response had one.</param>
public sealed record GraphRetry(string Operation, int Attempt, int? MaxAttempts, TimeSpan Delay, GraphErrorKind Kind, string Reason, GraphError? Error);
