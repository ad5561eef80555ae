using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>GET /&lt;CUSTOM_AUDIENCE_ID&gt;/sessions</c>: the received batches. All members of a session are strings, including the counts, as
/// in the types of Meta's SDKs.
/// </summary>
internal static class AudienceSessionsEndpoint
{
    public static GraphResponse Handle(GraphCall call)
    {
        SandboxAudience audience = AudienceEndpoints.GetAudience(call);
        return audience.Read(() => Page.Respond(call, "sessions", Find(call, audience), TypeAt(call.Now), static session => session.Id, static _ => true));
    }

    private static IEnumerable<UploadSession> Find(GraphCall call, SandboxAudience audience)
    {
        if (call.Parameters["session_id"] is not { } text)
        {
            return call.Account.Sessions.GetByAudience(audience);
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
        {
            throw GraphErrors.Invalid("Param session_id must be a positive integer");
        }

        return call.Account.Sessions.TryGet(id, out UploadSession session) && ReferenceEquals(session.Audience, audience) ? [session] : [];
    }

    private static NodeType<UploadSession> TypeAt(DateTimeOffset now) => new(
        "CustomAudienceSession",
        "session_id,num_received,num_invalid_entries,num_matched,progress,stage,start_time,end_time",
        new Dictionary<string, Func<UploadSession, JsonNode?>>
        {
            ["session_id"] = static session => Text(session.Id),
            ["num_received"] = static session => Text(session.Received),
            ["num_invalid_entries"] = static session => Text(session.Invalid),
            ["num_matched"] = static session => Text(session.Matched),
            ["progress"] = session => session.IsOver(now) ? "100" : "0",
            ["stage"] = session => session.IsOver(now) ? "finished" : "uploading",
            ["start_time"] = static session => Text(session.Started.ToUnixTimeSeconds()),
            ["end_time"] = session => session.IsOver(now) ? Text((session.Ended ?? session.Started + UploadSession.Lifetime).ToUnixTimeSeconds()) : null,
        });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
