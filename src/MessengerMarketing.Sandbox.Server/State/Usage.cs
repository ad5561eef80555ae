using System;

namespace MessengerMarketing.Sandbox.State;

/// <summary>Usage of a limit.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="Reset">Time until the count is reset; zero when it is not reported.</param>
/// <param name="IsOverLimit">Whether the call is over the limit.</param>
internal readonly record struct Usage(int Percent, TimeSpan Reset, bool IsOverLimit);
