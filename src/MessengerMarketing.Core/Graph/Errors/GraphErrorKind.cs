namespace MessengerMarketing.Graph;

/// <summary>What an error means for the caller. Each kind has one stable error id, see <see cref="GraphErrors.IdOf"/>.</summary>
public enum GraphErrorKind
{
    /// <summary>Refused for a reason this module does not know.</summary>
    Refused,

    /// <summary>The access token, or its proof, is not accepted.</summary>
    Authentication,

    /// <summary>The request needs a Page access token and the account has none. Nothing was sent.</summary>
    PageTokenMissing,

    /// <summary>The token's user may not do this.</summary>
    Permission,

    /// <summary>A rate limit is used up.</summary>
    Throttled,

    /// <summary>A parameter is wrong, missing or too much.</summary>
    InvalidParameter,

    /// <summary>The object does not exist, was deleted, or the token cannot see it.</summary>
    NotFound,

    /// <summary>Terms have to be accepted by a person first.</summary>
    TermsNotAccepted,

    /// <summary>The API version is no longer served.</summary>
    VersionDeprecated,

    /// <summary>Meta has restricted the audience (operation status 471); uploads and removals are blocked.</summary>
    AudienceRestricted,

    /// <summary>A removal would leave too few people in the audience.</summary>
    AudienceTooSmall,

    /// <summary>The account is blocked from this action for a while, for policy reasons.</summary>
    TemporarilyBlocked,

    /// <summary>Too many rows in one call.</summary>
    TooManyRows,

    /// <summary>The answer to a query would be too large; ask for fewer objects a page.</summary>
    TooMuchData,

    /// <summary>Another replacement of the audience's members is still running.</summary>
    UpdateRunning,

    /// <summary>A change of the audience's members, or its session, failed.</summary>
    UpdateFailed,

    /// <summary>The person wrote to the Page more than 24 hours ago, so the Page may not write first.</summary>
    OutsideWindow,

    /// <summary>The person was asked to opt in under this title not long ago.</summary>
    AlreadyAsked,

    /// <summary>The person cannot be reached: blocked the Page, left, or takes no messages now.</summary>
    PersonUnavailable,

    /// <summary>The person has stopped these messages.</summary>
    SubscriptionStopped,

    /// <summary>Meta could not fetch or use the image, or wants one where none was given.</summary>
    ImageNotFetched,

    /// <summary>The subscription token does not exist, has expired, or belongs to another Page.</summary>
    SubscriptionTokenInvalid,

    /// <summary>The subscriber has had a marketing message too recently, or too many.</summary>
    FrequencyLimited,

    /// <summary>The message campaign is still being set up, or has not started.</summary>
    CampaignNotReady,

    /// <summary>The message campaign is paused, over, or not one that sends.</summary>
    CampaignInactive,

    /// <summary>A budget, a spending limit or a balance is used up, or there is no way to pay.</summary>
    BudgetExhausted,

    /// <summary>Meta does not offer this where the ad account, the Page or the subscriber is.</summary>
    RegionNotSupported,

    /// <summary>Meta does not send just now and names a time of about half an hour.</summary>
    NotNow,

    /// <summary>A fault on the server's side that usually passes.</summary>
    ServiceUnavailable,

    /// <summary>No answer came: no connection, a broken one, or a timeout.</summary>
    NoAnswer,

    /// <summary>An answer came that is not one of the Graph API's.</summary>
    UnexpectedAnswer,
}
