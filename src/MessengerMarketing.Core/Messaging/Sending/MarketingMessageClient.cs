using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging.Sending;

/// <summary>
/// Sends the messages of campaigns to subscription tokens. Source: Meta's guide to sending with the Marketing Message API for Messenger, June
/// 2026. The older method, which used the Page's messages edge, ended on 2026-02-10.
/// </summary>
internal sealed class MarketingMessageClient
{
    private static readonly ResponseShape SentShape = new(static body =>
        body.Boolean("success") == true || body.Text("marketing_message_tracking_id") is { Length: > 0 }
            ? ResponseShape.DeniesSuccess(body)
            : "the response does not confirm success");

    private readonly GraphClient _client;

    /// <summary>Creates a client that uses the account of <paramref name="client"/>.</summary>
    public MarketingMessageClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>
    /// Sends a message to one subscriber: <c>POST act_&lt;AD_ACCOUNT_ID&gt;/messages</c>. When a rate limit is reached, it waits as long as the
    /// client's options allow. When the response is lost, the message is not sent again. A subscriber can get one message in 12 hours.
    /// </summary>
    /// <param name="campaignId">Digits.</param>
    /// <param name="subscriptionToken">Not blank.</param>
    /// <param name="message">The message.</param>
    /// <param name="beforeRetry">Awaited before the message is sent again, after a rate limit; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Meta's tracking id of the message; null when the response has none.</returns>
    /// <exception cref="ArgumentException">An argument is not valid. The exception message does not repeat the token.</exception>
    /// <exception cref="GraphException">The request was rejected, or its result is unknown (<see cref="GraphException.RequestMayHaveArrived"/>).</exception>
    public async Task<string?> SendAsync(string campaignId, string subscriptionToken, MarketingMessage message, Func<CancellationToken, Task>? beforeRetry = null, CancellationToken cancellationToken = default)
    {
        if (!GraphId.IsId(campaignId))
        {
            throw new ArgumentException("A campaign ID must be a number.", nameof(campaignId));
        }

        if (string.IsNullOrWhiteSpace(subscriptionToken))
        {
            throw new ArgumentException("The subscription token is blank.", nameof(subscriptionToken));
        }

        if (message is null)
        {
            throw new ArgumentNullException(nameof(message));
        }

        var body = new MarketingMessageBody
        {
            MessageId = campaignId,
            Delivery = new DeliveryNode(subscriptionToken.Trim()),
            Message = message.Content,
            MinConversationGapSeconds = message.MinConversationGap is { } gap ? (long)Math.Ceiling(gap.TotalSeconds) : null,
        };
        GraphResponse response = await _client.SendAsync(
            new GraphRequest(HttpMethod.Post, $"act_{_client.Context.AdAccountId}/messages")
            {
                Content = Bodies.Json(body, MessagingJson.Default.MarketingMessageBody),
                Shape = SentShape,
                BeforeRetry = beforeRetry,
            },
            cancellationToken);
        return response.Body.Text("marketing_message_tracking_id");
    }
}
