using System;

namespace MessengerMarketing.Graph;

/// <summary>Distinguishes Meta's hosts from others, so that what was sent to a sandbox is never mistaken for what was sent to people.</summary>
internal static class GraphHosts
{
    /// <summary>The host of the Graph API.</summary>
    public const string Meta = "graph.facebook.com";

    private const string MetaDomain = ".facebook.com";

    /// <summary>Host and port that a context calls; null when they are Meta's.</summary>
    public static string? ForeignHost(this GraphContext context) => context.BaseUri.Host.EndsWith(MetaDomain, StringComparison.OrdinalIgnoreCase) ? null : context.BaseUri.Authority;
}
