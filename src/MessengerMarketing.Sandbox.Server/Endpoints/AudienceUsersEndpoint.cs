using System.Globalization;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;
using MessengerMarketing.Sandbox.Uploads;
using MessengerMarketing.Sandbox.Webhooks;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>POST</c> and <c>DELETE /&lt;CUSTOM_AUDIENCE_ID&gt;/users</c>, which add and remove people, and <c>POST …/usersreplace</c>, which replaces all
/// people in one session.
/// </summary>
internal static class AudienceUsersEndpoint
{
    public static GraphResponse Add(GraphCall call) => Handle(call, isRemoval: false);

    public static GraphResponse Remove(GraphCall call) => Handle(call, isRemoval: true);

    public static GraphResponse Replace(GraphCall call)
    {
        CheckTerms(call);
        UploadPayload payload = call.Parameters.Payload ?? throw GraphErrors.Missing("payload");
        var session = UploadSessionParameter.Parse(call.Parameters.Required("session"));
        SandboxAudience audience = AudienceEndpoints.GetAudience(call);
        UploadOutcome outcome = audience.Replace(payload, session, call.Now);
        return GraphResponse.Json(new JsonObject
        {
            ["account_id"] = call.Account.Id,
            ["session_id"] = outcome.SessionId.ToString(CultureInfo.InvariantCulture),
            ["num_received"] = outcome.Received,
            ["num_invalid_entries"] = outcome.Invalid,
            ["invalid_entry_samples"] = payload.InvalidSamples,
        });
    }

    /// <exception cref="GraphErrorException">The ad account has not accepted terms.</exception>
    public static void CheckTerms(GraphCall call)
    {
        if (!call.Account.State.CustomAudienceTermsAccepted)
        {
            throw GraphErrors.CustomAudienceTerms();
        }

        if (!call.Account.State.MarketingTermsAccepted)
        {
            throw GraphErrors.MarketingTerms();
        }
    }

    private static GraphResponse Handle(GraphCall call, bool isRemoval)
    {
        CheckTerms(call);
        SandboxOptions options = call.Account.Options;
        UploadPayload payload = call.Parameters.Payload ?? throw GraphErrors.Missing("payload");
        UploadSessionParameter? session = call.Parameters["session"] is { } text ? UploadSessionParameter.Parse(text) : null;
        SandboxAudience audience = AudienceEndpoints.GetAudience(call);
        UploadOutcome outcome = audience.Apply(payload, session, isRemoval, call.Now);

        if (!isRemoval)
        {
            call.Account.Webhooks.Post(
                WebhookFields.UploadStatus, () => WebhookPayloads.UploadStatus(call.Account, audience, payload.Rows, call.Now), options.UploadStatusDelay);
        }

        var response = new JsonObject
        {
            ["audience_id"] = audience.Id,
            ["session_id"] = outcome.SessionId.ToString(CultureInfo.InvariantCulture),
            ["num_received"] = outcome.Received,
            ["num_invalid_entries"] = outcome.Invalid,
            ["invalid_entry_samples"] = payload.InvalidSamples,
        };
        if (options.ReportSubscribers && !isRemoval)
        {
            response["subscription_info"] = new JsonObject
            {
                ["messenger"] = new JsonObject
                {
                    ["num_subscribers_received"] = payload.Rows,
                    ["num_subscribers_invalid_entries"] = payload.InvalidRows,
                    ["invalid_subscribers_entry_samples"] = payload.InvalidSamples.DeepClone(),
                },
            };
        }

        return GraphResponse.Json(response);
    }
}
