using System;
using System.Globalization;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>
/// The versions of the Graph API, and the end date of each for the Marketing API.
/// Source: Meta's version tables of the Graph API and Marketing API changelogs.
/// </summary>
internal static class ApiVersion
{
    private static readonly (int Major, DateTimeOffset MarketingEnd)[] Ended =
    [
        (21, new DateTimeOffset(2025, 9, 9, 0, 0, 0, TimeSpan.Zero)),
        (22, new DateTimeOffset(2026, 2, 19, 0, 0, 0, TimeSpan.Zero)),
        (23, new DateTimeOffset(2026, 6, 9, 0, 0, 0, TimeSpan.Zero)),
        (24, new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero)),
        (25, new DateTimeOffset(2027, 2, 23, 0, 0, 0, TimeSpan.Zero)),
    ];

    private const int Newest = 27;

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
        string.Equals(version, own, StringComparison.Ordinal) || (TryParse(version, out int major) && major is >= 1 and <= Newest);

    /// <summary>Returns whether the Marketing API no longer supports this version.</summary>
    public static bool IsOverForMarketing(string version, DateTimeOffset now)
    {
        if (!TryParse(version, out int major))
        {
            return false;
        }

        if (major < Ended[0].Major)
        {
            return true;
        }

        foreach ((int ended, DateTimeOffset end) in Ended)
        {
            if (ended == major)
            {
                return now >= end;
            }
        }

        return false;
    }
}
