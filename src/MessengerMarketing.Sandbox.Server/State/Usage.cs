using System;

namespace MessengerMarketing.Sandbox.State;

/// <summary>How much of a limit is used.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="Reset">Time until the count begins anew; zero when that is not told.</param>
/// <param name="IsRefused">Whether the call came too late to be let through.</param>
internal readonly record struct Usage(int Percent, TimeSpan Reset, bool IsRefused);
