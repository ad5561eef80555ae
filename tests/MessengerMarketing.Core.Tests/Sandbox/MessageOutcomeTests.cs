using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Webhooks;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>What a sandbox makes of the messages that it accepts, in webhooks and in insights.</summary>
public class MessageOutcomeTests
{
    private static readonly string[] Fields =
        ["marketing_message_echoes", "marketing_message_deliveries", "marketing_message_reads", "marketing_message_clicks", "marketing_message_delivery_failed"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Webhooks_and_insights_have_the_same_numbers(bool isEnveloped)
    {
        using var probe = new WebhookProbe();
        using var client = new SandboxClient(new SandboxOptions
        {
            Seed = 5,
            WebhookUri = probe.Address,
            VerifyToken = probe.VerifyToken,
            WebhookFields = Fields,
            EnvelopeMessageWebhooks = isEnveloped,
            MessageRates = new SandboxMessageRates { Read = 0.5, Clicked = 0.5, Failed = 0.2, Capped = 0.1 },
        });
        (string campaign, _) = await SendAsync(client, 100);

        await client.Server.WaitForDeliveriesAsync();
        WebhookEvent[] events = [.. probe.Posts.SelectMany(static post => WebhookParser.Parse(post.Body).Events)];
        var counts = events.GroupBy(static item => item.Kind).ToDictionary(static kind => kind.Key, static kind => kind.Count());
        JsonNode insight = await InsightAsync(client, campaign, "date_preset=maximum");

        Assert.All(events, item => Assert.Equal(campaign, Assert.IsAssignableFrom<MarketingMessageEvent>(item).CampaignId));
        Assert.Equal(counts["Echo"], counts["Delivered"] + counts["Failed"]);
        Assert.InRange(counts["Echo"], 80, 99);
        Assert.Equal($"{counts["Delivered"]}", (string?)insight["marketing_messages_delivered"]);
        Assert.Equal($"{counts["Clicked"]}", (string?)insight["marketing_messages_link_btn_click"]);
        Assert.Equal(100.0 * counts["Read"] / counts["Delivered"], double.Parse((string)insight["marketing_messages_read_rate"]!, System.Globalization.CultureInfo.InvariantCulture), tolerance: 0.00001);
        Assert.Equal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{counts["Delivered"] * 0.02m:0.00}"), (string?)insight["marketing_messages_spend"]);
    }

    [Fact]
    public async Task Later_events_are_counted_later()
    {
        using var client = new SandboxClient(new SandboxOptions
        {
            Clock = static () => DateTimeOffset.FromUnixTimeSeconds(1_780_000_000), MessageDelay = TimeSpan.FromHours(1), MessageRates = new SandboxMessageRates { Read = 1 },
        });
        (string campaign, _) = await SendAsync(client, 2);

        Assert.Null(await InsightAsync(client, campaign, "date_preset=maximum"));
        client.Server.ClockOffset = TimeSpan.FromHours(1);
        JsonNode delivered = await InsightAsync(client, campaign, "date_preset=maximum");
        client.Server.ClockOffset = TimeSpan.FromHours(2);
        JsonNode read = await InsightAsync(client, campaign, "date_preset=maximum");

        Assert.Equal(("2", "0.000000"), ((string?)delivered["marketing_messages_delivered"], (string?)delivered["marketing_messages_read_rate"]));
        Assert.Equal("100.000000", (string?)read["marketing_messages_read_rate"]);
    }

    [Fact]
    public async Task A_capped_message_is_rejected_with_the_time_to_wait()
    {
        using var client = new SandboxClient(new SandboxOptions { MessageRates = new SandboxMessageRates { Capped = 1 } });

        (_, GraphReply[] replies) = await SendAsync(client, 1);

        Assert.Equal(2300042, replies[0].Code);
        Assert.Equal(86400, (int)replies[0].Json["error"]!["error_data"]!["remaining_seconds"]!);
    }

    [Fact]
    public async Task The_messages_of_a_paused_campaign_are_rejected_until_it_is_resumed()
    {
        using var client = new SandboxClient();
        (string campaign, _) = await SendAsync(client, 0);
        (_, string token) = await client.SubscribeAsync();

        await client.PostAsync($"v26.0/{campaign}", """{"status":"PAUSED"}""");
        GraphReply paused = await SendOneAsync(client, campaign, token);
        await client.PostAsync($"v26.0/{campaign}", """{"status":"ACTIVE"}""");
        GraphReply active = await SendOneAsync(client, campaign, token);

        Assert.Equal(2300000, paused.Code);
        Assert.Equal(HttpStatusCode.OK, active.Status);
    }

    [Fact]
    public async Task Campaigns_are_listed_with_the_ads_of_the_account_and_their_budget_changes_at_the_ad_set()
    {
        using var client = new SandboxClient();
        (string campaign, _) = await SendAsync(client, 0);
        JsonNode listed = (await client.GetAsync($"v26.0/act_{client.Server.AdAccountId}/ads?fields=id,campaign{{is_message_campaign}},adset{{id,daily_budget}}")).Json["data"]![0]!;

        GraphReply changed = await client.PostAsync($"v26.0/{listed["adset"]!["id"]}", """{"lifetime_budget":9000}""");
        JsonNode read = (await client.GetAsync($"v26.0/{campaign}?fields=status,adset{{daily_budget,lifetime_budget}}")).Json;

        Assert.Equal((campaign, true, "500"), ((string?)listed["id"], (bool)listed["campaign"]!["is_message_campaign"]!, (string?)listed["adset"]!["daily_budget"]));
        Assert.Equal("{\"success\":true}", changed.Text);
        Assert.Equal((null, "9000"), ((string?)read["adset"]!["daily_budget"], (string?)read["adset"]!["lifetime_budget"]));
        Assert.Equal(100, (await client.PostAsync($"v26.0/{listed["adset"]!["id"]}", """{"daily_budget":0}""")).Code);
        Assert.Equal(100, (await client.PostAsync($"v26.0/{campaign}", """{"status":"GONE"}""")).Code);
    }

    [Fact]
    public void A_rate_has_a_known_name_and_a_share()
    {
        Assert.Equal(0.5, SandboxMessageRates.FromShares([new("read", 0.5)]).Read);
        Assert.Contains("Delivered, Read, Clicked", Assert.Throws<ArgumentException>(() => SandboxMessageRates.FromShares([new("Opened", 0.5)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxMessageRates.FromShares([new("Read", 1.5)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxMessageRates.FromShares([new("Read", double.NaN)]));
    }

    /// <summary>Sends messages of a new campaign.</summary>
    internal static async Task<(string Campaign, GraphReply[] Replies)> SendAsync(SandboxClient client, int count)
    {
        var body = new JsonObject { ["name"] = "Spring", ["page_id"] = client.Server.PageId, ["daily_budget"] = 500 };
        string campaign = (string)(await client.PostAsync($"v26.0/act_{client.Server.AdAccountId}/message_campaign", body.ToJsonString())).Json["id"]!;
        var replies = new List<GraphReply>();
        for (int i = 0; i < count; i++)
        {
            replies.Add(await SendOneAsync(client, campaign, client.Server.SubscribeFromAd().Token));
        }

        return (campaign, [.. replies]);
    }

    private static Task<GraphReply> SendOneAsync(SandboxClient client, string campaign, string token) => client.PostAsync(
        $"v26.0/act_{client.Server.AdAccountId}/messages",
        new JsonObject
        {
            ["message_id"] = campaign,
            ["messenger_delivery_data"] = new JsonObject { ["subscription_token"] = token },
            ["message"] = new JsonObject { ["text"] = "Hi" },
        }.ToJsonString());

    private static async Task<JsonNode> InsightAsync(SandboxClient client, string campaign, string period)
    {
        const string Asked = "marketing_messages_delivered,marketing_messages_read_rate,marketing_messages_link_btn_click,marketing_messages_spend";
        return (await client.GetAsync($"v26.0/{campaign}/insights?fields={Asked}&{period}")).Json["data"]!.AsArray().FirstOrDefault()!;
    }
}
