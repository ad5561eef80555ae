using System;
using System.Globalization;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Errors;

/// <summary>Warnings about an API version: it ends soon, it has ended, or the server used another version.</summary>
internal static class VersionAdvice
{
    /// <summary>Returns a warning about a version that has ended or that ends within <see cref="GraphVersions.WarningDays"/> days. Otherwise null.</summary>
    public static string? Find(string version, DateTime utcNow)
    {
        if (GraphVersions.IsExpired(version, utcNow))
        {
            string when = GraphVersions.Find(version)?.MarketingApiEnd is { } ended ? $": it ended on {Day(ended)}" : string.Empty;
            return $"Meta no longer serves Marketing API calls of version {version}{when}. {Reconnect(version, utcNow)}";
        }

        return GraphVersions.GetDaysLeft(version, utcNow) is { } days && days <= GraphVersions.WarningDays
            ? string.Format(CultureInfo.InvariantCulture, "Version {0} of the Marketing API ends on {1}, in {2} {3}. {4}", version, Day(GraphVersions.Find(version)!.MarketingApiEnd!.Value), days, days == 1 ? "day" : "days", Reconnect(version, utcNow))
            : null;
    }

    /// <summary>Returns a warning about a call that another version served, or that Meta warns about. Otherwise null.</summary>
    public static string? Find(ServedCall served, DateTime utcNow)
    {
        if (!served.IsUpgraded && served.VersionWarning is null)
        {
            return null;
        }

        string what = served.IsUpgraded
            ? $"The Graph API served calls of version {served.RequestedVersion} as {served.ServedVersion}."
            : $"The Graph API warns about version {served.RequestedVersion}.";
        string quoted = served.VersionWarning is { } warning ? $" Meta's text: \"{warning}\"" : string.Empty;
        return $"{what}{quoted} {Reconnect(served.RequestedVersion, utcNow)}";
    }

    /// <summary>Returns advice on which version to use instead.</summary>
    public static string Reconnect(string version, DateTime utcNow) => GraphVersions.FindSuccessor(version, utcNow) is { } successor
        ? $"Connect with Connect-MMAccount -ApiVersion {successor}."
        : "Update the MessengerMarketing module, and connect with a newer version.";

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
