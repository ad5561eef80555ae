using System;
using System.Globalization;
using MessengerMarketing.Graph;
using static MessengerMarketing.Preflight.ContextCheckResult;

namespace MessengerMarketing.Preflight;

/// <summary>Checks the address, the API version and the clock.</summary>
internal static class ConnectionChecks
{
    // The search for created objects compares times, and the expiry of a token is a time of Meta's clock.
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(1);

    /// <summary>Checks the address of calls.</summary>
    /// <param name="context">The context.</param>
    /// <param name="variable">The value of the environment variable that sets the address of the next connection; null when it is not set.</param>
    public static ContextCheckResult CheckAddress(GraphContext context, string? variable)
    {
        const string Name = ContextCheckNames.BaseAddress;
        if (!context.IsMeta)
        {
            string source = LeadsTo(variable, context) ? $", as {GraphEnvironment.BaseUri} says" : "";
            return context.BaseUri.IsLoopback
                ? Warning(Name, ContextFinding.AddressIsLoopback, $"Calls go to {context.Host} on this computer{source}, such as a sandbox, instead of Meta.")
                : Warning(Name, ContextFinding.AddressIsNotMeta, $"Calls go to {context.Host}{source} instead of Meta. That server receives the tokens.");
        }

        return !string.IsNullOrWhiteSpace(variable) && !LeadsTo(variable, context)
            ? Warning(Name, ContextFinding.AddressVariableDiffers, $"Calls go to {context.Host}. {GraphEnvironment.BaseUri} is set, so a connection from the environment goes to another address.")
            : Ok(Name, $"Calls go to {context.Host}.");
    }

    /// <summary>Checks the version of the calls against its end and against the version that served a call.</summary>
    public static ContextCheckResult CheckVersion(GraphContext context, ServedCall? served, DateTime utcNow)
    {
        const string Name = ContextCheckNames.ApiVersion;
        string version = context.ApiVersion;
        GraphVersion? known = GraphVersions.Find(version);
        if (GraphVersions.IsExpired(version, utcNow))
        {
            string when = known?.MarketingApiEnd is { } ended ? $" on {Day(ended)}" : "";
            return Failed(Name, ContextFinding.VersionExpired, $"Version {version} of the Marketing API ended{when}. Calls to audiences fail, or Meta serves them with another version.");
        }

        if (served?.IsUpgraded == true)
        {
            return Warning(Name, ContextFinding.VersionUpgraded, $"Meta serves calls of version {version} as {served.ServedVersion}.{Quote(served)}");
        }

        if (served?.VersionWarning is not null)
        {
            return Warning(Name, ContextFinding.VersionUpgraded, $"Meta warns about version {version}.{Quote(served)}");
        }

        if (GraphVersions.GetDaysLeft(version, utcNow) is { } days)
        {
            string left = string.Format(CultureInfo.InvariantCulture, "Version {0} of the Marketing API ends on {1}, in {2} {3}.", version, Day(known!.MarketingApiEnd!.Value), days, days == 1 ? "day" : "days");
            return days <= GraphVersions.WarningDays ? Warning(Name, ContextFinding.VersionEndsSoon, left) : Ok(Name, left);
        }

        return known is null
            ? Warning(Name, ContextFinding.VersionNotKnown, $"This module does not know version {version}, so it cannot determine when the version ends.")
            : Ok(Name, $"Version {version} serves the calls. Meta has not announced its end.");
    }

    /// <summary>Compares the local clock with the Date header of the server, which has a resolution of one second.</summary>
    public static ContextCheckResult CheckClock(ServedCall? served)
    {
        const string Name = ContextCheckNames.Clock;
        if (served?.ServerTime is not { } server)
        {
            return Unknown(Name, ContextFinding.ClockNotReported, "The response has no Date header, so the clock cannot be compared.");
        }

        TimeSpan difference = served.ReceivedAt - server;
        if (difference.Duration() <= MaxClockDifference)
        {
            return Ok(Name, "The clock of this computer agrees with the server's to within a minute.");
        }

        string size = difference.Duration() < TimeSpan.FromHours(2)
            ? string.Format(CultureInfo.InvariantCulture, "{0:0} minutes", difference.Duration().TotalMinutes)
            : string.Format(CultureInfo.InvariantCulture, "{0:0} hours", difference.Duration().TotalHours);
        return Warning(Name, ContextFinding.ClockDiffers, $"The clock of this computer is {size} {(difference > TimeSpan.Zero ? "ahead of" : "behind")} the server's. Expiry times and the search for a lost response are then wrong.");
    }

    private static bool LeadsTo(string? variable, GraphContext context) =>
        Uri.TryCreate(variable?.Trim(), UriKind.Absolute, out Uri? address) && address.Authority.Equals(context.Host, StringComparison.OrdinalIgnoreCase);

    private static string Quote(ServedCall served) => served.VersionWarning is { } text ? $" Meta's text: \"{text}\"" : "";

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
