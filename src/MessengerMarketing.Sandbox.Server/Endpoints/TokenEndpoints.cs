using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>Information about tokens: <c>GET debug_token</c>, <c>me/permissions</c> and <c>me/accounts</c>. A token can inspect itself and the other token.
/// Source: Meta's references of these edges.</summary>
internal static class TokenEndpoints
{
    public const string DebugPath = "debug_token";

    private const string PagesPermission = "pages_show_list";

    private static readonly NodeType<AdAccount> PageOfUserType = new("Page", "access_token,category,name,id,tasks", new Dictionary<string, Func<AdAccount, JsonNode?>>
    {
        ["id"] = static account => account.PageId,
        ["name"] = static _ => AdAccount.PageName,
        ["category"] = static _ => "Software",
        ["access_token"] = static account => account.PageAccessToken,
        ["tasks"] = static account => Texts(account.State.PageTasks),
    });

    public static GraphResponse Debug(GraphCall call)
    {
        AdAccount account = call.Account;
        string input = call.Parameters.Required("input_token");
        bool isPage = string.Equals(input, account.PageAccessToken, StringComparison.Ordinal);
        if (!isPage && !string.Equals(input, account.AccessToken, StringComparison.Ordinal))
        {
            return Data(new JsonObject
            {
                ["error"] = new JsonObject { ["code"] = 190, ["message"] = "Invalid OAuth access token." },
                ["is_valid"] = false,
                ["scopes"] = new JsonArray(),
            });
        }

        SandboxAccountState state = account.State;
        var data = new JsonObject
        {
            ["app_id"] = account.AppId,
            ["type"] = isPage ? "PAGE" : "SYSTEM_USER",
            ["application"] = "Sandbox App",
            ["data_access_expires_at"] = Seconds(state.DataAccessExpiresAt),
            ["expires_at"] = Seconds(isPage ? state.PageTokenExpiresAt : state.AccessTokenExpiresAt),
            ["is_valid"] = Credentials.FindState(account, isPage) is null,
            ["issued_at"] = account.Started.ToUnixTimeSeconds(),
            ["scopes"] = Texts(state.Permissions),
            ["granular_scopes"] = new JsonArray([.. state.Permissions.Select(scope => (JsonNode)Granular(account, scope))]),
            ["user_id"] = isPage && !state.IsPageTokenOfSystemUser ? account.PersonId : account.SystemUserId,
        };
        if (isPage)
        {
            data["profile_id"] = account.PageId;
        }

        return Data(data);
    }

    public static GraphResponse Permissions(GraphCall call) => GraphResponse.Json(new JsonObject
    {
        ["data"] = new JsonArray([.. call.Account.State.Permissions.Select(static scope => (JsonNode)new JsonObject { ["permission"] = scope, ["status"] = "granted" })]),
    });

    public static GraphResponse Pages(GraphCall call)
    {
        IEnumerable<AdAccount> pages = call.Account.State.PageTasks.Length > 0 && call.Account.State.Permissions.Contains(PagesPermission) ? [call.Account] : [];
        return Page.Respond(call, "accounts", pages, PageOfUserType, static _ => 1, static _ => true);
    }

    private static JsonObject Granular(AdAccount account, string scope)
    {
        var granular = new JsonObject { ["scope"] = scope };
        if (!scope.StartsWith("ads_", StringComparison.Ordinal) && scope.StartsWith("pages_", StringComparison.Ordinal))
        {
            granular["target_ids"] = new JsonArray((JsonNode)account.PageId);
        }

        return granular;
    }

    private static GraphResponse Data(JsonObject data) => GraphResponse.Json(new JsonObject { ["data"] = data });

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);

    private static long Seconds(DateTimeOffset? time) => time?.ToUnixTimeSeconds() ?? 0;
}
