using System;
using System.Globalization;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>The versions of the Graph API that the sandbox serves, and which of them the Marketing API no longer supports.</summary>
internal static class ApiVersion
{
    /// <summary>Parses a version such as <c>v25.0</c>.</summary>
    public static bool TryParse(string text, out int major)
    {
        major = 0;
        return text.Length > 3 && text[0] == 'v' && text.EndsWith(".0", StringComparison.Ordinal)
            && int.TryParse(text.Substring(1, text.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out major);
    }

    /// <summary>Returns whether a path segment looks like a version, known or not.</summary>
    public static bool LooksLikeOne(string segment)
    {
        int dot = segment.IndexOf('.');
        return dot > 1 && segment[0] == 'v'
            && int.TryParse(segment.Substring(1, dot - 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && int.TryParse(segment.Substring(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>Returns whether a version exists. The version of the sandbox always exists.</summary>
    public static bool Exists(string version, string own) =>
        string.Equals(version, own, StringComparison.Ordinal)
        || (TryParse(version, out int major) && TryParse(GraphVersions.Latest, out int newest) && major >= 1 && major <= newest);

    /// <summary>Returns whether the Marketing API no longer supports this version.</summary>
    public static bool IsOverForMarketing(string version, DateTimeOffset now) => GraphVersions.IsExpired(version, now.UtcDateTime);
}
