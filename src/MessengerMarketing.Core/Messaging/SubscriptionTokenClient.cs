using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using MessengerMarketing.Collections;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging;

/// <summary>Reads the subscription tokens of the account's Page.</summary>
internal sealed class SubscriptionTokenClient
{
    /// <summary>Meta's maximum page size. An ad account can make 1,000 calls per hour.</summary>
    private const string PageSize = "1000";

    private readonly GraphClient _client;

    /// <summary>Creates a client that uses the account of <paramref name="client"/>, which must have a Page token.</summary>
    public SubscriptionTokenClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>
    /// Lists tokens with <c>GET /&lt;PAGE_ID&gt;/notification_message_tokens</c>, 1,000 per call, and returns them as they arrive. Meta
    /// leaves out the tokens of an audience with fewer than 100 matched people.
    /// </summary>
    /// <param name="query">The filter.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">An audience id is not a number, or the end time is before the start time.</exception>
    /// <exception cref="GraphException">The request failed.</exception>
    public IAsyncEnumerable<SubscriptionToken> ListAsync(SubscriptionTokenQuery query, CancellationToken cancellationToken = default)
    {
        if (query is null)
        {
            throw new ArgumentNullException(nameof(query));
        }

        if (query.AudienceIds.Any(static id => !GraphId.IsId(id)))
        {
            throw new ArgumentException("An audience ID must be a number.", nameof(query));
        }

        return query.Since > query.Until
            ? throw Limits.CreateException(nameof(query.Until), "The end time is before the start time.")
            : ReadAsync(query, cancellationToken);
    }

    private async IAsyncEnumerable<SubscriptionToken> ReadAsync(SubscriptionTokenQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var people = new SeenSet();
        using var named = new SeenSet();
        bool wantsOther = query.Sources.Contains(OptInSource.Other);
        foreach (OptInSource? source in Passes(query, wantsOther))
        {
            bool isWanted = source is null || query.Sources.Contains(source.Value);
            await foreach (GraphPage page in _client.PagesAsync(Request(query, source), cancellationToken))
            {
                foreach (JsonElement item in page.Items)
                {
                    SubscriptionToken token = Read(page.Response, item, source);
                    bool isNews = !wantsOther || (source == OptInSource.Other ? !named.Contains(token.Token) : named.Add(token.Token) || isWanted);
                    if (isNews && isWanted && (!query.Unique || people.Add(token.RecipientId is { } person ? "person " + person : "token " + token.Token)))
                    {
                        yield return token;
                    }
                }
            }
        }
    }

    private static IEnumerable<OptInSource?> Passes(SubscriptionTokenQuery query, bool wantsOther)
    {
        if (query.Sources.Count == 0)
        {
            return [null];
        }

        IEnumerable<OptInSource> sources = wantsOther ? OptInSources.Named.Append(OptInSource.Other) : query.Sources.Distinct();
        return sources.Cast<OptInSource?>();
    }

    private GraphRequest Request(SubscriptionTokenQuery query, OptInSource? source)
    {
        GraphRequest request = new GraphRequest(HttpMethod.Get, $"{_client.Context.PageId}/notification_message_tokens") { Token = GraphToken.Page }.With("limit", PageSize);
        if (query.AudienceIds.Count > 0)
        {
            request = request.With("custom_audience_ids", string.Join(",", query.AudienceIds));
        }

        if (source is { } asked && asked != OptInSource.Other)
        {
            request = request.With("opt_in_source", asked.ToParameter());
        }

        request = query.Since is { } since ? request.With("since", Seconds(since)) : request;
        return query.Until is { } until ? request.With("until", Seconds(until)) : request;
    }

    private static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static SubscriptionToken Read(GraphResponse response, JsonElement node, OptInSource? source)
    {
        var audiences = new ReadableList<string>([.. (node.Array("custom_audience_ids")?.EnumerateArray() ?? default).Select(TolerantJson.Text).OfType<string>()]);
        return new SubscriptionToken
        {
            Token = node.Text("notification_messages_token") ?? throw response.Unexpected("a subscription in the response has no token"),
            RecipientId = node.Text("recipient_id"),
            Title = node.Text("topic_title"),
            OptInSource = source?.ToString() ?? (audiences.Count > 0 ? nameof(OptInSource.SubscriberList) : null),
            Status = node.Text("user_token_status"),
            Reoptin = node.Text("notification_messages_reoptin"),
            TimeZone = node.Text("notification_messages_timezone"),
            AudienceIds = audiences,
            Created = node.Time("creation_timestamp"),
            Expires = node.Time("token_expiry_timestamp"),
            NextEligible = node.Time("next_eligible_time"),
            NextEligibleForPaid = node.Time("next_eligible_time_for_paid_messaging"),
        };
    }
}
