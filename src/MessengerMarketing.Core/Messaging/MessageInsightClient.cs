using System;
using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging;

/// <summary>Reads the performance of campaigns, and estimates costs.</summary>
internal sealed class MessageInsightClient
{
    /// <summary>Meta supports time ranges for campaigns since this day.</summary>
    private static readonly DateTime FirstDay = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly GraphClient _client;

    /// <summary>Creates a client that uses the account of <paramref name="client"/>.</summary>
    public MessageInsightClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>
    /// Reads the performance of a campaign: <c>GET /&lt;CAMPAIGN_ID&gt;/insights</c>. Without days, the whole time is requested, because Meta's
    /// default is the last 30 days. Meta supports days for campaigns since 2026-03-01.
    /// </summary>
    /// <param name="id">Digits.</param>
    /// <param name="since">First day; null for the whole time.</param>
    /// <param name="until">Last day; null for today.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    /// <exception cref="GraphException">The request failed.</exception>
    public async Task<MessageInsight> GetInsightAsync(string id, DateTime? since, DateTime? until, CancellationToken cancellationToken = default)
    {
        if (!GraphId.IsId(id))
        {
            throw new ArgumentException("A campaign ID must be a number.", nameof(id));
        }

        Limits.Require(since is null || until is null || since.Value.Date <= until.Value.Date, nameof(until), "The end of the time range is before its start.");
        DateTime last = until ?? _client.Options.TimeProvider.GetUtcNow().UtcDateTime.Date;
        DateTime first = since ?? (last < FirstDay ? last : FirstDay);
        GraphRequest request = new GraphRequest(HttpMethod.Get, id + "/insights") { Shape = ResponseShape.List }.With("fields", MessageCampaignReader.InsightFields);
        request = since is null && until is null
            ? request.With("date_preset", "maximum")
            : request.With("time_range", FormattableString.Invariant($$"""{"since":"{{first:yyyy-MM-dd}}","until":"{{last:yyyy-MM-dd}}"}"""));
        GraphResponse response = await _client.SendAsync(request, cancellationToken);
        JsonElement rows = response.Body.Array("data")!.Value;
        return MessageCampaignReader.ReadInsight(id, rows.GetArrayLength() > 0 ? rows[0] : null);
    }

    /// <summary>
    /// Estimates how many messages a budget pays for, or the cost of messages to all subscribers of the Page:
    /// <c>GET act_&lt;AD_ACCOUNT_ID&gt;/message_delivery_estimate</c>. It spends nothing.
    /// </summary>
    /// <param name="dailyBudget">Daily budget; null for none.</param>
    /// <param name="lifetimeBudget">Lifetime budget; null for none.</param>
    /// <param name="days">Duration of the campaign in days; null to leave it to Meta.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="GraphException">The request failed.</exception>
    public async Task<MessageEstimate> EstimateAsync(long? dailyBudget, long? lifetimeBudget, int? days, CancellationToken cancellationToken = default)
    {
        GraphRequest request = new GraphRequest(HttpMethod.Get, $"act_{_client.Context.AdAccountId}/message_delivery_estimate")
            .With("fields", MessageCampaignReader.EstimateFields)
            .With("is_direct_send_campaign", "true")
            .With("pacing_type", "no_pacing")
            .With("promoted_object", $$"""{"page_id":"{{_client.Context.PageId}}"}""")
            .With("targeting_spec", """{"publisher_platforms":["messenger"],"messenger_positions":["marketing_messages"]}""");
        request = With(request, "daily_budget", dailyBudget);
        request = With(request, "lifetime_budget", lifetimeBudget);
        request = With(request, "lifetime_in_days", days);
        return MessageCampaignReader.ReadEstimate(await _client.SendAsync(request, cancellationToken), dailyBudget, lifetimeBudget);
    }

    private static GraphRequest With(GraphRequest request, string name, long? value) => value is { } number ? request.With(name, number.ToString(CultureInfo.InvariantCulture)) : request;
}
