using System;

namespace MessengerMarketing.Uploads.Pacing;

/// <summary>The pace of an upload, and the cause. Reported whenever it changes.</summary>
/// <param name="InFlight">Maximum number of concurrent calls.</param>
/// <param name="Between">Minimum time between the starts of two calls, or zero.</param>
/// <param name="Hold">Time from now during which no call starts, or zero.</param>
/// <param name="UsedPercent">Percentage of the rate limit that is used, if a response contained it.</param>
internal sealed record UploadPace(int InFlight, TimeSpan Between, TimeSpan Hold, double? UsedPercent);
