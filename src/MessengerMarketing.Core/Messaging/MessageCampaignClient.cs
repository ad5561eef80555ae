using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Messaging;

/// <summary>
/// Makes marketing-message campaigns and sends their messages to subscription tokens. Source: Meta's guide to sending with the Marketing
/// Message API for Messenger, edition of June 2026; the older way over the Page's messages ended on 2026-02-10.
/// </summary>
internal sealed class MessageCampaignClient
{
    /// <summary>How long between two tries while a campaign is being set up.</summary>
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMinutes(1);

    private static readonly ResponseShape SentShape = new(static body =>
        body.Boolean("success") == true || body.Text("marketing_message_tracking_id") is { Length: > 0 }
            ? ResponseShape.DeniesSuccess(body)
            : "the answer does not say success");

    private readonly GraphClient _client;

    /// <summary>Works for the client's account.</summary>
    public MessageCampaignClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>
    /// Makes a campaign: <c>POST act_&lt;AD_ACCOUNT_ID&gt;/message_campaign</c>. It sends nothing and costs nothing by itself. A creation
    /// whose answer was lost is not repeated.
    /// </summary>
    /// <param name="draft">Checked before anything is sent.</param>
    /// <param name="cancellationToken">Ends it during a call or a wait.</param>
    /// <exception cref="ArgumentException">The draft is out of its limits.</exception>
    /// <exception cref="GraphException">Refused, or its outcome is unknown (<see cref="GraphException.RequestMayHaveArrived"/>).</exception>
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
    /// Sends a message to one subscriber: <c>POST act_&lt;AD_ACCOUNT_ID&gt;/messages</c>. Rate limits are waited for as long as the client's
    /// options allow. A message whose answer was lost is not sent again. A subscriber may get one message in 12 hours.
    /// </summary>
    /// <param name="campaignId">Digits.</param>
    /// <param name="subscriptionToken">Not blank.</param>
    /// <param name="message">What is sent.</param>
    /// <param name="cancellationToken">Ends it during a call or a wait.</param>
    /// <returns>Meta's id for tracking the message; null when the answer has none.</returns>
    /// <exception cref="ArgumentException">An argument is out of its limits. The message does not repeat the token.</exception>
    /// <exception cref="GraphException">Refused, or its outcome is unknown (<see cref="GraphException.RequestMayHaveArrived"/>).</exception>
    public async Task<string?> SendAsync(string campaignId, string subscriptionToken, MarketingMessage message, CancellationToken cancellationToken = default)
    {
        if (!GraphId.IsId(campaignId))
        {
            throw new ArgumentException("A campaign's id is a number.", nameof(campaignId));
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
    /// The same, and while the campaign is being set up (codes 2300012, 2300028, 2300041, 2300033) tries again every minute: the API has no
    /// other way to learn that it is ready.
    /// </summary>
    /// <param name="campaignId">Digits.</param>
    /// <param name="subscriptionToken">Not blank.</param>
    /// <param name="message">What is sent.</param>
    /// <param name="maxWait">How long to try.</param>
    /// <param name="onWait">Called before each wait with the time that has passed.</param>
    /// <param name="cancellationToken">Ends it during a call or a wait.</param>
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
        var start = time.GetTimestamp();
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

    /// <summary>Info and warning are of no documented shape: text, or an object or list with text in it.</summary>
    private static string? ReadRemark(JsonElement body, string name) =>
        body.Member(name) is { } remark ? SensitiveText.Mask(remark.Text() ?? remark.GetRawText()) : null;
}
