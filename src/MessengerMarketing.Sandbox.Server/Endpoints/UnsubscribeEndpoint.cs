using System.Text.Json;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.Messenger;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>POST /&lt;PAGE_ID&gt;/messaging_customer_base/unsubscribe</c>: ends subscriptions to the Page. Invalid rows are counted and skipped.
/// </summary>
internal static class UnsubscribeEndpoint
{
    public static GraphResponse Handle(GraphCall call)
    {
        JsonElement rows = call.Parameters.RequiredArray("data");
        if (rows.GetArrayLength() == 0)
        {
            throw GraphErrors.Invalid("Param data must be a non-empty array");
        }

        int invalid = 0;
        foreach (JsonElement element in rows.EnumerateArray())
        {
            if (UnsubscribeRow.Read(element) is { } row)
            {
                row.Apply(call.Account.Subscriptions);
            }
            else
            {
                invalid++;
            }
        }

        return GraphResponse.Json(new JsonObject { ["invalid_rows_count"] = invalid });
    }
}
