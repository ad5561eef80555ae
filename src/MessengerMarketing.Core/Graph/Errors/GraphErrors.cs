using System;

namespace MessengerMarketing.Graph;

/// <summary>Classifies errors of the Graph API.</summary>
internal static class GraphErrors
{
    /// <summary>Returns the stable error id of a kind.</summary>
    public static string GetErrorId(GraphErrorKind kind) => kind switch
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
        GraphErrorKind.AlreadyReplied => "MMAlreadyReplied",
        GraphErrorKind.CannotReply => "MMCannotReply",
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
        _ => "MMRequestRejected",
    };

    /// <summary>Classifies an error response. A known code takes precedence over the HTTP status.</summary>
    /// <param name="error">The error envelope; null when the response has none that can be read.</param>
    /// <param name="statusCode">HTTP status.</param>
    /// <returns>The kind, and whether the same request may succeed when it is retried.</returns>
    internal static (GraphErrorKind Kind, bool IsTransient) Classify(GraphError? error, int statusCode)
    {
        GraphErrorKind kind = FindKind(error, statusCode);
        return (kind, IsTransient(kind));
    }

    /// <summary>Returns the cause of an error whose code is used for other causes as well.</summary>
    internal static GraphErrorReason FindReason(GraphError? error) => IsProofMissing(error) ? GraphErrorReason.ProofMissing
        : IsPersonTokenNeeded(error) ? GraphErrorReason.PersonTokenNeeded
        : GraphErrorReason.None;

    /// <summary>Returns whether the error is that of a system user's Page token where a person's is needed, as production clients report for the subscribed_apps edge.</summary>
    internal static bool IsPersonTokenNeeded(GraphError? error) => error?.Code == 210 && Mentions(error, "not visible");

    /// <summary>Returns whether the error asks for an appsecret_proof. Meta has no separate code for it.</summary>
    internal static bool IsProofMissing(GraphError? error) => error?.Code == 100 && Mentions(error, "appsecret_proof");

    /// <summary>Returns whether a request that failed with this kind may succeed when it is retried.</summary>
    internal static bool IsTransient(GraphErrorKind kind) => kind is GraphErrorKind.Throttled or GraphErrorKind.ServiceUnavailable or GraphErrorKind.NoAnswer;

    private static GraphErrorKind FindKind(GraphError? error, int statusCode)
    {
        if (error?.Code is not { } code || code == 0)
        {
            return FindKindByStatus(error, statusCode);
        }

        if (IsProofMissing(error))
        {
            return GraphErrorKind.Authentication;
        }

        if (code == 1 && Mentions(error, "reduce the amount of data"))
        {
            return GraphErrorKind.TooMuchData;
        }

        return GraphErrorCatalog.Find(code, error.Subcode)
            ?? (error.IsTransient == true || statusCode is 429 or >= 500
                ? FindKindByStatus(error, statusCode == 429 ? 429 : 500)
                : GraphErrorKind.Rejected);
    }

    private static GraphErrorKind FindKindByStatus(GraphError? error, int statusCode) => statusCode switch
    {
        429 => GraphErrorKind.Throttled,
        408 or >= 500 => GraphErrorKind.ServiceUnavailable,
        401 when error is not null => GraphErrorKind.Authentication,
        403 when error is not null => GraphErrorKind.Permission,
        404 when error is not null => GraphErrorKind.NotFound,
        413 => GraphErrorKind.TooManyRows,
        _ when error is not null => GraphErrorKind.Rejected,
        _ => GraphErrorKind.UnexpectedAnswer,
    };

    private static bool Mentions(GraphError error, string words) =>
        error.Message?.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;
}
