namespace MessengerMarketing.Preflight;

/// <summary>The finding of a check.</summary>
internal enum ContextFinding
{
    None,

    /// <summary>A call failed. The error contains the advice.</summary>
    CallFailed,

    AddressIsLoopback,
    AddressIsNotMeta,

    /// <summary>The environment names another address for the next connection.</summary>
    AddressVariableDiffers,

    VersionExpired,
    VersionEndsSoon,
    VersionUpgraded,
    VersionNotKnown,
    ClockDiffers,
    ClockNotReported,
    TokenExpiresSoon,
    DataAccessExpiresSoon,
    TokenInvalid,
    TokenNotDescribed,
    TokenOfAnotherPage,

    /// <summary>The token of a Page takes the place of that of a system user, or the other way round.</summary>
    TokenOfAnotherType,
    PermissionMissing,
    PermissionNotForObject,
    PermissionNotChecked,
    PersonTokenNeeded,
    PageTokenMissing,
    PageTaskMissing,
    PageTaskNotListed,
    AdAccountUnusable,
    AdAccountLimited,
    AdAccountTaskMissing,
    TermsNotAccepted,
    TermsNotReported,
    WebhookNotSubscribed,
    WebhookFieldMissing,
    MessageTermsNotReadable,
    RegionNotReadable,
}
