using System;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class MessageCampaignTests
{
    private static readonly Func<DateTimeOffset> Fixed = static () => DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);

    [Fact]
    public async Task A_message_to_a_subscriber_returns_a_tracking_id()
    {
        using var client = new SandboxClient();
        (_, string token) = await client.SubscribeAsync();
        string campaign = await CreateAsync(client);

        GraphReply reply = await SendAsync(client, campaign, token);

        Assert.Matches("^\\{\"success\":true,\"marketing_message_tracking_id\":\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"\\}$", reply.Text);
    }

    [Fact]
    public async Task Messages_can_be_sent_to_people_of_an_audience()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        await client.UploadAsync(100);
        JsonArray tokens = (await client.GetAsPageAsync("notification_message_tokens")).Json["data"]!.AsArray();
        string campaign = await CreateAsync(client);

        foreach (string token in tokens.Select(static each => (string)each!["notification_messages_token"]!))
        {
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, campaign, token)).Status);
        }
    }

    [Fact]
    public async Task A_subscriber_gets_one_message_in_12_hours()
    {
        using var client = new SandboxClient(new SandboxOptions { Clock = Fixed });
        (_, string token) = await client.SubscribeAsync();
        string campaign = await CreateAsync(client);
        await SendAsync(client, campaign, token);

        client.Server.ClockOffset = TimeSpan.FromHours(11);
        GraphReply soon = await SendAsync(client, campaign, token);
        JsonNode listed = (await client.GetAsPageAsync("notification_message_tokens")).Json["data"]![0]!;
        client.Server.ClockOffset = TimeSpan.FromHours(12);
        GraphReply later = await SendAsync(client, campaign, token);

        Assert.Equal((HttpStatusCode.BadRequest, 2300035), (soon.Status, soon.Code));
        Assert.Equal(3600, (int)soon.Json["error"]!["error_data"]!["remaining_seconds"]!);
        Assert.Equal(1_780_043_200, (long)listed["next_eligible_time"]!);
        Assert.Equal(HttpStatusCode.OK, later.Status);
    }

    [Fact]
    public async Task A_new_campaign_is_populated_before_it_is_ready()
    {
        using var client = new SandboxClient(new SandboxOptions { Clock = Fixed, CampaignReadyAfter = TimeSpan.FromHours(1) });
        (_, string token) = await client.SubscribeAsync();
        string campaign = await CreateAsync(client);

        GraphReply first = await SendAsync(client, campaign, token);
        client.Server.ClockOffset = TimeSpan.FromMinutes(59);
        GraphReply second = await SendAsync(client, campaign, token);
        client.Server.ClockOffset = TimeSpan.FromMinutes(60);
        GraphReply third = await SendAsync(client, campaign, token);

        Assert.Equal((2300012, 2300041, HttpStatusCode.OK), (first.Code, second.Code, third.Status));
    }

    [Fact]
    public async Task Errors_describe_the_problem_with_campaign_or_token()
    {
        using var client = new SandboxClient(new SandboxOptions { Clock = Fixed });
        (string psid, string token) = await client.SubscribeAsync();
        (string stopped, string stoppedToken) = await client.SubscribeAsync();
        (string gone, string goneToken) = await client.SubscribeAsync();
        client.Server.DeclineOptIn(stopped);
        await client.PostAsPageAsync("messaging_customer_base/unsubscribe", $$"""{"data":[{"psid":"{{gone}}"}]}""");
        string campaign = await CreateAsync(client);
        string others = await CreateAsync(client, """{"name":"Other","page_id":"999","daily_budget":500}""");
        string later = await CreateAsync(client, $$"""{"name":"Later","page_id":"{{client.Server.PageId}}","daily_budget":500,"start_time":1780086400}""");

        Assert.Equal(2300001, (await SendAsync(client, "12345", token)).Code);
        Assert.Equal(2300004, (await SendAsync(client, campaign, "12345")).Code);
        Assert.Equal(2300005, (await SendAsync(client, others, token)).Code);
        Assert.Equal(2300034, (await SendAsync(client, campaign, stoppedToken)).Code);
        Assert.Equal(2300034, (await SendAsync(client, campaign, goneToken)).Code);
        Assert.Equal(2300033, (await SendAsync(client, later, token)).Code);
        Assert.Equal(2300052, (await SendAsync(client, campaign, token, gap: 60)).Code);
        client.Server.ClockOffset = TimeSpan.FromDays(366);
        Assert.Equal(2300037, (await SendAsync(client, campaign, token)).Code);
        Assert.NotEqual(psid, stopped);
    }

    [Theory]
    [InlineData("name", null, 100, "name")]
    [InlineData("page_id", null, 2300065, "page")]
    [InlineData("page_id", "\"my page\"", 100, "page_id")]
    [InlineData("daily_budget", null, 100, "daily_budget or lifetime_budget")]
    [InlineData("daily_budget", "0", 100, "daily_budget")]
    [InlineData("daily_budget", "1.5", 100, "daily_budget")]
    [InlineData("lifetime_budget", "1000", 100, "not both")]
    [InlineData("start_time", "1", 100, "start_time")]
    [InlineData("start_time", "99999999999", 100, "start_time")]
    [InlineData("end_time", "1", 100, "end_time")]
    public async Task A_campaign_needs_a_name_a_Page_and_one_budget(string member, string? json, int code, string said)
    {
        using var client = new SandboxClient();
        JsonObject body = NewCampaign(client);
        body.Remove(member);
        if (json is not null)
        {
            body[member] = JsonNode.Parse(json);
        }

        GraphReply reply = await client.PostAsync($"v26.0/act_{client.Server.AdAccountId}/message_campaign", body.ToJsonString());

        Assert.Equal(code, reply.Code);
        Assert.Contains(said, reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("message_id")]
    [InlineData("messenger_delivery_data")]
    [InlineData("message")]
    public async Task A_message_needs_a_campaign_a_subscriber_and_a_content(string member)
    {
        using var client = new SandboxClient();
        (_, string token) = await client.SubscribeAsync();
        JsonObject body = NewMessage(await CreateAsync(client), token, null);
        body.Remove(member);

        GraphReply reply = await client.PostAsync($"v26.0/act_{client.Server.AdAccountId}/messages", body.ToJsonString());

        Assert.Equal(100, reply.Code);
        Assert.Contains(member, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_can_be_read_and_deleted()
    {
        using var client = new SandboxClient(new SandboxOptions { Clock = Fixed, PageId = "2002" });
        string campaign = await CreateAsync(client, """{"name":"Spring","page_id":"2002","lifetime_budget":"3000"}""");

        GraphReply read = await client.GetAsync($"v26.0/{campaign}?fields=id,campaign{{name}},creative{{actor_id}},adset{{lifetime_budget,start_time,end_time}}");
        GraphReply deleted = await client.DeleteAsync($"v26.0/{campaign}");

        Assert.Equal(
            "{\"id\":\"" + campaign + "\",\"campaign\":{\"name\":\"Spring\"},\"creative\":{\"actor_id\":\"2002\"}," +
            "\"adset\":{\"lifetime_budget\":\"3000\",\"start_time\":\"1780000000\",\"end_time\":\"1782592000\"}}",
            read.Text);
        Assert.Equal("{\"success\":true}", deleted.Text);
        Assert.Equal(33, (await client.GetAsync($"v26.0/{campaign}")).Subcode);
    }

    private static JsonObject NewCampaign(SandboxClient client) => new() { ["name"] = "Spring", ["page_id"] = client.Server.PageId, ["daily_budget"] = 500 };

    private static async Task<string> CreateAsync(SandboxClient client, string? json = null)
    {
        GraphReply reply = await client.PostAsync($"v26.0/act_{client.Server.AdAccountId}/message_campaign", json ?? NewCampaign(client).ToJsonString());
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return (string)reply.Json["id"]!;
    }

    private static Task<GraphReply> SendAsync(SandboxClient client, string campaign, string token, int? gap = null) =>
        client.PostAsync($"v26.0/act_{client.Server.AdAccountId}/messages", NewMessage(campaign, token, gap).ToJsonString());

    private static JsonObject NewMessage(string campaign, string token, int? gap)
    {
        var body = new JsonObject
        {
            ["message_id"] = campaign,
            ["messenger_delivery_data"] = new JsonObject { ["subscription_token"] = token },
            ["message"] = new JsonObject { ["text"] = "Spring is here" },
        };
        if (gap is not null)
        {
            body["min_conversation_gap_seconds"] = gap;
        }

        return body;
    }
}
