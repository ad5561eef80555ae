using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary><c>GET act_&lt;AD_ACCOUNT_ID&gt;/customaudiences</c>: newest first, in pages.</summary>
internal static class ListAudiencesEndpoint
{
    public static GraphResponse Handle(GraphCall call)
    {
        var filter = AudienceFilter.Parse(call.Parameters["filtering"]);
        return Page.Respond(call, "customaudiences", call.Account.Audiences, AudienceFields.TypeFor(call.Account), static audience => audience.Order, filter.Includes);
    }
}
