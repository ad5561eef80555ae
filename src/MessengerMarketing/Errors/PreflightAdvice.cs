using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using MessengerMarketing.Graph;
using MessengerMarketing.Preflight;

namespace MessengerMarketing.Errors;

/// <summary>Advice for the result of a check, in terms of this module's cmdlets.</summary>
internal static class PreflightAdvice
{
    /// <summary>Nouns of the cmdlets that need the permissions of a feature.</summary>
    internal static readonly Dictionary<string, string[]> Nouns = new()
    {
        ["Audience"] = ["MMCustomAudience", "MMAudience", "MMAudienceUser", "MMAudienceUpload", "MMPerson"],
        ["OptIn"] = ["MMOptInRequest", "MMPrivateReply", "MMSubscriptionToken", "MMSubscriber"],
        ["Campaign"] = ["MMMessageCampaign", "MMMarketingMessage", "MMMessageEstimate", "MMMessageInsight", "MMMessageResult"],
        ["Webhook"] = ["MMWebhook", "MMWebhookSubscription"],
        ["Ad"] = ["MMClickToMessengerAd"],
    };

    private const string BusinessSettings = "Meta Business settings";

    private static readonly Dictionary<ContextFinding, string> Texts = new()
    {
        [ContextFinding.AddressIsLoopback] = "To call Meta, remove MM_BASE_URI and -BaseUri, and connect again with Connect-MMAccount.",
        [ContextFinding.AddressIsNotMeta] = "If this is not your own proxy, remove MM_BASE_URI and -BaseUri, connect again with Connect-MMAccount, and revoke the tokens.",
        [ContextFinding.AddressVariableDiffers] = "Remove MM_BASE_URI before you run Connect-MMAccount -FromEnvironment.",
        [ContextFinding.VersionNotKnown] = "Update the MessengerMarketing module, or connect with a version that it knows.",
        [ContextFinding.ClockDiffers] = "Set the clock of this computer, and let it synchronize with a time server.",
        [ContextFinding.ClockNotReported] = "Check that the clock of this computer synchronizes with a time server.",
        [ContextFinding.TokenExpiresSoon] = "Create a token that does not expire for a system user in " + BusinessSettings + ", and connect again with Connect-MMAccount.",
        [ContextFinding.DataAccessExpiresSoon] = "The token's user must sign in to the app again. Then connect with a fresh token. A system user's access to data does not expire.",
        [ContextFinding.TokenInvalid] = "Create a fresh token in " + BusinessSettings + ", and connect again with Connect-MMAccount.",
        [ContextFinding.TokenNotDescribed] = "Check the expiry and the permissions in Meta's Access Token Debugger (https://developers.facebook.com/tools/debug/accesstoken/).",
        [ContextFinding.TokenOfAnotherPage] = "Connect again with Connect-MMAccount and the -PageAccessToken of the Page, or with the -PageId of the token.",
        [ContextFinding.TokenOfAnotherType] = "Connect again with Connect-MMAccount. Specify the system user's token for -AccessToken, and the Page's token for -PageAccessToken.",
        [ContextFinding.PermissionMissing] = "Without it, Meta rejects the calls of {cmdlets}. Create a token with these permissions, and connect again with Connect-MMAccount. An app that serves other businesses needs advanced access to them.",
        [ContextFinding.PermissionNotForObject] = "Without it, Meta rejects the calls of {cmdlets}. Assign the ad account or the Page to the token's user, and create a fresh token.",
        [ContextFinding.PermissionNotChecked] = "They are needed for {cmdlets}. Check them in Meta's Access Token Debugger (https://developers.facebook.com/tools/debug/accesstoken/).",
        [ContextFinding.PersonTokenNeeded] = "Before you run Register-MMWebhook, connect with the -PageAccessToken of a person who has the task CREATE_CONTENT, MANAGE, or MODERATE on the Page.",
        [ContextFinding.PageTokenMissing] = "Connect again with Connect-MMAccount and -PageAccessToken, if you use messages, subscription tokens, or webhooks.",
        [ContextFinding.PageTaskMissing] = "Assign the tasks to the system user on the Page in " + BusinessSettings + ".",
        [ContextFinding.PageTaskNotListed] = "Assign the Page to the system user in " + BusinessSettings + ", and add pages_show_list to the token.",
        [ContextFinding.AdAccountUnusable] = "Open Account Quality (https://business.facebook.com/accountquality/) to see the reason and to request a review, or connect with another -AdAccountId.",
        [ContextFinding.AdAccountLimited] = "Check payments and notices of the ad account in Ads Manager.",
        [ContextFinding.AdAccountTaskMissing] = "Assign the task ADVERTISE or MANAGE on the ad account to the token's user in " + BusinessSettings + ".",
        [ContextFinding.TermsNotAccepted] = "A user with a role on the ad account must open https://business.facebook.com/ads/manage/customaudiences/tos/?act={account} and accept them.",
        [ContextFinding.TermsNotReported] = "Open https://business.facebook.com/ads/manage/customaudiences/tos/?act={account} as a user with a role on the ad account.",
        [ContextFinding.WebhookNotSubscribed] = "Subscribe with Register-MMWebhook.",
        [ContextFinding.WebhookFieldMissing] = "Subscribe with Register-MMWebhook, and specify all fields that you need.",
        [ContextFinding.MessageTermsNotReadable] = "Ask an administrator to check in Meta Business Suite (https://business.facebook.com/latest/settings) that they are accepted for the app, the Page, and the ad account.",
        [ContextFinding.RegionNotReadable] = "Compare the countries of the business, the Page, and the recipients with Meta's list of regions for marketing messages.",
    };

    /// <summary>Adds advice to a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="context">The context that was checked.</param>
    public static ContextCheckResult AddTo(ContextCheckResult result, GraphContext context) => result with { Action = Find(result, context) };

    private static string? Find(ContextCheckResult result, GraphContext context) => result.Finding switch
    {
        ContextFinding.None => null,
        ContextFinding.CallFailed => GraphAdvice.Find(result.Error!),
        ContextFinding.VersionExpired or ContextFinding.VersionEndsSoon or ContextFinding.VersionUpgraded => VersionAdvice.Reconnect(context.ApiVersion, DateTime.UtcNow),
        _ => Texts[result.Finding].Replace("{account}", context.AdAccountId).Replace("{cmdlets}", FindCmdlets(result)),
    };

    private static string FindCmdlets(ContextCheckResult result)
    {
        if (!Nouns.TryGetValue(result.Name.Replace("Permission", string.Empty), out string[]? nouns))
        {
            return string.Empty;
        }

        string[] names = [.. typeof(PreflightAdvice).Assembly.GetTypes()
            .Where(CallsGraphApi)
            .Select(static type => type.GetCustomAttribute<CmdletAttribute>()!)
            .Where(cmdlet => nouns.Contains(cmdlet.NounName))
            .OrderBy(static cmdlet => cmdlet.NounName, StringComparer.Ordinal).ThenBy(static cmdlet => cmdlet.VerbName, StringComparer.Ordinal)
            .Select(static cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}")];
        return names.Length < 2 ? string.Concat(names) : string.Join(", ", names.Take(names.Length - 1)) + " and " + names[names.Length - 1];
    }

    // The cmdlets that receive webhooks use only the app secret of the context.
    private static bool CallsGraphApi(Type type) =>
        type.GetCustomAttribute<CmdletAttribute>() is { VerbName: not (VerbsCommon.Watch or VerbsData.ConvertFrom) } && type.GetProperty("Context") is not null;
}
