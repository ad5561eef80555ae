using System;

namespace MessengerMarketing.Sandbox;

/// <summary>The state of a sandbox's tokens, ad account and Page. A new sandbox is healthy. Set a property to simulate a problem. It applies from the next
/// call.</summary>
public sealed class SandboxAccountState
{
    private static readonly string[] AllPermissions =
    [
        "ads_management", "ads_read", "business_management", "pages_manage_ads", "pages_manage_metadata", "pages_messaging", "pages_read_engagement",
        "pages_show_list", "paid_marketing_messages",
    ];

    /// <summary>Whether the system-user token was revoked. Calls then fail with error 190/467.</summary>
    public bool IsAccessTokenRevoked { get; set; }

    /// <summary>Whether the Page token was revoked.</summary>
    public bool IsPageTokenRevoked { get; set; }

    /// <summary>When the system-user token expires; null, the default, for never. Later calls fail with error 190/463.</summary>
    public DateTimeOffset? AccessTokenExpiresAt { get; set; }

    /// <summary>When the Page token expires; null, the default, for never.</summary>
    public DateTimeOffset? PageTokenExpiresAt { get; set; }

    /// <summary>When the access to data of both tokens expires; null, the default, for never.</summary>
    public DateTimeOffset? DataAccessExpiresAt { get; set; }

    /// <summary>
    /// The permissions of both tokens. By default all that the module needs. Without <c>ads_management</c>, calls to the ad account fail with
    /// error 294; without <c>pages_messaging</c> or <c>pages_manage_metadata</c>, calls to the Page that need it fail with error 200.
    /// </summary>
    public string[] Permissions { get; set; } = [.. AllPermissions];

    /// <summary>Whether the Page token was requested by the system user, and not by a person. Subscribing to webhooks then fails with error 210 and HTTP 403.</summary>
    public bool IsPageTokenOfSystemUser { get; set; }

    /// <summary>The tasks of the system user on the Page; empty when the Page is not assigned to it.</summary>
    public string[] PageTasks { get; set; } = ["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"];

    /// <summary>The ad account's <c>account_status</c>; 1, the default, is active. With 2, 100 or 101, changes fail with error 200.</summary>
    public int AdAccountStatus { get; set; } = 1;

    /// <summary>The ad account's <c>disable_reason</c>; 0, the default, for none.</summary>
    public int DisableReason { get; set; }

    /// <summary>The tasks of the system user on the ad account. Without <c>ADVERTISE</c> and <c>MANAGE</c>, changes fail with error 200.</summary>
    public string[] AdAccountTasks { get; set; } = ["DRAFT", "ANALYZE", "ADVERTISE", "MANAGE"];

    /// <summary>Whether the ad account has accepted the custom audience terms. If not, creating audiences and uploads fail with error 200/1870090.</summary>
    public bool CustomAudienceTermsAccepted { get; set; } = true;

    /// <summary>Whether the ad account has accepted the terms for marketing messages. If not, uploads fail with error 2655.</summary>
    public bool MarketingTermsAccepted { get; set; } = true;

    /// <summary>The version in the <c>facebook-api-version</c> header, as when Meta upgrades calls; null, the default, for that of the call.</summary>
    public string? ServedVersion { get; set => field = NullIfEmpty(value); }

    /// <summary>The text of the <c>X-Ad-Api-Version-Warning</c> header; null, the default, for no header.</summary>
    public string? VersionWarning { get; set => field = NullIfEmpty(value); }

    // PowerShell passes $null as an empty string.
    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
