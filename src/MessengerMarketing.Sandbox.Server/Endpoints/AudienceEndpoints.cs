using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary><c>GET</c> and <c>DELETE /&lt;CUSTOM_AUDIENCE_ID&gt;</c>.</summary>
internal static class AudienceEndpoints
{
    public static GraphResponse Get(GraphCall call) =>
        GraphResponse.Json(AudienceFields.TypeFor(call.Account).Project(GetAudience(call), call.Parameters["fields"]));

    public static GraphResponse Delete(GraphCall call) => call.Account.RemoveAudience(call.NodeId)
        ? GraphResponse.Json(new JsonObject { ["success"] = true })
        : throw GraphErrors.NoSuchObject(call.Method, call.NodeId);

    /// <summary>Returns the audience of a call. It may have been deleted after the path was checked.</summary>
    public static SandboxAudience GetAudience(GraphCall call) => call.Account.TryGetAudience(call.NodeId, out SandboxAudience audience)
        ? audience
        : throw GraphErrors.NoSuchObject(call.Method, call.NodeId);
}
