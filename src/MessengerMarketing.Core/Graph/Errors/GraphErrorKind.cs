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

    /// <summary>A fault on the server's side that usually passes.</summary>
    ServiceUnavailable,

    /// <summary>No answer came: no connection, a broken one, or a timeout.</summary>
    NoAnswer,

    /// <summary>An answer came that is not one of the Graph API's.</summary>
    UnexpectedAnswer,
}
