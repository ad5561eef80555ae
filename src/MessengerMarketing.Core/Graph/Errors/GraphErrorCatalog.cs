using System.Collections.Generic;

namespace MessengerMarketing.Graph;

/// <summary>
/// What the codes met on audience calls mean and what to do. Sources: Meta's Marketing API error reference, its custom audience
/// reference and guide, and production reports of clients of the same calls.
/// </summary>
internal static class GraphErrorCatalog
{
    private const string Reconnect = "Connect again with Connect-MMAccount and a fresh {token} token.";
    private const string CustomAudienceTerms =
        "The custom audience terms are not accepted for this ad account. Open https://business.facebook.com/ads/manage/customaudiences/tos/?act={account} as a user with a role on the ad account, accept them, and try again.";
    private const string Wait = "Wait before calling again, send fewer calls at a time, and fill batches: a call costs the same whatever it carries.";
    private const string Retry = "A temporary fault at Meta; try again later.";
    private const string RestartReplace = "Start the replacement again from its first batch, under a new session.";

    private static readonly Dictionary<(int Code, int? Subcode), Entry> Entries = new()
    {
        [(1, null)] = new(GraphErrorKind.ServiceUnavailable, Retry),
        [(1, 99)] = new(GraphErrorKind.TooManyRows, "Meta answers so when a call carries too many rows. Send at most 10,000 rows a call; a smaller -BatchSize helps."),
        [(2, null)] = new(GraphErrorKind.ServiceUnavailable, Retry),
        [(3, null)] = new(GraphErrorKind.Permission, "The app lacks a capability this call needs; ask for it in the app's review."),
        [(4, null)] = new(GraphErrorKind.Throttled, "The app's rate limit is used up. " + Wait),
        [(10, null)] = new(GraphErrorKind.Permission, "The app or its user lacks a permission for this call; audiences need ads_management, messages need pages_messaging."),
        [(17, null)] = new(GraphErrorKind.Throttled, "The user's or ad account's rate limit is used up. " + Wait),
        [(32, null)] = new(GraphErrorKind.Throttled, "The Page's rate limit is used up. " + Wait),
        [(100, null)] = new(GraphErrorKind.InvalidParameter, "Meta refused a parameter; the message above names what it can."),
        [(100, 33)] = new(GraphErrorKind.NotFound, "The id does not exist or the token cannot see it. Check the id, and that the system user is assigned to the ad account and the Page in Business settings."),
        [(100, 1713098)] = new(GraphErrorKind.InvalidParameter, "Meta refused the upload's contents. Check the schema and that every row has one cell a key."),
        [(100, 1713230)] = new(GraphErrorKind.AudienceRestricted, "Meta has restricted this audience (operation status 471). Appeal in Audience Manager, or make a new audience with updated data and upload there."),
        [(102, null)] = new(GraphErrorKind.Authentication, "The token's session is no longer valid. " + Reconnect),
        [(104, null)] = new(GraphErrorKind.Authentication, "The signature does not fit the token. Connect again with Connect-MMAccount and the -AppSecret of the app that issued the token."),
        [(105, null)] = new(GraphErrorKind.InvalidParameter, "The call carries too many parameters."),
        [(190, null)] = new(GraphErrorKind.Authentication, "The access token is not accepted. " + Reconnect),
        [(190, 458)] = new(GraphErrorKind.Authentication, "The app is no longer installed for the token's user. Install it again, then connect again with Connect-MMAccount and a fresh {token} token."),
        [(190, 459)] = new(GraphErrorKind.Authentication, "The token's user has to log in at facebook.com and pass a check there. Then connect again with Connect-MMAccount."),
        [(190, 460)] = new(GraphErrorKind.Authentication, "The token's user changed the password, which ended the token. " + Reconnect),
        [(190, 463)] = new(GraphErrorKind.Authentication, "The access token has expired. " + Reconnect + " A system-user token can be made not to expire."),
        [(190, 464)] = new(GraphErrorKind.Authentication, "The token's user has not confirmed the account. The user must log in at facebook.com; then connect again with Connect-MMAccount."),
        [(190, 467)] = new(GraphErrorKind.Authentication, "The access token is invalid: it was revoked or its user logged out. " + Reconnect),
        [(190, 492)] = new(GraphErrorKind.Authentication, "The token's user has no fitting role on the Page. Assign the user to the Page in Business settings, then connect again with Connect-MMAccount and a fresh {token} token."),
        [(194, null)] = new(GraphErrorKind.InvalidParameter, "A required parameter is missing."),
        [(200, 1870034)] = new(GraphErrorKind.TermsNotAccepted, CustomAudienceTerms),
        [(200, 1870047)] = new(GraphErrorKind.AudienceTooSmall, "The removal would leave too few people in the audience. Keep at least 100, or delete the whole audience with Remove-MMCustomAudience."),
        [(200, 1870090)] = new(GraphErrorKind.TermsNotAccepted, CustomAudienceTerms),
        [(270, null)] = new(GraphErrorKind.Permission, "An app with development access may only reach ad accounts of its own developers. Ask for advanced access to ads_management, or use an ad account of the app's own business."),
        [(294, null)] = new(GraphErrorKind.Permission, "The token lacks ads_management. Make a token with that permission, then connect again with Connect-MMAccount."),
        [(341, null)] = new(GraphErrorKind.Throttled, "The app's limit is used up. " + Wait),
        [(368, null)] = new(GraphErrorKind.TemporarilyBlocked, "Meta has blocked this action for policy reasons for a while. Don't repeat it; wait some hours, and look for a notice in Business Support Home."),
        [(613, null)] = new(GraphErrorKind.Throttled, "A rate limit is used up. " + Wait),
        [(803, null)] = new(GraphErrorKind.NotFound, "The id does not exist or the token cannot see it."),
        [(1487301, null)] = new(GraphErrorKind.NotFound, "The audience was deleted or is no longer shared with this ad account. Get-MMAudience lists those there are."),
        [(1487366, null)] = new(GraphErrorKind.NotFound, "The audience was deleted or is no longer shared with this ad account. Get-MMAudience lists those there are."),
        [(2635, null)] = new(GraphErrorKind.VersionDeprecated, "Version {current} is no longer served for audiences. Connect again with Connect-MMAccount -ApiVersion {version}."),
        [(2650, null)] = new(GraphErrorKind.UpdateFailed, "The audience could not be updated. An audience keeps the kind of schema it was first filled with: don't mix one-key and many-key uploads."),
        [(2650, 1870144)] = new(GraphErrorKind.UpdateFailed, "The audience's size does not allow a replacement of its members."),
        [(2650, 1870145)] = new(GraphErrorKind.UpdateRunning, "Another replacement of this audience is running. Wait until Get-MMAudience shows operation status 200, then try again."),
        [(2650, 1870147)] = new(GraphErrorKind.UpdateFailed, "The replacement's first batch is missing. " + RestartReplace),
        [(2650, 1870148)] = new(GraphErrorKind.UpdateFailed, "The replacement went wrong at Meta. " + RestartReplace),
        [(2650, 1870158)] = new(GraphErrorKind.UpdateFailed, "The replacement's session ended after 90 minutes. " + RestartReplace),
        [(2650, 1870159)] = new(GraphErrorKind.UpdateFailed, "The replacement's session is already finished. " + RestartReplace),
        [(2654, null)] = new(GraphErrorKind.InvalidParameter, "The audience could not be created. Check the ad account, the Page and that the account holds fewer than 500 customer-file audiences."),
        [(2655, null)] = new(GraphErrorKind.TermsNotAccepted, "The Marketing Messages terms are not accepted for ad account {account}. An administrator of the business accepts them where the business was onboarded to marketing messages: in the app's onboarding flow, or in Meta Business Suite (https://business.facebook.com/latest/settings) for the Page. Then try again."),
    };

    internal static Entry? Find(int code, int? subcode)
    {
        if (Entries.TryGetValue((code, subcode), out var entry) || MessagingErrorCatalog.Entries.TryGetValue((code, subcode), out entry)
            || Entries.TryGetValue((code, null), out entry) || MessagingErrorCatalog.Entries.TryGetValue((code, null), out entry))
        {
            return entry;
        }

        return code switch
        {
            >= 200 and <= 299 => new(GraphErrorKind.Permission, "The token's user may not do this. Check that the system user has ads_management and is assigned to the ad account and the Page in Business settings."),
            >= 80000 and <= 80014 => new(GraphErrorKind.Throttled, "The business's rate limit for this kind of call is used up. " + Wait),
            _ => MessagingErrorCatalog.InRange(code),
        };
    }

    internal sealed record Entry(GraphErrorKind Kind, string Advice);
}
