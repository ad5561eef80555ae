using System.Collections.Generic;

namespace MessengerMarketing.Errors;

/// <summary>Advice for error codes of audience calls.</summary>
internal static class AudienceAdvice
{
    private const string Reconnect = "Connect again with Connect-MMAccount and a fresh {token} token.";
    private const string CustomAudienceTerms =
        "The custom audience terms are not accepted for this ad account. Open https://business.facebook.com/ads/manage/customaudiences/tos/?act={account} as a user with a role on the ad account, accept them, and try again.";
    private const string Wait = "Wait before you call again, send fewer calls at a time, and use full batches: the size of a call does not matter for the limit.";
    private const string Retry = "This is a temporary fault at Meta. Try again later.";
    private const string RestartReplace = "Start the replacement again from its first batch, under a new session.";

    /// <summary>Texts by code and subcode, with the placeholders of <see cref="GraphAdvice"/>.</summary>
    internal static readonly Dictionary<(int Code, int? Subcode), string> Texts = new()
    {
        [(1, null)] = Retry,
        [(1, 99)] = "The call has too many rows. Send at most 10,000 rows per call, or use a smaller -BatchSize.",
        [(2, null)] = Retry,
        [(3, null)] = "The app lacks a capability that this call needs. Request it in App Review.",
        [(4, null)] = "The app's rate limit is used up. " + Wait,
        [(10, null)] = "The app or its user lacks a permission for this call. Audiences need ads_management, and messages need pages_messaging.",
        [(17, null)] = "The user's or ad account's rate limit is used up. " + Wait,
        [(32, null)] = "The Page's rate limit is used up. " + Wait,
        [(100, null)] = "Meta rejected a parameter. The message names the parameter if Meta provides it.",
        [(100, 33)] = "The ID does not exist, or the token has no access to it. Check the ID, and check that the system user is assigned to the ad account and the Page in Business settings.",
        [(100, 1713098)] = "Meta rejected the content of the upload. Check the schema, and check that every row has one cell for each key.",
        [(100, 1713228)] = "Meta has restricted this audience (operation status 471), so you cannot edit it. Appeal in Audience Manager, or create a new audience with another name and description.",
        [(100, 1713231)] = "Meta has restricted this audience (operation status 471). Get-MMAudience shows the fields that Meta objects to. Change them in Audience Manager, or appeal there.",
        [(100, 1713230)] = "Meta has restricted this audience (operation status 471). Appeal in Audience Manager, or create a new audience with updated data and upload there.",
        [(102, null)] = "The token's session is no longer valid. " + Reconnect,
        [(104, null)] = "The app secret does not belong to the token's app. Connect again with Connect-MMAccount and the -AppSecret of the app that issued the token.",
        [(105, null)] = "The call has too many parameters.",
        [(190, null)] = "The access token is not accepted. " + Reconnect,
        [(190, 458)] = "The app is no longer installed for the token's user. Install it again, then connect again with Connect-MMAccount and a fresh {token} token.",
        [(190, 459)] = "The token's user must sign in at facebook.com and complete a check there. Then connect again with Connect-MMAccount.",
        [(190, 460)] = "The token's user changed the password, so the token is no longer valid. " + Reconnect,
        [(190, 463)] = "The access token has expired. " + Reconnect + " You can create a system-user token that does not expire.",
        [(190, 464)] = "The token's user has not confirmed the account. The user must sign in at facebook.com. Then connect again with Connect-MMAccount.",
        [(190, 467)] = "The access token is invalid: it was revoked, or its user signed out. " + Reconnect,
        [(190, 492)] = "The token's user has no suitable role on the Page. Assign the user to the Page in Business settings, then connect again with Connect-MMAccount and a fresh {token} token.",
        [(194, null)] = "A required parameter is missing.",
        [(200, 1870034)] = CustomAudienceTerms,
        [(200, 1870047)] = "The removal would leave too few people in the audience. Keep at least 100 people, or delete the whole audience with Remove-MMCustomAudience.",
        [(200, 1870090)] = CustomAudienceTerms,
        [(270, null)] = "An app with development access can use only the ad accounts of its own developers. Request advanced access to ads_management, or use an ad account of the app's own business.",
        [(294, null)] = "The token lacks ads_management. Create a token with that permission, then connect again with Connect-MMAccount.",
        [(341, null)] = "The app's limit is used up. " + Wait,
        [(368, null)] = "Meta has temporarily blocked this action for policy reasons. Do not repeat it. Wait a few hours, and look for a notice in Business Support Home.",
        [(613, null)] = "A rate limit is used up. " + Wait,
        [(803, null)] = "The ID does not exist, or the token has no access to it.",
        [(1487301, null)] = "The audience was deleted or is no longer shared with this ad account. Run Get-MMAudience to list the audiences.",
        [(1487366, null)] = "The audience was deleted or is no longer shared with this ad account. Run Get-MMAudience to list the audiences.",
        [(2635, null)] = "Version {current} is no longer served for audiences. Connect again with Connect-MMAccount -ApiVersion {version}.",
        [(2650, null)] = "The audience could not be updated. An audience keeps the kind of schema it was first filled with: do not mix uploads with one key and with several keys.",
        [(2650, 1870144)] = "The audience's size does not allow a replacement of its members.",
        [(2650, 1870145)] = "Another replacement of this audience is running. Wait until Get-MMAudience shows operation status 200, then try again.",
        [(2650, 1870147)] = "The replacement's first batch is missing. " + RestartReplace,
        [(2650, 1870148)] = "The replacement failed at Meta. " + RestartReplace,
        [(2650, 1870158)] = "The replacement's session ended after 90 minutes. " + RestartReplace,
        [(2650, 1870159)] = "The replacement's session is already finished. " + RestartReplace,
        [(2654, null)] = "The audience could not be created. Check the ad account and the Page, and check that the account has fewer than 500 customer-file audiences.",
        [(2655, null)] = "The Marketing Messages terms are not accepted for ad account {account}. An administrator of the business must accept them where the business was onboarded to marketing messages: in the app's onboarding flow, or in Meta Business Suite (https://business.facebook.com/latest/settings) for the Page. Then try again.",
    };
}
