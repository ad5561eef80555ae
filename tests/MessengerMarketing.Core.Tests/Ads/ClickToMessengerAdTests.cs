using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MessengerMarketing.Ads;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Ads;

public sealed class ClickToMessengerAdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ClickToMessengerAdDraft Draft = new()
    {
        Name = "Spring",
        Message = "Ask us about spring",
        ImageUrl = "https://www.example.com/o.png",
        DailyBudget = 500,
        Targeting = AdTargeting.FromCountries(["vn", "MY"]),
    };

    [Fact]
    public async Task Four_objects_are_created_in_order_each_with_the_id_of_the_previous_one()
    {
        using var server = new ScriptedServer(Ids);
        GraphClient client = Client(server);

        ClickToMessengerAd ad = await new ClickToMessengerAdClient(client).CreateAsync(Draft with { Headline = "Spring", Greeting = "Hello!", Declarations = new AdDeclarations { Payers = ForAll("Example Ltd") } });

        Assert.Equal(["campaigns", "adsets", "adcreatives", "ads"], server.Requests.Select(request => request.Path.Split('/')[^1]));
        Assert.All(server.Requests, request => Assert.StartsWith("/v26.0/act_1000200030004000/", request.Path, StringComparison.Ordinal));
        Assert.All(server.Requests, request => Assert.Equal("Bearer EAAtesttokenforproof0001", request.Headers["Authorization"]));
        Assert.Equal(
            """{"name":"Spring","objective":"OUTCOME_ENGAGEMENT","buying_type":"AUCTION","special_ad_categories":[],"is_adset_budget_sharing_enabled":false,"status":"PAUSED"}""",
            server.Requests[0].Body);
        Assert.Equal(
            """{"name":"Spring","campaign_id":"11","destination_type":"MESSENGER","optimization_goal":"CONVERSATIONS","billing_event":"IMPRESSIONS","bid_strategy":"LOWEST_COST_WITHOUT_CAP","promoted_object":"""
            + """{"page_id":"2000300040005000"},"daily_budget":500,"targeting":{"geo_locations":{"countries":["VN","MY"]},"targeting_automation":{"advantage_audience":0}},"dsa_payor":"Example Ltd","status":"PAUSED"}""",
            server.Requests[1].Body);
        Assert.Equal(
            """{"name":"Spring","object_story_spec":{"page_id":"2000300040005000","link_data":{"message":"Ask us about spring","name":"Spring","link":"https://fb.com/messenger_doc/","picture":"https://www.example.com/o.png","call_to_action":"""
            + """{"type":"MESSAGE_PAGE","value":{"app_destination":"MESSENGER"}},"page_welcome_message":"Hello!"}}}""",
            server.Requests[2].Body);
        Assert.Equal("""{"name":"Spring","adset_id":"12","creative":{"creative_id":"13"},"status":"PAUSED"}""", server.Requests[3].Body);
        Assert.Equal(
            new ClickToMessengerAd { Name = "Spring", Status = "PAUSED", CampaignId = "11", AdSetId = "12", CreativeId = "13", AdId = "14", PageId = "2000300040005000" },
            ad);
    }

    [Fact]
    public async Task An_active_ad_is_active_throughout()
    {
        using var server = new ScriptedServer(Ids);
        GraphClient client = Client(server);

        await new ClickToMessengerAdClient(client).CreateAsync(Draft with { IsActive = true });

        Assert.Equal(3, server.Requests.Count(request => request.Body.Contains("\"status\":\"ACTIVE\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Targeting_with_an_automation_setting_is_not_changed()
    {
        using var server = new ScriptedServer(Ids);
        GraphClient client = Client(server);
        using var targeting = JsonDocument.Parse("""{"geo_locations":{"countries":["VN"]},"targeting_automation":{"advantage_audience":1}}""");

        await new ClickToMessengerAdClient(client).CreateAsync(Draft with { Targeting = targeting.RootElement });

        Assert.Contains("""{"geo_locations":{"countries":["VN"]},"targeting_automation":{"advantage_audience":1}}""", server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_step_deletes_the_created_objects_in_reverse_order()
    {
        using var server = new ScriptedServer(request => request.Path.EndsWith("/ads", StringComparison.Ordinal) ? Scripted.Error(100, 1815857) : Ids(request));
        GraphClient client = Client(server);

        ClickToMessengerAdException problem = await Assert.ThrowsAsync<ClickToMessengerAdException>(() => new ClickToMessengerAdClient(client).CreateAsync(Draft));

        Assert.Equal(AdStep.Ad, problem.Step);
        Assert.Equal("MMInvalidParameter", problem.Cause.ErrorId);
        Assert.Equal(["Creative 13", "AdSet 12", "Campaign 11"], problem.Deleted);
        Assert.Empty(problem.LeftBehind);
        Assert.Equal(["/v26.0/13", "/v26.0/12", "/v26.0/11"], server.Requests.Where(request => request.Method == "DELETE").Select(request => request.Path));
    }

    [Fact]
    public async Task An_object_that_cannot_be_deleted_is_reported_and_the_others_are_deleted()
    {
        using var server = new ScriptedServer(request => request switch
        {
            { Method: "POST", Path: var path } when path.EndsWith("/adcreatives", StringComparison.Ordinal) => Scripted.Error(200),
            { Method: "DELETE", Path: "/v26.0/12" } => Scripted.Error(10),
            _ => Ids(request),
        });
        GraphClient client = Client(server);

        ClickToMessengerAdException problem = await Assert.ThrowsAsync<ClickToMessengerAdException>(() => new ClickToMessengerAdClient(client).CreateAsync(Draft));

        Assert.Equal(["Campaign 11"], problem.Deleted);
        Assert.Equal(["AdSet 12"], problem.LeftBehind);
        Assert.Contains("AdSet 12", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_with_a_lost_response_is_not_repeated()
    {
        using var server = new ScriptedServer(request => request.Path.EndsWith("/adsets", StringComparison.Ordinal) ? Scripted.Ok() with { Cut = true } : Ids(request));
        GraphClient client = Client(server);

        ClickToMessengerAdException problem = await Assert.ThrowsAsync<ClickToMessengerAdException>(() => new ClickToMessengerAdClient(client).CreateAsync(Draft));

        Assert.True(problem.Cause.RequestMayHaveArrived);
        Assert.Equal(["POST", "POST", "DELETE"], server.Requests.Select(request => request.Method));
    }

    [Fact]
    public void A_draft_outside_its_limits_is_refused()
    {
        Draft.Check(Noon);
        Assert.Equal("Name", Broken(Draft with { Name = "" }));
        Assert.Equal("Message", Broken(Draft with { Message = " " }));
        Assert.Equal("ImageUrl", Broken(Draft with { ImageUrl = null }));
        Assert.Equal("ImageUrl", Broken(Draft with { ImageHash = "0f" }));
        Assert.Equal("ImageUrl", Broken(Draft with { ImageUrl = "http://www.example.com/o.png" }));
        Assert.Equal("DailyBudget", Broken(Draft with { DailyBudget = null }));
        Assert.Equal("DailyBudget", Broken(Draft with { DailyBudget = 0 }));
        Assert.Equal("EndTime", Broken(Draft with { DailyBudget = null, LifetimeBudget = 5000 }));
        Assert.Equal("EndTime", Broken(Draft with { EndTime = Noon.AddDays(-1) }));
        Assert.Equal("Greeting", Broken(Draft with { Greeting = new string('a', 301) }));
        Assert.Equal("{\"geo_locations\":{\"countries\":[\"VN\",\"DE\",\"US\"]}}", AdTargeting.FromCountries(["Vietnam", "deutschland", " us "]).GetRawText());
        Assert.Contains("Did you mean Vietnam (VN)?", Assert.Throws<ArgumentException>(() => AdTargeting.FromCountries(["Vietnma"])).Message, StringComparison.Ordinal);
        Assert.Equal("countries", Assert.Throws<ArgumentException>(() => AdTargeting.FromCountries(["Atlantis"])).ParamName);
    }

    [Fact]
    public async Task Targeting_with_another_automation_setting_gets_the_missing_member()
    {
        using var server = new ScriptedServer(Ids);
        GraphClient client = Client(server);
        using var targeting = JsonDocument.Parse("""{"geo_locations":{"countries":["VN"]},"targeting_automation":{"individual_setting":{"age":1}}}""");

        await new ClickToMessengerAdClient(client).CreateAsync(Draft with { Targeting = targeting.RootElement });

        Assert.Contains(""""targeting_automation":{"individual_setting":{"age":1},"advantage_audience":0}}"""", server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("true")]
    [InlineData("\"1\"")]
    public void An_automation_that_is_neither_0_nor_1_is_refused(string value)
    {
        using var targeting = JsonDocument.Parse($$$"""{"geo_locations":{"countries":["VN"]},"targeting_automation":{"advantage_audience":{{{value}}}}}""");

        Assert.Equal("Targeting", Broken(Draft with { Targeting = targeting.RootElement }));
    }

    private static Dictionary<string, string> ForAll(string text) => new() { [AdDeclarations.EveryRegion] = text };

    private static Scripted Ids(Received request) => request.Method == "DELETE"
        ? Scripted.Ok("""{"success":true}""")
        : Scripted.Ok(request.Path.Split('/')[^1] switch
        {
            "campaigns" => """{"id":"11"}""",
            "adsets" => """{"id":12}""",
            "adcreatives" => """{"id":"13"}""",
            _ => """{"id":"14"}""",
        });

    private static string? Broken(ClickToMessengerAdDraft draft) => Assert.Throws<ArgumentException>(() => draft.Check(Noon)).ParamName;

    private static GraphClient Client(ScriptedServer server) => new(server.Account(), new GraphClientOptions { TimeProvider = new InstantTime() });
}
