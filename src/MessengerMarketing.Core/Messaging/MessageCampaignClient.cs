using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Messaging;

/// <summary>
/// Creates marketing message campaigns and sends their messages to subscription tokens. Source: Meta's guide to sending with the Marketing
/// Message API for Messenger, June 2026. The older method, which used the Page's messages edge, ended on 2026-02-10.
/// </summary>
internal sealed class MessageCampaignClient
{
    /// <summary>Interval between attempts while a campaign is being set up.</summary>
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMinutes(1);

    private static readonly ResponseShape SentShape = new(static body =>
        body.Boolean("success") == true || body.Text("marketing_message_tracking_id") is { Length: > 0 }
            ? ResponseShape.DeniesSuccess(body)
            : "the response does not confirm success");

    private readonly GraphClient _client;

    /// <summary>Creates a client that uses the account of <paramref name="client"/>.</summary>
    public MessageCampaignClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>
    /// Creates a campaign: <c>POST act_&lt;AD_ACCOUNT_ID&gt;/message_campaign</c>. A new campaign sends nothing and costs nothing. When the
    /// response is lost, the request is not repeated.
    /// </summary>
    /// <param name="draft">The campaign to create. It is checked before the request is sent.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">A property of the draft is not valid.</exception>
    /// <exception cref="GraphException">The request was rejected, or its result is unknown (<see cref="GraphException.RequestMayHaveArrived"/>).</exception>
    public async Task<MessageCampaign> CreateAsync(MessageCampaignDraft draft, CancellationToken cancellationToken = default)
    {
        if (draft is null)
        {
            throw new ArgumentNullException(nameof(draft));
        }

        var account = _client.Account;
        draft.Check(_client.Options.TimeProvider.GetUtcNow());
        var body = new CampaignBody
        {
            Name = draft.Name,
            PageId = account.PageId,
            DailyBudget = draft.DailyBudget,
            LifetimeBudget = draft.LifetimeBudget,
            StartTime = draft.StartTime?.ToUnixTimeSeconds(),
            EndTime = draft.EndTime?.ToUnixTimeSeconds(),
            PixelId = draft.PixelId,
        };
        var response = await _client.SendAsync(
            new GraphRequest(HttpMethod.Post, $"act_{account.AdAccountId}/message_campaign")
            {
                Content = Bodies.Json(body, MessagingJson.Default.CampaignBody),
                Shape = ResponseShape.Id,
            },
            cancellationToken);
        var ready = _client.Options.TimeProvider.GetUtcNow() + MessageCampaign.MinPreparation;
        return new MessageCampaign
        {
            Id = response.Body.Text("id")!,
            Name = SafeText.SingleLine(draft.Name),
            PageId = account.PageId,
            DailyBudget = draft.DailyBudget,
            LifetimeBudget = draft.LifetimeBudget,
            StartTime = draft.StartTime?.ToUniversalTime(),
            EndTime = draft.EndTime?.ToUniversalTime(),
            ReadyFrom = draft.StartTime > ready ? draft.StartTime.Value.ToUniversalTime() : ready,
            Warning = ReadRemark(response.Body, "warning") ?? ReadRemark(response.Body, "info"),
        };
    }

    /// <summary>
    /// Sends a message to one subscriber: <c>POST act_&lt;AD_ACCOUNT_ID&gt;/messages</c>. When a rate limit is reached, it waits as long as the
    /// client's options allow. When the response is lost, the message is not sent again. A subscriber can get one message in 12 hours.
    /// </summary>
    /// <param name="campaignId">Digits.</param>
    /// <param name="subscriptionToken">Not blank.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Meta's tracking id of the message; null when the response has none.</returns>
    /// <exception cref="ArgumentException">An argument is not valid. The exception message does not repeat the token.</exception>
    /// <exception cref="GraphException">The request was rejected, or its result is unknown (<see cref="GraphException.RequestMayHaveArrived"/>).</exception>
    public async Task<string?> SendAsync(string campaignId, string subscriptionToken, MarketingMessage message, CancellationToken cancellationToken = default)
    {
        if (!GraphId.IsId(campaignId))
        {
            throw new ArgumentException("A campaign id must be a number.", nameof(campaignId));
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
        var response = await _client.SendAsync(
            new GraphRequest(HttpMethod.Post, $"act_{_client.Account.AdAccountId}/messages")
            {
                Content = Bodies.Json(body, MessagingJson.Default.MarketingMessageBody),
                Shape = SentShape,
            },
            cancellationToken);
        return response.Body.Text("marketing_message_tracking_id");
    }

    /// <summary>
    /// Like <see cref="SendAsync"/>, but retries every minute while the campaign is being set up (codes 2300012, 2300028, 2300041, 2300033).
    /// The API has no other way to find out that a campaign is ready.
    /// </summary>
    /// <param name="campaignId">Digits.</param>
    /// <param name="subscriptionToken">Not blank.</param>
    /// <param name="message">The message.</param>
    /// <param name="maxWait">Maximum time to wait for the campaign.</param>
    /// <param name="onWait">Called before each wait with the elapsed time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<string?> SendWhenReadyAsync(
        string campaignId,
        string subscriptionToken,
        MarketingMessage message,
        TimeSpan maxWait,
        Action<TimeSpan>? onWait = null,
        CancellationToken cancellationToken = default)
    {
        var time = _client.Options.TimeProvider;
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await SendAsync(campaignId, subscriptionToken, message, cancellationToken);
            }
            catch (GraphException exception) when (exception.Kind == GraphErrorKind.CampaignNotReady && time.GetElapsedTime(start) + ReadyPoll <= maxWait)
            {
                onWait?.Invoke(time.GetElapsedTime(start));
            }

            await time.Delay(ReadyPoll, cancellationToken);
        }
    }

    /// <summary>The format of info and warning is not documented: text, or an object or a list that contains text.</summary>
    private static string? ReadRemark(JsonElement body, string name) =>
        body.Member(name) is { } remark ? SensitiveText.Mask(remark.Text() ?? remark.GetRawText()) : null;
}
