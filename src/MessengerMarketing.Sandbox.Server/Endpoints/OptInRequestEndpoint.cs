using System;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.Messenger;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>POST /&lt;PAGE_ID&gt;/messages</c> with an opt-in request. Meta's guide also sends <c>page</c>, and other clients send
/// <c>messaging_type</c>. Both are optional.
/// </summary>
internal static class OptInRequestEndpoint
{
    private static readonly string[] MessagingTypes = ["RESPONSE", "UPDATE", "MESSAGE_TAG"];

    public static GraphResponse Handle(GraphCall call)
    {
        GraphParameters parameters = call.Parameters;
        string psid = parameters.RequiredObject("recipient").Text("id") is { Length: > 0 } id ? id : throw GraphErrors.Missing("recipient[id]");
        if (parameters["page"] is { } page && !string.Equals(page, call.Account.PageId, StringComparison.Ordinal))
        {
            throw GraphErrors.Invalid("Param page is not the ID of the Page that the call is for");
        }

        if (parameters["messaging_type"] is { } type && !MessagingTypes.Contains(type))
        {
            throw GraphErrors.Invalid($"Param messaging_type must be one of {{{string.Join(", ", MessagingTypes)}}}");
        }

        var template = OptInTemplate.Read(parameters.RequiredObject("message"));
        SandboxOptInRequest request = call.Account.Messenger.RequestOptIn(psid, template, call.Now);
        return GraphResponse.Json(call.Account.Options.NestOptInResponse
            ? new JsonObject { ["recipient"] = new JsonObject { ["id"] = request.Psid, ["message_id"] = request.MessageId } }
            : new JsonObject { ["recipient_id"] = request.Psid, ["message_id"] = request.MessageId });
    }
}
