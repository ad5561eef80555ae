using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>The token's owner, the ad account and the Page, which scripts read to check their settings.</summary>
internal static class ObjectEndpoints
{
    private static readonly NodeType<AdAccount> SystemUserType = new("User", "name,id", new Dictionary<string, Func<AdAccount, JsonNode?>>
    {
        ["id"] = static account => account.SystemUserId,
        ["name"] = static _ => "Sandbox System User",
    });

    private static readonly NodeType<AdAccount> PageType = new("Page", "name,id", new Dictionary<string, Func<AdAccount, JsonNode?>>
    {
        ["id"] = static account => account.PageId,
        ["name"] = static _ => AdAccount.PageName,
        ["category"] = static _ => "Software",
    });

    private static readonly NodeType<AdAccount> AdAccountType = new("AdAccount", "account_id,id", new Dictionary<string, Func<AdAccount, JsonNode?>>
    {
        ["id"] = static account => "act_" + account.Id,
        ["account_id"] = static account => account.Id,
        ["name"] = static _ => "Sandbox Ad Account",
        ["account_status"] = static account => account.State.AdAccountStatus,
        ["disable_reason"] = static account => account.State.DisableReason,
        ["tos_accepted"] = static account => account.State.CustomAudienceTermsAccepted ? new JsonObject { ["custom_audience_tos"] = 1 } : new JsonObject(),
        ["user_tasks"] = static account => new JsonArray([.. account.State.AdAccountTasks.Select(static task => (JsonNode)task)]),
        ["currency"] = static _ => "USD",
        ["timezone_name"] = static _ => "Etc/UTC",
    });

    public static GraphResponse Me(GraphCall call) => call.IsPageToken ? Page(call) : Respond(SystemUserType, call);

    public static GraphResponse Page(GraphCall call) => Respond(PageType, call);

    public static GraphResponse Account(GraphCall call) => Respond(AdAccountType, call);

    private static GraphResponse Respond(NodeType<AdAccount> type, GraphCall call) =>
        GraphResponse.Json(type.Project(call.Account, call.Parameters["fields"]));
}
