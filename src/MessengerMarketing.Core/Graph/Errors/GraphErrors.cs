using System;

namespace MessengerMarketing.Graph;

/// <summary>What an error means and what to do about it.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="ErrorId">Stable word for scripts, such as <c>MMThrottled</c>.</param>
/// <param name="Advice">What the person can do; never empty.</param>
/// <param name="IsTransient">Whether the same request may succeed later without anyone doing anything.</param>
public sealed record GraphErrorDescription(GraphErrorKind Kind, string ErrorId, string Advice, bool IsTransient);

/// <summary>Tells what an error of the Graph API means.</summary>
public static class GraphErrors
{
    /// <summary>Explains an answer that is an error.</summary>
    /// <param name="error">Its envelope; null when it had none that could be read.</param>
    /// <param name="statusCode">HTTP status.</param>
    /// <param name="account">Whose ids and version the advice names; null for placeholders.</param>
    /// <param name="token">Which token the request carried.</param>
    public static GraphErrorDescription Describe(GraphError? error, int statusCode, GraphContext? account = null, GraphToken token = GraphToken.System)
    {
        if (error?.Code is not { } code || code == 0)
        {
            return ByStatus(error, statusCode);
        }

        if (code == 100 && Mentions(error, "appsecret_proof"))
        {
            return New(GraphErrorKind.Authentication, "The app demands a proof of its secret with each call. Connect again with Connect-MMAccount and the -AppSecret of the app that issued the token.");
        }

        if (code == 1 && Mentions(error, "reduce the amount of data"))
        {
            return New(GraphErrorKind.TooMuchData, "Ask for fewer objects a page or fewer fields.");
        }

        var entry = GraphErrorCatalog.Find(code, error.Subcode);
        if (entry is not null)
        {
            return New(entry.Kind, Fill(entry.Advice, account, token));
        }

        return error.IsTransient == true || statusCode is 429 or >= 500
            ? ByStatus(error, statusCode == 429 ? 429 : 500)
            : New(GraphErrorKind.Refused, "Meta refused the call with a code this module does not know; Meta's error reference may, and Meta's support can trace the id.");
    }

    /// <summary>The stable error id of a kind.</summary>
    public static string IdOf(GraphErrorKind kind) => kind switch
    {
        GraphErrorKind.Authentication => "MMAuthenticationFailed",
        GraphErrorKind.PageTokenMissing => "MMPageTokenMissing",
        GraphErrorKind.Permission => "MMPermissionDenied",
        GraphErrorKind.Throttled => "MMThrottled",
        GraphErrorKind.InvalidParameter => "MMInvalidParameter",
        GraphErrorKind.NotFound => "MMNotFound",
        GraphErrorKind.TermsNotAccepted => "MMTermsNotAccepted",
        GraphErrorKind.VersionDeprecated => "MMVersionDeprecated",
        GraphErrorKind.AudienceRestricted => "MMAudienceRestricted",
        GraphErrorKind.AudienceTooSmall => "MMAudienceTooSmall",
        GraphErrorKind.TemporarilyBlocked => "MMTemporarilyBlocked",
        GraphErrorKind.TooManyRows => "MMTooManyRows",
        GraphErrorKind.TooMuchData => "MMTooMuchData",
        GraphErrorKind.UpdateRunning => "MMUpdateRunning",
        GraphErrorKind.UpdateFailed => "MMUpdateFailed",
        GraphErrorKind.OutsideWindow => "MMOutsideWindow",
        GraphErrorKind.AlreadyAsked => "MMAlreadyAsked",
        GraphErrorKind.PersonUnavailable => "MMPersonUnavailable",
        GraphErrorKind.SubscriptionStopped => "MMSubscriptionStopped",
        GraphErrorKind.ImageNotFetched => "MMImageNotFetched",
        GraphErrorKind.SubscriptionTokenInvalid => "MMSubscriptionTokenInvalid",
        GraphErrorKind.FrequencyLimited => "MMFrequencyLimited",
        GraphErrorKind.CampaignNotReady => "MMCampaignNotReady",
        GraphErrorKind.CampaignInactive => "MMCampaignInactive",
        GraphErrorKind.BudgetExhausted => "MMBudgetExhausted",
        GraphErrorKind.RegionNotSupported => "MMRegionNotSupported",
        GraphErrorKind.NotNow => "MMNotNow",
        GraphErrorKind.ServiceUnavailable => "MMServiceUnavailable",
        GraphErrorKind.NoAnswer => "MMNoAnswer",
        GraphErrorKind.UnexpectedAnswer => "MMUnexpectedAnswer",
        _ => "MMRequestRefused",
    };

    internal static GraphErrorDescription New(GraphErrorKind kind, string advice, bool? isTransient = null) =>
        new(kind, IdOf(kind), advice, isTransient ?? kind is GraphErrorKind.Throttled or GraphErrorKind.ServiceUnavailable or GraphErrorKind.NoAnswer);

    private static GraphErrorDescription ByStatus(GraphError? error, int statusCode) => statusCode switch
    {
        429 => New(GraphErrorKind.Throttled, "A rate limit is used up. Wait before calling again."),
        408 or >= 500 => New(GraphErrorKind.ServiceUnavailable, "A temporary fault at Meta; try again later."),
        401 when error is not null => New(GraphErrorKind.Authentication, "The access token is not accepted. Connect again with Connect-MMAccount and a fresh token."),
        403 when error is not null => New(GraphErrorKind.Permission, "The token's user may not do this."),
        404 when error is not null => New(GraphErrorKind.NotFound, "The address does not exist; check the id, the edge and the API version."),
        413 => New(GraphErrorKind.TooManyRows, "The call is too large. Send at most 10,000 rows a call; a smaller -BatchSize helps."),
        _ when error is not null => New(GraphErrorKind.Refused, "Meta refused the call without a code; Meta's support can trace the id."),
        _ => New(GraphErrorKind.UnexpectedAnswer, "Something other than the Graph API may have answered, such as a proxy or a sign-in page of the network. Check the base address and the proxy."),
    };

    private static bool Mentions(GraphError error, string words) =>
        error.Message?.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;

    private static string Fill(string advice, GraphContext? account, GraphToken token)
    {
        var current = account?.ApiVersion ?? GraphVersions.Default;
        return advice
            .Replace("{token}", token == GraphToken.Page ? "Page" : "system-user")
            .Replace("{account}", account?.AdAccountId ?? "<AD_ACCOUNT_ID>")
            .Replace("{current}", current)
            .Replace("{version}", Successor(current));
    }

    private static string Successor(string current)
    {
        if (GraphVersions.Major(current) < GraphVersions.Major(GraphVersions.Default))
        {
            return GraphVersions.Default;
        }

        return GraphVersions.Major(current) < GraphVersions.Major(GraphVersions.Latest)
            ? GraphVersions.Latest
            : $"and a version after {current}";
    }
}
