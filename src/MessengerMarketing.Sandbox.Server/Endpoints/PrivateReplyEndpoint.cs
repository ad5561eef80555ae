using System.Text.Json;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>
/// <c>POST /&lt;PAGE_ID&gt;/messages</c> to the author of a comment or post: <c>recipient</c> has <c>comment_id</c> or <c>post_id</c>, and the
/// message a text or an attachment. Source: Messenger Platform, private replies.
/// </summary>
internal static class PrivateReplyEndpoint
{
    private const int MaxText = 2000;

    /// <summary>Returns whether a call is a private reply.</summary>
    public static bool IsPrivateReply(GraphCall call) =>
        call.Parameters.RequiredObject("recipient") is var recipient && (recipient.Text("comment_id") ?? recipient.Text("post_id")) is not null;

    public static GraphResponse Handle(GraphCall call)
    {
        JsonElement recipient = call.Parameters.RequiredObject("recipient");
        string? comment = recipient.Text("comment_id");
        string? post = recipient.Text("post_id");
        if (comment is not null && post is not null)
        {
            throw GraphErrors.Invalid("Param recipient must have only one of comment_id and post_id");
        }

        JsonElement message = call.Parameters.RequiredObject("message");
        string? text = message.Text("text");
        if (string.IsNullOrWhiteSpace(text) && message.Object("attachment") is null)
        {
            throw GraphErrors.Missing("message[text]");
        }

        if (text?.Length > MaxText)
        {
            throw GraphErrors.Invalid("Length of param message[text] must be less than or equal to 2000");
        }

        SandboxPrivateReply reply = call.Account.Feed.Reply(comment, post, text, call.Now);
        return GraphResponse.Json(new JsonObject { ["recipient_id"] = reply.Psid, ["message_id"] = reply.MessageId });
    }
}
