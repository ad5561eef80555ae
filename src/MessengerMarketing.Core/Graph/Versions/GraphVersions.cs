using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using MessengerMarketing.Text;

namespace MessengerMarketing.Graph;

/// <summary>The versions of the Graph API that this module knows, from <c>graph-versions.tsv</c>, which names the sources.</summary>
internal static class GraphVersions
{
    /// <summary>Number of days before the end of a version from which on its use deserves a warning.</summary>
    public const int WarningDays = 60;

    private const string ResourceName = "MessengerMarketing.graph-versions.tsv";
    private const string NoDate = "-";
    private const string DefaultMark = "default";

    private static readonly Regex Format = new(@"\A[vV]?(?<major>[0-9]{1,3})\.(?<minor>[0-9]{1,2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly string[][] Table = [.. EmbeddedTable.Lines(ResourceName).Select(static line => line.Split('\t'))];

    /// <summary>Known versions, newest first.</summary>
    public static IReadOnlyList<GraphVersion> Known { get; } = [.. Table.Select(static row => new GraphVersion(row[0], ReadDay(row[1])!.Value, ReadDay(row[2]), ReadDay(row[3])))];

    /// <summary>The default version.</summary>
    public static string Default { get; } = Table.Single(static row => row[4] == DefaultMark)[0];

    /// <summary>The newest version known.</summary>
    public static string Latest => Known[0].Name;

    /// <summary>Known versions that the Marketing API supports, newest first.</summary>
    /// <param name="utcNow">The current time, UTC.</param>
    public static IEnumerable<GraphVersion> GetSupported(DateTime utcNow) => Known.Where(version => !IsExpired(version.Name, utcNow));

    /// <summary>Parses a version, with or without its <c>v</c>.</summary>
    /// <param name="version">Such as <c>v25.0</c> or <c>25.0</c>.</param>
    /// <param name="normalized">The form for a path, such as <c>v25.0</c>; empty when the result is false.</param>
    /// <returns>False when the text is not a version. A version that this module does not know is valid.</returns>
    public static bool TryNormalize(string? version, out string normalized)
    {
        Match match = Format.Match(version?.Trim() ?? "");
        normalized = match.Success ? $"v{match.Groups["major"].Value}.{match.Groups["minor"].Value}" : "";
        return match.Success;
    }

    /// <summary>Returns a known version; null for one that this module does not know.</summary>
    /// <param name="version">With or without its <c>v</c>.</param>
    public static GraphVersion? Find(string version) =>
        TryNormalize(version, out string name) ? Known.FirstOrDefault(known => known.Name == name) : null;

    /// <summary>Returns whether the Marketing API no longer supports a version, so that audience calls fail with error 2635.</summary>
    /// <param name="version">With or without its <c>v</c>.</param>
    /// <param name="utcNow">The current time, UTC.</param>
    /// <returns>True from the end date on, and for versions older than the oldest known one; false for versions newer than the newest known one.</returns>
    /// <exception cref="ArgumentException">The text is not a version.</exception>
    public static bool IsExpired(string version, DateTime utcNow)
    {
        if (!TryNormalize(version, out string name))
        {
            throw new ArgumentException("A Graph API version looks like v25.0.", nameof(version));
        }

        return Find(name) is { } known ? known.MarketingApiEnd <= utcNow : Major(name) < Major(Known[Known.Count - 1].Name);
    }

    /// <summary>Returns the number of days, counted from now and rounded up, until the Marketing API no longer supports a version.</summary>
    /// <param name="version">With or without its <c>v</c>.</param>
    /// <param name="utcNow">The current time, UTC.</param>
    /// <returns>Zero or less after the end; null when no end is known.</returns>
    public static int? GetDaysLeft(string version, DateTime utcNow) =>
        Find(version)?.MarketingApiEnd is { } end ? (int)Math.Ceiling((end - utcNow).TotalDays) : null;

    /// <summary>Returns the version to use instead of an older one: the default if it is newer and alive, else the newest that is.</summary>
    /// <param name="normalized">The version in use.</param>
    /// <param name="utcNow">The current time, UTC.</param>
    /// <returns>Null when no newer version is known that is released and alive.</returns>
    internal static string? FindSuccessor(string normalized, DateTime utcNow)
    {
        GraphVersion[] newer = [.. GetSupported(utcNow).Where(version => version.Released <= utcNow && Major(version.Name) > Major(normalized))];
        return (newer.FirstOrDefault(static version => version.Name == Default) ?? newer.FirstOrDefault())?.Name;
    }

    internal static int Major(string normalized) =>
        int.Parse(normalized.Substring(1, normalized.IndexOf('.') - 1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static DateTime? ReadDay(string text) => text == NoDate ? null
        : DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
