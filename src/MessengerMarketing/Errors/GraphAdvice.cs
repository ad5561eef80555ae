using System;
using System.Globalization;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Errors;

/// <summary>Advice for errors of the Graph API, in terms of this module's cmdlets. Texts have the placeholders <c>{token}</c>, <c>{account}</c>,
/// <c>{current}</c> and <c>{version}</c>.</summary>
internal static class GraphAdvice
{
    private const string BaseAddress = "Check the network, the proxy, and the base address, and try again.";

    /// <summary>Returns the message of the error, followed by the advice.</summary>
    public static string AddTo(GraphException exception) => $"{exception.Message} {Find(exception)}";

    /// <summary>Returns the advice, which is never empty.</summary>
    public static string Find(GraphException exception) => Fill(FindByReason(exception) ?? FindByCode(exception) ?? FindByKind(exception), exception);

    private static string? FindByReason(GraphException exception) => exception.Reason switch
    {
        GraphErrorReason.ProofMissing => "The app requires a proof of its secret with each call. Connect again with Connect-MMAccount and the -AppSecret of the app that issued the token.",
        GraphErrorReason.PersonTokenNeeded => "The Page token belongs to a system user, and Meta accepts only the Page token of a person here. Connect again with Connect-MMAccount and the -PageAccessToken of a person who has the task CREATE_CONTENT, MANAGE, or MODERATE on the Page and has granted pages_manage_metadata and pages_show_list.",
        GraphErrorReason.CertificateNotAccepted => "Check the clock and the certificates of this computer, and whether a proxy inspects the connection.",
        GraphErrorReason.WaitTooLong when exception.AccessReturns is { } moment => FormatAccessReturns(exception.RetryAfter ?? TimeSpan.Zero, moment),
        GraphErrorReason.SeveralCreated => "Find the right audience with Get-MMAudience, and delete the other.",
        GraphErrorReason.Redirected => "A proxy or a sign-in page of the network may have sent the response. Check the base address and the proxy.",
        _ => null,
    };

    private static string? FindByCode(GraphException exception)
    {
        if (exception.Error?.Code is not { } code)
        {
            return null;
        }

        int? subcode = exception.Error.Subcode;
        if (AdAdvice.Texts.TryGetValue((code, subcode), out string? text) || AudienceAdvice.Texts.TryGetValue((code, subcode), out text) || MessagingAdvice.Texts.TryGetValue((code, subcode), out text)
            || AudienceAdvice.Texts.TryGetValue((code, null), out text) || MessagingAdvice.Texts.TryGetValue((code, null), out text))
        {
            return text;
        }

        return code switch
        {
            >= 200 and <= 299 when exception.Token == GraphToken.Page =>
                "The Page token does not have permission. Check that it is the token of the Page, that it has the permission that the message names, and that its user has a role on the Page.",
            >= 200 and <= 299 => "The token's user does not have permission. Check that the system user has ads_management and is assigned to the ad account and the Page in Business settings.",
            >= 80000 and <= 80014 => "The business's rate limit for this kind of call is used up. Wait before you call again, send fewer calls at a time, and use full batches: the size of a call does not matter for the limit.",
            >= 2300020 and <= 2300077 => "Meta rejected the content of the campaign or message; the message names the reason.",
            _ => null,
        };
    }

    private static string FindByKind(GraphException exception) => exception.Kind switch
    {
        GraphErrorKind.Authentication => "The access token is not accepted. Connect again with Connect-MMAccount and a fresh {token} token.",
        GraphErrorKind.PageTokenMissing => "Connect again with Connect-MMAccount and -PageAccessToken.",
        GraphErrorKind.Permission => "The token's user does not have permission.",
        GraphErrorKind.Throttled => "A rate limit is used up. Wait before you call again.",
        GraphErrorKind.NotFound => "The address does not exist. Check the ID, the edge, and the API version.",
        GraphErrorKind.TooManyRows => "The call is too large. Send at most 10,000 rows per call, or use a smaller -BatchSize.",
        GraphErrorKind.TooMuchData => "Request fewer objects per page, or fewer fields.",
        GraphErrorKind.ServiceUnavailable => "This is a temporary fault at Meta. Try again later.",
        GraphErrorKind.NoAnswer => BaseAddress,
        GraphErrorKind.UnexpectedAnswer when exception.RequestMayHaveArrived && !exception.IsQuery =>
            "A proxy may have sent the response instead of the Graph API. Before you try again, use the matching Get cmdlet to check whether the call was processed.",
        GraphErrorKind.UnexpectedAnswer => "A proxy or a sign-in page of the network may have sent the response instead of the Graph API. Check the base address and the proxy.",
        _ when exception.Error?.Code is not null => "This module does not know the error code. See Meta's error reference. Meta's support can trace the ID.",
        _ => "Meta rejected the call without an error code. Meta's support can trace the ID.",
    };

    private static string FormatAccessReturns(TimeSpan wait, DateTimeOffset moment)
    {
        string time = wait < TimeSpan.FromMinutes(2)
            ? string.Format(CultureInfo.InvariantCulture, "{0:0} seconds", Math.Ceiling(wait.TotalSeconds))
            : string.Format(CultureInfo.InvariantCulture, "{0:0} minutes", Math.Ceiling(wait.TotalMinutes));
        return string.Format(CultureInfo.InvariantCulture, "Access returns in about {0}, at {1:yyyy-MM-dd HH:mm} UTC. Try again then.", time, moment.UtcDateTime);
    }

    private static string Fill(string advice, GraphException exception)
    {
        string current = exception.ApiVersion ?? GraphVersions.Default;
        return advice
            .Replace("{token}", exception.Token == GraphToken.Page ? "Page" : "system-user")
            .Replace("{account}", exception.AdAccountId ?? "<AD_ACCOUNT_ID>")
            .Replace("{current}", current)
            .Replace("{version}", GraphVersions.FindSuccessor(current, DateTime.UtcNow) ?? $"and a version after {current}");
    }
}
