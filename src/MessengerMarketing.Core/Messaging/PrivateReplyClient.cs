using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging;

/// <summary>Sends private replies from the account's Page.</summary>
/// <param name="client">A client with a Page token.</param>
internal sealed class PrivateReplyClient(GraphClient client)
{
    private static readonly ResponseShape SentShape = new(static body =>
        string.IsNullOrWhiteSpace(body.Text("message_id")) ? "the response has no message ID" : ResponseShape.DeniesSuccess(body));

    /// <summary>
    /// Sends one reply: <c>POST /&lt;PAGE_ID&gt;/messages</c> with the comment or post as the recipient. When the response is lost, it is not
    /// sent again.
    /// </summary>
    /// <exception cref="GraphException">The request was rejected, or its result is unknown (<see cref="GraphException.RequestMayHaveArrived"/>).</exception>
    public async Task<PrivateReplyResult> SendAsync(PrivateReply reply, CancellationToken cancellationToken = default)
    {
        Func<HttpContent> body = Bodies.Json(
            new PrivateReplyBody
            {
                Recipient = new PrivateReplyRecipient { CommentId = reply.CommentId, PostId = reply.PostId },
                Message = new PrivateReplyMessage(reply.Text),
            },
            MessagingJson.Default.PrivateReplyBody);
        await SendRate.WaitAsync(client.Context, hasMedia: false, cancellationToken);
        GraphResponse response = await client.SendAsync(
            new GraphRequest(HttpMethod.Post, $"{client.Context.PageId}/messages") { Token = GraphToken.Page, Content = body, Shape = SentShape },
            cancellationToken);
        JsonElement sent = response.Body;
        return new PrivateReplyResult
        {
            Psid = sent.Text("recipient_id"),
            MessageId = sent.Text("message_id")!,
            CommentId = reply.CommentId,
            PostId = reply.PostId,
            Time = client.Options.TimeProvider.GetUtcNow(),
        };
    }
}
