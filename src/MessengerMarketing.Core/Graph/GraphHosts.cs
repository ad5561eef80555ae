using System;

namespace MessengerMarketing.Graph;

/// <summary>Distinguishes Meta's hosts from others, so that data sent to a sandbox is never confused with data sent to Meta.</summary>
internal static class GraphHosts
{
    /// <summary>The host of the Graph API.</summary>
    public const string Meta = "graph.facebook.com";

    private const string MetaDomain = ".facebook.com";

    /// <summary>Host and port that a context calls; null when they are Meta's.</summary>
    public static string? ForeignHost(this GraphContext context) => context.BaseUri.Host.EndsWith(MetaDomain, StringComparison.OrdinalIgnoreCase) ? null : context.BaseUri.Authority;
}
