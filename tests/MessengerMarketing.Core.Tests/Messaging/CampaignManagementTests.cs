using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Messaging;

public sealed class CampaignManagementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Campaigns_are_the_ads_that_send_messages()
    {
        using var server = new ScriptedServer(Scripted.Ok(
            """
            {"data":[
              {"id":"120","effective_status":"ACTIVE","created_time":"2026-10-30T12:00:00+0000","campaign":{"name":"Spring","is_message_campaign":true},"creative":{"actor_id":"2002"},
               "adset":{"id":"121","daily_budget":"500","lifetime_budget":"0","start_time":"2026-10-30T12:00:00+0000","end_time":"0"}},
              {"id":"130","effective_status":"ACTIVE","campaign":{"name":"Feed ad"},"adset":{"id":"131"}},
              {"id":"140","campaign":{"name":"Old","is_direct_send_campaign":"true"},"adset":{"lifetime_budget":9000,"end_time":1793520000}}]}
            """));
        GraphClient client = Client(server);

        List<MessageCampaign> campaigns = await ReadAsync(new MessageCampaignClient(client).ListAsync());

        Received request = Assert.Single(server.Requests);
        Assert.Equal("/v26.0/act_1000200030004000/ads", request.Path);
        Assert.Contains("is_message_campaign", request.Parameter("fields"), StringComparison.Ordinal);
        Assert.Equal(["120", "140"], campaigns.Select(static campaign => campaign.Id));
        Assert.Equal(("Spring", "Active", "ACTIVE", "2002", 500L, null), (campaigns[0].Name, campaigns[0].State, campaigns[0].Status, campaigns[0].PageId, campaigns[0].DailyBudget, campaigns[0].LifetimeBudget));
        Assert.Equal(("Ended", 9000L, null), (campaigns[1].State, campaigns[1].LifetimeBudget, campaigns[1].PageId));
    }

    [Theory]
    [InlineData("ACTIVE", -3, null, "Active")]
    [InlineData(null, -3, null, "Active")]
    [InlineData("ACTIVE", -0.5, null, "Preparing")]
    [InlineData("ACTIVE", 3, null, "Scheduled")]
    [InlineData("PAUSED", -3, null, "Paused")]
    [InlineData("CAMPAIGN_PAUSED", 3, null, "Paused")]
    [InlineData("ACTIVE", -3, -1.0, "Ended")]
    [InlineData("PAUSED", -3, -1.0, "Ended")]
    [InlineData("ARCHIVED", -3, -1.0, "Deleted")]
    [InlineData("IN_PROCESS", -3, null, "Preparing")]
    [InlineData("PENDING_REVIEW", -3, null, "Other")]
    [InlineData("WITH_ISSUES", -3, null, "Other")]
    public void The_state_follows_from_status_and_times(string? status, double startHours, double? endHours, string state)
    {
        DateTimeOffset start = Noon.AddHours(startHours);

        Assert.Equal(state, MessageCampaign.FindState(status, start, endHours is { } hours ? Noon.AddHours(hours) : null, start + MessageCampaign.MinPreparation, Noon).ToString());
    }

    [Fact]
    public async Task A_campaign_is_paused_and_resumed_by_its_status()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"success":true}"""));
        GraphClient client = Client(server);

        await new MessageCampaignClient(client).SetPausedAsync("120", isPaused: true);
        await new MessageCampaignClient(client).SetPausedAsync("120", isPaused: false);

        Assert.Equal(["POST /v26.0/120 {\"status\":\"PAUSED\"}", "POST /v26.0/120 {\"status\":\"ACTIVE\"}"], server.Requests.Select(static request => $"{request.Method} {request.Path} {request.Body}"));
    }

    [Fact]
    public async Task A_budget_is_changed_at_the_ad_set()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"id":"120","adset":{"id":"121"}}"""), Scripted.Ok("""{"success":true}"""));
        GraphClient client = Client(server);

        await new MessageCampaignClient(client).SetBudgetAsync("120", null, 9000);

        Assert.Equal("/v26.0/121", server.Requests[1].Path);
        Assert.Equal("""{"lifetime_budget":9000}""", server.Requests[1].Body);
    }

    [Fact]
    public async Task A_campaign_that_was_deleted_by_a_lost_call_counts_as_deleted()
    {
        using var server = new ScriptedServer(Scripted.Ok() with { Cut = true }, Scripted.Error(100, 33));
        GraphClient client = Client(server);

        await new MessageCampaignClient(client).DeleteAsync("120");

        Assert.Equal(["DELETE", "GET"], server.Requests.Select(static request => request.Method));
    }

    [Fact]
    public async Task The_texts_of_insights_become_numbers()
    {
        using var server = new ScriptedServer(Scripted.Ok(
            """
            {"data":[{"marketing_messages_delivered":"2755","marketing_messages_link_btn_click":"268","marketing_messages_spend":"38.87","marketing_messages_read_rate":"79.419238",
              "marketing_messages_link_btn_click_rate":"9.727768","marketing_messages_cost_per_link_btn_click":"0.145037","marketing_messages_cost_per_delivered":"0.014109",
              "date_start":"2026-05-01","date_stop":"2026-05-29"}]}
            """));
        GraphClient client = Client(server);

        MessageInsight insight = await new MessageInsightClient(client).GetInsightAsync("120", null, null);

        Assert.Equal("/v26.0/120/insights", server.Requests[0].Path);
        Assert.Equal("maximum", server.Requests[0].Parameter("date_preset"));
        Assert.Equal((2755L, 268L, 38.87m, 79.419238, 9.727768), (insight.Delivered, insight.Clicks, insight.Spend, insight.ReadRate, insight.ClickRate));
        Assert.Equal((0.014109m, 0.145037m), (insight.CostPerDelivery, insight.CostPerClick));
        Assert.Equal((new DateTime(2026, 5, 1), new DateTime(2026, 5, 29)), (insight.Since, insight.Until));
    }

    [Theory]
    [InlineData("2026-10-01", "2026-10-31", """{"since":"2026-10-01","until":"2026-10-31"}""")]
    [InlineData("2026-10-01", null, """{"since":"2026-10-01","until":"2026-11-01"}""")]
    [InlineData(null, "2026-10-31", """{"since":"2026-03-01","until":"2026-10-31"}""")]
    [InlineData(null, "2026-02-01", """{"since":"2026-02-01","until":"2026-02-01"}""")]
    public async Task Insights_of_a_time_range_contain_its_days(string? since, string? until, string expected)
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"data":[]}"""));
        GraphClient client = Client(server);

        MessageInsight insight = await new MessageInsightClient(client).GetInsightAsync("120", Day(since), Day(until));

        Assert.Equal(expected, server.Requests[0].Parameter("time_range"));
        Assert.Null(server.Requests[0].Parameter("date_preset"));
        Assert.Equal((0L, null), (insight.Delivered, insight.Spend));
    }

    [Fact]
    public async Task A_time_range_that_ends_before_it_starts_is_refused()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"data":[]}"""));
        GraphClient client = Client(server);

        await Assert.ThrowsAsync<ArgumentException>(() => new MessageInsightClient(client).GetInsightAsync("120", Day("2026-10-02"), Day("2026-10-01")));

        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("""{"data":[{"estimate_delivery_lower_bound":900,"estimate_delivery_upper_bound":"1000","estimate_cost_lower_bound":1800.4,"estimate_cost_upper_bound":2000}]}""")]
    [InlineData("""{"estimate_delivery_lower_bound":900,"estimate_delivery_upper_bound":1000,"estimate_cost_lower_bound":"1800","estimate_cost_upper_bound":"2000"}""")]
    public async Task An_estimate_has_bounds_of_messages_and_cost(string body)
    {
        using var server = new ScriptedServer(Scripted.Ok(body));
        GraphClient client = Client(server);

        MessageEstimate estimate = await new MessageInsightClient(client).EstimateAsync(500, null, 7);

        Received request = Assert.Single(server.Requests);
        Assert.Equal("/v26.0/act_1000200030004000/message_delivery_estimate", request.Path);
        Assert.Equal(("500", "7", "true", "no_pacing"), (request.Parameter("daily_budget"), request.Parameter("lifetime_in_days"), request.Parameter("is_direct_send_campaign"), request.Parameter("pacing_type")));
        Assert.Equal("""{"page_id":"2000300040005000"}""", request.Parameter("promoted_object"));
        Assert.Equal((900L, 1000L, 1800L, 2000L), (estimate.DeliveryLowerBound, estimate.DeliveryUpperBound, estimate.CostLowerBound, estimate.CostUpperBound));
    }

    private static DateTime? Day(string? text) => text is null ? null : DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static GraphClient Client(ScriptedServer server) => new(server.Account(), new GraphClientOptions { TimeProvider = new InstantTime() });

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (T item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
