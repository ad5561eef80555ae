using System;

namespace MessengerMarketing.Graph;

/// <summary>A version of the Graph API and its lifetime. Dates are UTC days; null means that Meta has not announced one.</summary>
/// <param name="Name">The name in a path, such as <c>v25.0</c>.</param>
/// <param name="Released">Day of release.</param>
/// <param name="GraphEnd">First day on which the Graph API no longer supports this version.</param>
/// <param name="MarketingApiEnd">First day on which the Marketing API no longer supports it, and audience calls fail.</param>
internal sealed record GraphVersion(string Name, DateTime Released, DateTime? GraphEnd, DateTime? MarketingApiEnd);
