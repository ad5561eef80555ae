using System;

namespace MessengerMarketing.Uploads.Pacing;

/// <summary>How fast an upload goes, and why. Told whenever it changes.</summary>
/// <param name="InFlight">Posts at the same time.</param>
/// <param name="Between">Time between the beginnings of two posts; zero for none.</param>
/// <param name="Hold">Time during which nothing is posted, from now; zero for none.</param>
/// <param name="UsedPercent">Share of the rate limit that is used, where an answer told.</param>
internal sealed record UploadPace(int InFlight, TimeSpan Between, TimeSpan Hold, double? UsedPercent);
