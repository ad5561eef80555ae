using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging.Sending;

/// <summary>What an error means for its message and for the run.</summary>
internal static class MessageProblems
{
    private const int FirstCampaignCode = 2_300_000;

    /// <summary>The status of a message.</summary>
    public static SendStatus GetStatus(GraphException? problem) => problem switch
    {
        null => SendStatus.Accepted,
        { RequestMayHaveArrived: true } => SendStatus.Unknown,
        { Kind: GraphErrorKind.NoAnswer or GraphErrorKind.Throttled or GraphErrorKind.PageTokenMissing } => SendStatus.NotSent,
        _ => SendStatus.Rejected,
    };

    /// <summary>Whether the campaign, the account or the connection has the problem, so that no other message can succeed.</summary>
    public static bool StopsRun(GraphException problem) => problem.Kind switch
    {
        GraphErrorKind.Authentication or GraphErrorKind.Permission or GraphErrorKind.TermsNotAccepted or GraphErrorKind.VersionDeprecated
            or GraphErrorKind.TemporarilyBlocked or GraphErrorKind.Throttled or GraphErrorKind.CampaignNotReady or GraphErrorKind.CampaignInactive
            or GraphErrorKind.BudgetExhausted or GraphErrorKind.RegionNotSupported or GraphErrorKind.NotNow or GraphErrorKind.ImageNotFetched => true,
        GraphErrorKind.NoAnswer => !problem.RequestMayHaveArrived,

        // A code of the campaign API's own is about the campaign or its message; a general one may mean this token alone.
        GraphErrorKind.NotFound or GraphErrorKind.InvalidParameter => problem.Error?.Code >= FirstCampaignCode,
        _ => false,
    };
}
