using System;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// A call to a sandbox. It has no query, body or headers, so it contains no tokens and customer data.
/// </summary>
/// <param name="Number">Sequential number of the call, from 1.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path without the query and without subscription tokens.</param>
/// <param name="Status">HTTP status of the response; 0 when the connection was dropped.</param>
/// <param name="Fault">Names of the faults, separated by commas; null when there is none.</param>
/// <param name="Duration">Time from the arrival of the call until its response was ready.</param>
public sealed record SandboxRequest(long Number, string Method, string Path, int Status, string? Fault, TimeSpan Duration);
