namespace MessengerMarketing.Preflight;

/// <summary>The names of the checks. The name of a check of permissions is that of the feature, followed by <c>Permission</c>.</summary>
internal static class ContextCheckNames
{
    /// <summary>The address of calls.</summary>
    public const string BaseAddress = "BaseAddress";

    /// <summary>Whether the server responds.</summary>
    public const string Connection = "Connection";

    /// <summary>The API version, its end, and the version that serves the calls.</summary>
    public const string ApiVersion = "ApiVersion";

    /// <summary>The difference between the local clock and the clock of the server.</summary>
    public const string Clock = "Clock";

    /// <summary>The system-user token: validity, type, expiry and expiry of data access.</summary>
    public const string AccessToken = "AccessToken";

    /// <summary>The ad account: status, disable reason, and the tasks of the token's user.</summary>
    public const string AdAccount = "AdAccount";

    /// <summary>The custom audience terms.</summary>
    public const string AudienceTerms = "AudienceTerms";

    /// <summary>The Page token: validity, Page, type, expiry and expiry of data access.</summary>
    public const string PageToken = "PageToken";

    /// <summary>The tasks of the token's user on the Page.</summary>
    public const string PageTask = "PageTask";

    /// <summary>The app's subscription to the Page's webhooks.</summary>
    public const string Webhook = "Webhook";

    /// <summary>The terms for marketing messages.</summary>
    public const string MessageTerms = "MessageTerms";

    /// <summary>The regions of the business, the Page and the recipients.</summary>
    public const string Region = "Region";

    internal const string PermissionSuffix = "Permission";
}
