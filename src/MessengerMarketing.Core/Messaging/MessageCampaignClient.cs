using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Messaging;

/// <summary>
/// Creates, finds, changes and deletes marketing message campaigns. Source: Meta's guide to sending with the Marketing Message API for
/// Messenger, June 2026.
/// </summary>
internal sealed class MessageCampaignClient
{
    private const string PageSize = "100";

    private readonly GraphClient _client;

    /// <summary>Creates a client that uses the account of <paramref name="client"/>.</summary>
    public MessageCampaignClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    private DateTimeOffset Now => _client.Options.TimeProvider.GetUtcNow();

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

        GraphContext context = _client.Context;
        draft.Check(_client.Options.TimeProvider.GetUtcNow());
        var body = new CampaignBody
        {
            Name = draft.Name,
            PageId = context.PageId,
            DailyBudget = draft.DailyBudget,
            LifetimeBudget = draft.LifetimeBudget,
            StartTime = draft.StartTime?.ToUnixTimeSeconds(),
            EndTime = draft.EndTime?.ToUnixTimeSeconds(),
            PixelId = draft.PixelId,
        };
        GraphResponse response = await _client.SendAsync(
            new GraphRequest(HttpMethod.Post, $"act_{context.AdAccountId}/message_campaign")
            {
                Content = Bodies.Json(body, MessagingJson.Default.CampaignBody),
                Shape = ResponseShape.Id,
            },
            cancellationToken);
        DateTimeOffset ready = _client.Options.TimeProvider.GetUtcNow() + MessageCampaign.MinPreparation;
        DateTimeOffset from = draft.StartTime > ready ? draft.StartTime.Value.ToUniversalTime() : ready;
        return new MessageCampaign
        {
            Id = response.Body.Text("id")!,
            Name = SafeText.SingleLine(draft.Name),
            State = MessageCampaign.FindState(null, draft.StartTime, draft.EndTime, from, ready - MessageCampaign.MinPreparation).ToString(),
            PageId = context.PageId,
            DailyBudget = draft.DailyBudget,
            LifetimeBudget = draft.LifetimeBudget,
            StartTime = draft.StartTime?.ToUniversalTime(),
            EndTime = draft.EndTime?.ToUniversalTime(),
            Created = ready - MessageCampaign.MinPreparation,
            ReadyFrom = from,
            Warning = ReadRemark(response.Body, "warning") ?? ReadRemark(response.Body, "info"),
        };
    }

    /// <summary>Lists the message campaigns of the ad account and the account's Page, 100 ads per call, and returns them as they arrive.</summary>
    /// <exception cref="GraphException">The request failed.</exception>
    public async IAsyncEnumerable<MessageCampaign> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        GraphRequest request = new GraphRequest(HttpMethod.Get, $"act_{_client.Context.AdAccountId}/ads").With("fields", MessageCampaignReader.Fields).With("limit", PageSize);
        await foreach (GraphPage page in _client.PagesAsync(request, cancellationToken))
        {
            foreach (JsonElement ad in page.Items)
            {
                if (MessageCampaignReader.IsMessageCampaign(ad))
                {
                    yield return MessageCampaignReader.Read(page.Response, ad, Now);
                }
            }
        }
    }

    /// <summary>Reads one campaign.</summary>
    /// <param name="id">Digits.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="GraphException">The request failed; kind <see cref="GraphErrorKind.NotFound"/> when the campaign does not exist.</exception>
    public async Task<MessageCampaign> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        GraphResponse response = await _client.SendAsync(
            new GraphRequest(HttpMethod.Get, CheckId(id)) { Shape = ResponseShape.Node(id) }.With("fields", MessageCampaignReader.Fields), cancellationToken);
        return MessageCampaignReader.Read(response, response.Body, Now);
    }

    /// <summary>Pauses or resumes a campaign: <c>POST /&lt;CAMPAIGN_ID&gt;</c> with its status. Meta documents the call for ads.</summary>
    /// <param name="id">Digits.</param>
    /// <param name="isPaused">Whether the campaign sends nothing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="GraphException">The request failed, or the response does not confirm success.</exception>
    public Task SetPausedAsync(string id, bool isPaused, CancellationToken cancellationToken = default) =>
        UpdateAsync(CheckId(id), new CampaignUpdateBody { Status = isPaused ? "PAUSED" : "ACTIVE" }, cancellationToken);

    /// <summary>Changes the budget of a campaign, which its ad set has: <c>POST /&lt;AD_SET_ID&gt;</c>.</summary>
    /// <param name="id">Digits.</param>
    /// <param name="dailyBudget">The daily budget, more than zero; null to leave it.</param>
    /// <param name="lifetimeBudget">The lifetime budget, more than zero; null to leave it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="GraphException">The request failed, or the response does not confirm success.</exception>
    public async Task SetBudgetAsync(string id, long? dailyBudget, long? lifetimeBudget, CancellationToken cancellationToken = default)
    {
        GraphResponse response = await _client.SendAsync(
            new GraphRequest(HttpMethod.Get, CheckId(id)) { Shape = ResponseShape.Node(id) }.With("fields", "id,adset{id}"), cancellationToken);
        string adSet = response.Body.Object("adset")?.Text("id") is { } text && GraphId.IsId(text) ? text : throw response.Unexpected("the campaign has no ad set, so its budget cannot be changed");
        await UpdateAsync(adSet, new CampaignUpdateBody { DailyBudget = dailyBudget, LifetimeBudget = lifetimeBudget }, cancellationToken);
    }

    /// <summary>Deletes a campaign. When the response to an earlier attempt was lost, a missing campaign counts as success.</summary>
    /// <param name="id">Digits.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="GraphException">The request failed, or the response does not confirm success.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken = default)
    {
        var request = new GraphRequest(HttpMethod.Delete, CheckId(id))
        {
            Shape = ResponseShape.Success,
            FindLostResponse = (client, token) => FindDeletedAsync(client, id, token),
        };
        await _client.SendAsync(request, cancellationToken);
    }

    private static string CheckId(string id) => GraphId.IsId(id) ? id : throw new ArgumentException("A campaign ID must be a number.", nameof(id));

    private static async Task<GraphResponse?> FindDeletedAsync(GraphClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(new GraphRequest(HttpMethod.Get, id) { Shape = ResponseShape.Node(id) }.With("fields", "id"), cancellationToken);
            return null;
        }
        catch (GraphException exception) when (exception.Kind == GraphErrorKind.NotFound)
        {
            return GraphResponse.FromJson("""{"success":true}""");
        }
    }

    // Setting the same value again changes nothing.
    private Task<GraphResponse> UpdateAsync(string id, CampaignUpdateBody body, CancellationToken cancellationToken) => _client.SendAsync(
        new GraphRequest(HttpMethod.Post, id) { Content = Bodies.Json(body, MessagingJson.Default.CampaignUpdateBody), Shape = ResponseShape.Success, IsIdempotent = true },
        cancellationToken);

    /// <summary>The format of info and warning is not documented: text, or an object or a list that contains text.</summary>
    private static string? ReadRemark(JsonElement body, string name) =>
        body.Member(name) is { } remark ? SensitiveText.Mask(remark.Text() ?? remark.GetRawText()) : null;
}
