using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>DELETE act_&lt;AD_ACCOUNT_ID&gt;/usersofanyaudience</c>: removes people from all audiences of the ad account. Source: Meta's custom audience
/// reference. Meta does not document the response; this one has the counts of <c>/users</c>. Subscriptions remain.
/// </summary>
internal static class AnyAudienceUsersEndpoint
{
    public const string Edge = "usersofanyaudience";

    public static GraphResponse Remove(GraphCall call)
    {
        AudienceUsersEndpoint.CheckTerms(call);
        UploadPayload payload = call.Parameters.Payload ?? throw GraphErrors.Missing("payload");
        foreach (SandboxAudience audience in call.Account.Audiences)
        {
            audience.Forget(payload, call.Now);
        }

        return GraphResponse.Json(new JsonObject
        {
            ["num_received"] = payload.Rows,
            ["num_invalid_entries"] = payload.InvalidRows,
            ["invalid_entry_samples"] = payload.InvalidSamples,
        });
    }
}
