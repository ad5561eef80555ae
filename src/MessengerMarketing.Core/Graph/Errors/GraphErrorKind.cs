namespace MessengerMarketing.Graph;

/// <summary>The kind of an error. Each kind has one stable error id, see <see cref="GraphErrors.GetErrorId"/>.</summary>
public enum GraphErrorKind
{
    /// <summary>Rejected for a reason that this module does not know.</summary>
    Rejected,

    /// <summary>The access token or its appsecret_proof was rejected.</summary>
    Authentication,

    /// <summary>The request needs a Page access token and the account has none. Nothing was sent.</summary>
    PageTokenMissing,

    /// <summary>The token's user does not have permission.</summary>
    Permission,

    /// <summary>A rate limit is reached.</summary>
    Throttled,

    /// <summary>A parameter is invalid, missing or not allowed.</summary>
    InvalidParameter,

    /// <summary>The object does not exist, was deleted, or the token cannot see it.</summary>
    NotFound,

    /// <summary>Someone has to accept terms first.</summary>
    TermsNotAccepted,

    /// <summary>The API version is no longer supported.</summary>
    VersionDeprecated,

    /// <summary>Meta has restricted the audience (operation status 471); uploads and removals are blocked.</summary>
    AudienceRestricted,

    /// <summary>A removal would leave too few people in the audience.</summary>
    AudienceTooSmall,

    /// <summary>The account is temporarily blocked from this action, for policy reasons.</summary>
    TemporarilyBlocked,

    /// <summary>Too many rows in one call.</summary>
    TooManyRows,

    /// <summary>The response to a query would be too large; request fewer objects per page.</summary>
    TooMuchData,

    /// <summary>Another replacement of the audience's members is still running.</summary>
    UpdateRunning,

    /// <summary>A change of the audience's members failed, or its session did.</summary>
    UpdateFailed,

    /// <summary>The person wrote to the Page more than 24 hours ago, so the Page may not write first.</summary>
    OutsideWindow,

    /// <summary>The person was recently asked to opt in with this title.</summary>
    AlreadyAsked,

    /// <summary>The comment or post already has a private reply.</summary>
    AlreadyReplied,

    /// <summary>The comment or post cannot get a private reply: it is too old, or its author does not accept one.</summary>
    CannotReply,

    /// <summary>The person cannot be reached: the person blocked the Page, left, or does not accept messages now.</summary>
    PersonUnavailable,

    /// <summary>The person has stopped these messages.</summary>
    SubscriptionStopped,

    /// <summary>Meta could not fetch or use the image, or requires one and none was given.</summary>
    ImageNotFetched,

    /// <summary>The subscription token does not exist, has expired, or belongs to another Page.</summary>
    SubscriptionTokenInvalid,

    /// <summary>The subscriber got a marketing message too recently, or too many.</summary>
    FrequencyLimited,

    /// <summary>The message campaign is still being set up, or has not started.</summary>
    CampaignNotReady,

    /// <summary>The message campaign is paused, has ended, or cannot send.</summary>
    CampaignInactive,

    /// <summary>A budget, a spending limit or a balance is used up, or there is no payment method.</summary>
    BudgetExhausted,

    /// <summary>Meta does not offer this in the region of the ad account, the Page or the subscriber.</summary>
    RegionNotSupported,

    /// <summary>Meta does not send at the moment, and names a delay of about half an hour.</summary>
    NotNow,

    /// <summary>A server-side fault that is usually temporary.</summary>
    ServiceUnavailable,

    /// <summary>There was no response: no connection, a broken connection, or a timeout.</summary>
    NoAnswer,

    /// <summary>The response is not a Graph API response.</summary>
    UnexpectedAnswer,
}
