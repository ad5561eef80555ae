using System;

namespace MessengerMarketing.Sandbox;

/// <summary>
/// One call that a sandbox answered. It carries neither query nor body nor header, so no token and no customer data.
/// </summary>
/// <param name="Number">Running number of the call, from 1.</param>
/// <param name="Method">HTTP method as it was sent.</param>
/// <param name="Path">Path without the query; a subscription token in it is left out.</param>
/// <param name="Status">HTTP status answered; 0 when the connection was dropped instead.</param>
/// <param name="Fault">Name of the fault that was played, or names with commas between them; null for an answer in earnest.</param>
/// <param name="Duration">Time from the call's arrival until its answer was ready to be sent.</param>
public sealed record SandboxRequest(long Number, string Method, string Path, int Status, string? Fault, TimeSpan Duration);
