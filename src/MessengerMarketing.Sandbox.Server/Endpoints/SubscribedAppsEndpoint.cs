using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.Webhooks;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>/&lt;PAGE_ID&gt;/subscribed_apps</c>: the subscribed webhook fields of the app for this Page. POST replaces all fields.
/// </summary>
internal static class SubscribedAppsEndpoint
{
    public static GraphResponse Subscribe(GraphCall call)
    {
        IReadOnlyList<string> fields = [.. call.Parameters.List("subscribed_fields").Distinct()];
        if (fields.Count == 0)
        {
            throw GraphErrors.Missing("subscribed_fields");
        }

        WebhookFields.Check(fields);
        if (call.Account.State.IsPageTokenOfSystemUser)
        {
            throw GraphErrors.SubjectNotVisible();
        }

        call.Account.Webhooks.Fields = fields;
        return Success();
    }

    public static GraphResponse Unsubscribe(GraphCall call)
    {
        call.Account.Webhooks.Fields = [];
        return Success();
    }

    public static GraphResponse List(GraphCall call)
    {
        var apps = new JsonArray();
        IReadOnlyList<string> fields = call.Account.Webhooks.Fields;
        if (fields.Count > 0)
        {
            apps.Add(new JsonObject
            {
                ["category"] = "Business",
                ["link"] = "https://www.facebook.com/games/?app_id=" + call.Account.AppId,
                ["name"] = "Sandbox App",
                ["id"] = call.Account.AppId,
                ["subscribed_fields"] = new JsonArray([.. fields.Select(static field => (JsonNode)field)]),
            });
        }

        return GraphResponse.Json(new JsonObject { ["data"] = apps });
    }

    private static GraphResponse Success() => GraphResponse.Json(new JsonObject { ["success"] = true });
}
