using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace MessengerMarketing.Graph;

/// <summary>A version of the Graph API and its lifetime. Dates are UTC days; null means that Meta has not announced one.</summary>
/// <param name="Name">The name in a path, such as <c>v25.0</c>.</param>
/// <param name="Released">Day of release.</param>
/// <param name="GraphEnd">First day on which the Graph API no longer supports this version.</param>
/// <param name="MarketingApiEnd">First day on which the Marketing API no longer supports it, and audience calls fail.</param>
public sealed record GraphVersion(string Name, DateTime Released, DateTime? GraphEnd, DateTime? MarketingApiEnd);

/// <summary>The versions of the Graph API that this module knows. Source: Meta's Graph API and Marketing API changelogs.</summary>
public static class GraphVersions
{
    /// <summary>The default version.</summary>
    public const string Default = "v26.0";

    /// <summary>The newest version known.</summary>
    public const string Latest = "v27.0";

    private static readonly Regex Format = new(@"\A[vV]?(?<major>[0-9]{1,3})\.(?<minor>[0-9]{1,2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>Known versions, newest first.</summary>
    public static IReadOnlyList<GraphVersion> Known { get; } =
    [
        new("v27.0", Day(2026, 11, 4), null, null),
        new("v26.0", Day(2026, 7, 29), null, null),
        new("v25.0", Day(2026, 2, 18), Day(2028, 7, 29), Day(2027, 2, 23)),
        new("v24.0", Day(2025, 10, 8), Day(2028, 2, 18), Day(2026, 11, 10)),
        new("v23.0", Day(2025, 5, 29), Day(2027, 10, 8), Day(2026, 6, 9)),
        new("v22.0", Day(2025, 1, 21), Day(2027, 5, 20), Day(2026, 2, 19)),
        new("v21.0", Day(2024, 10, 2), Day(2027, 1, 21), Day(2025, 9, 9)),
    ];

    /// <summary>Known versions that the Marketing API supports, newest first.</summary>
    /// <param name="utcNow">The current time, UTC.</param>
    public static IEnumerable<GraphVersion> GetSupported(DateTime utcNow) => Known.Where(version => !IsExpired(version.Name, utcNow));

    /// <summary>Parses a version, with or without its <c>v</c>.</summary>
    /// <param name="version">Such as <c>v25.0</c> or <c>25.0</c>.</param>
    /// <param name="normalized">The form for a path, such as <c>v25.0</c>; empty when the result is false.</param>
    /// <returns>False when the text is not a version. A version that this module does not know is valid.</returns>
    public static bool TryNormalize(string? version, out string normalized)
    {
        var match = Format.Match(version?.Trim() ?? "");
        normalized = match.Success ? $"v{match.Groups["major"].Value}.{match.Groups["minor"].Value}" : "";
        return match.Success;
    }

    /// <summary>Returns whether the Marketing API no longer supports a version, so that audience calls fail with error 2635.</summary>
    /// <param name="version">With or without its <c>v</c>.</param>
    /// <param name="utcNow">The current time, UTC.</param>
    /// <returns>True from the end date on, and for versions older than the oldest known one; false for versions newer than the newest known one.</returns>
    /// <exception cref="ArgumentException">The text is not a version.</exception>
    public static bool IsExpired(string version, DateTime utcNow)
    {
        if (!TryNormalize(version, out string? name))
        {
            throw new ArgumentException("A Graph API version looks like v25.0.", nameof(version));
        }

        foreach (var known in Known)
        {
            if (known.Name == name)
            {
                return known.MarketingApiEnd <= utcNow;
            }
        }

        return Major(name) < Major(Known[Known.Count - 1].Name);
    }

    /// <summary>Returns the version to use instead of one that is no longer supported; null when none is known.</summary>
    internal static string? FindSuccessor(string normalized) => Major(normalized) < Major(Default) ? Default
        : Major(normalized) < Major(Latest) ? Latest
        : null;

    internal static int Major(string normalized) =>
        int.Parse(normalized.Substring(1, normalized.IndexOf('.') - 1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static DateTime Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
}
