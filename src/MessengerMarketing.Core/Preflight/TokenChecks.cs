using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Graph;
using static MessengerMarketing.Preflight.ContextCheckResult;

namespace MessengerMarketing.Preflight;

/// <summary>Checks the description of a token: validity, expiry, and permissions.</summary>
internal static class TokenChecks
{
    /// <summary>The number of days before an expiry when warnings start.</summary>
    public const int WarningDays = 14;

    private const string PageType = "PAGE";

    /// <summary>Checks validity, type, Page and expiry.</summary>
    /// <param name="name">The name of the check.</param>
    /// <param name="token">The description.</param>
    /// <param name="pageId">The Page that the token must belong to; null when it belongs to none.</param>
    /// <param name="now">The current time.</param>
    public static ContextCheckResult CheckToken(string name, TokenDescription token, string? pageId, DateTimeOffset now)
    {
        if (!token.IsValid)
        {
            return Failed(name, ContextFinding.TokenInvalid, "The Graph API reports that the token is not valid.");
        }

        if (token.Type is { } found && (found == PageType) != (pageId is not null))
        {
            return Failed(name, ContextFinding.TokenOfAnotherType, pageId is null
                ? "The token is the token of a Page. Calls to the ad account need the token of a system user or a person."
                : $"The token is of type {found}. Calls to the Page need the token of the Page.");
        }

        if (pageId is not null && token.ProfileId is { } profile && profile != pageId)
        {
            return Failed(name, ContextFinding.TokenOfAnotherPage, $"The token belongs to Page {profile}, and the connection to Page {pageId}.");
        }

        string kind = token.Type is { } type ? $"The token is valid, of type {type}." : "The token is valid.";
        if (IsSoon(token.ExpiresAt, now))
        {
            return Warning(name, ContextFinding.TokenExpiresSoon, $"{kind} It expires {When(token.ExpiresAt!.Value, now)}.");
        }

        if (token.DataAccessExpiresAt <= now)
        {
            return Failed(name, ContextFinding.DataAccessExpiresSoon, string.Format(CultureInfo.InvariantCulture, "{0} Its access to data expired on {1:yyyy-MM-dd HH:mm} UTC. Calls fail, although the token is valid.", kind, token.DataAccessExpiresAt.Value.UtcDateTime));
        }

        if (IsSoon(token.DataAccessExpiresAt, now))
        {
            return Warning(name, ContextFinding.DataAccessExpiresSoon, $"{kind} Its access to data expires {When(token.DataAccessExpiresAt!.Value, now)}. Calls then fail, although the token is valid.");
        }

        string expiry = token.ExpiresAt is { } end ? $"It expires {When(end, now)}." : "It does not expire.";
        string access = token.DataAccessExpiresAt is { } last ? $" Its access to data expires {When(last, now)}." : "";
        return Ok(name, $"{kind} {expiry}{access}");
    }

    /// <summary>Checks the permissions for a feature.</summary>
    /// <param name="need">What the feature needs.</param>
    /// <param name="token">The description of the token that its calls use; null when there is none.</param>
    /// <param name="systemToken">The description of the system-user token, to recognize a Page token that was requested by a system user.</param>
    /// <param name="objectId">The ad account or Page that a permission may be limited to.</param>
    public static ContextCheckResult CheckPermission(FeaturePermission need, TokenDescription? token, TokenDescription? systemToken, string objectId)
    {
        string name = need.CheckName;
        if (token is null)
        {
            return Unknown(name, ContextFinding.PermissionNotChecked, "The permissions could not be read, because the Graph API did not describe the token.");
        }

        string[] missing = need.FindMissing(token.Scopes.ToArray());
        if (missing.Length > 0)
        {
            string meaning = $"The {Word(need.Token)} token lacks {string.Join(", ", missing)}.";
            return need.Feature == FeaturePermission.Audience
                ? Failed(name, ContextFinding.PermissionMissing, meaning, missing)
                : Warning(name, ContextFinding.PermissionMissing, meaning, missing);
        }

        string[] elsewhere = [.. need.AllOf.Where(scope => token.Targets.TryGetValue(scope, out IReadOnlyList<string>? ids) && IsAboutObjects(scope, need) && !ids.Contains(objectId))];
        if (elsewhere.Length > 0)
        {
            return Warning(name, ContextFinding.PermissionNotForObject, $"The {Word(need.Token)} token has {string.Join(", ", elsewhere)}, but only for other objects than {objectId}.", elsewhere);
        }

        return need.Feature == FeaturePermission.Webhook && systemToken?.UserId is { } user && token.UserId == user
            ? Warning(name, ContextFinding.PersonTokenNeeded, "The permissions are granted. The Page token was requested by the system user, and Meta accepts only the Page token of a person to change the subscription.")
            : Ok(name, $"The {Word(need.Token)} token has {string.Join(", ", need.AllOf.Concat(need.OneOf.Where(token.Scopes.Contains)))}.");
    }

    // Permissions for ads refer to ad accounts, and permissions for Pages refer to Pages. The token of a feature determines its object.
    private static bool IsAboutObjects(string scope, FeaturePermission need) =>
        scope.StartsWith("ads_", StringComparison.Ordinal) ? need.Token == GraphToken.System : need.Token == GraphToken.Page;

    private static bool IsSoon(DateTimeOffset? end, DateTimeOffset now) => end - now < TimeSpan.FromDays(WarningDays);

    private static string When(DateTimeOffset end, DateTimeOffset now)
    {
        TimeSpan left = end - now;
        string time = left < TimeSpan.Zero ? "in the past"
            : left < TimeSpan.FromDays(2) ? string.Format(CultureInfo.InvariantCulture, "in {0:0} hours", Math.Ceiling(left.TotalHours))
            : string.Format(CultureInfo.InvariantCulture, "in {0:0} days", Math.Floor(left.TotalDays));
        return string.Format(CultureInfo.InvariantCulture, "on {0:yyyy-MM-dd HH:mm} UTC, {1}", end.UtcDateTime, time);
    }

    private static string Word(GraphToken token) => token == GraphToken.Page ? "Page" : "system-user";
}
