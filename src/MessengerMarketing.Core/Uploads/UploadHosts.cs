using System;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>Distinguishes Meta's hosts from others, so that an upload to a sandbox is never mistaken for a real one.</summary>
internal static class UploadHosts
{
    /// <summary>The host of the Graph API.</summary>
    public const string Meta = "graph.facebook.com";

    private const string MetaDomain = ".facebook.com";

    /// <summary>Host and port that a context calls; null when they are Meta's.</summary>
    public static string? ForeignHost(this GraphContext context) => context.BaseUri.Host.EndsWith(MetaDomain, StringComparison.OrdinalIgnoreCase) ? null : context.BaseUri.Authority;
}
