using System;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class AdTests
{
    [Fact]
    public async Task A_Click_to_Messenger_ad_consists_of_four_objects()
    {
        using var client = new SandboxClient();

        (string campaign, string adSet, string creative, string ad) = await CreateAsync(client);

        Assert.Equal(
            [(ad, AdObjectKind.Ad, adSet), (creative, AdObjectKind.Creative, null), (adSet, AdObjectKind.AdSet, campaign), (campaign, AdObjectKind.Campaign, null)],
            client.Server.AdObjects.Select(static each => (each.Id, each.KindValue, each.ParentId)));
        Assert.Equal(
            "{\"name\":\"Spring\",\"status\":\"PAUSED\",\"objective\":\"OUTCOME_ENGAGEMENT\",\"special_ad_categories\":[],\"id\":\"" + campaign + "\"}",
            (await client.GetAsync($"v25.0/{campaign}?fields=name,status,objective,special_ad_categories")).Text);
        Assert.Equal(
            "{\"campaign_id\":\"" + campaign + "\",\"destination_type\":\"MESSENGER\",\"promoted_object\":{\"page_id\":\"" + client.Server.PageId + "\"},\"daily_budget\":\"500\",\"id\":\"" + adSet + "\"}",
            (await client.GetAsync($"v25.0/{adSet}?fields=campaign_id,destination_type,promoted_object,daily_budget")).Text);
        Assert.Equal("{\"creative\":{\"creative_id\":\"" + creative + "\"},\"id\":\"" + ad + "\"}", (await client.GetAsync($"v25.0/{ad}?fields=creative")).Text);
        Assert.Equal("[{\"id\":\"" + ad + "\"}]", (await client.GetAsync(Edge(client, "ads"))).Json["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Deleting_a_campaign_deletes_its_objects()
    {
        using var client = new SandboxClient();
        (string campaign, string adSet, string creative, _) = await CreateAsync(client);

        GraphReply deleted = await client.DeleteAsync($"v25.0/{campaign}");

        Assert.Equal("{\"success\":true}", deleted.Text);
        Assert.Equal(creative, Assert.Single(client.Server.AdObjects).Id);
        Assert.Equal((100, 33), ((await client.GetAsync($"v25.0/{adSet}")).Code, (await client.DeleteAsync($"v25.0/{campaign}")).Subcode));
    }

    [Theory]
    [InlineData("campaigns", "name", null)]
    [InlineData("campaigns", "objective", null)]
    [InlineData("campaigns", "objective", "\"MESSAGES\"")]
    [InlineData("campaigns", "special_ad_categories", null)]
    [InlineData("campaigns", "special_ad_categories", "[\"CARS\"]")]
    [InlineData("campaigns", "status", null)]
    [InlineData("campaigns", "is_adset_budget_sharing_enabled", null)]
    [InlineData("adsets", "name", null)]
    [InlineData("adsets", "campaign_id", null)]
    [InlineData("adsets", "campaign_id", "\"123\"")]
    [InlineData("adsets", "destination_type", null)]
    [InlineData("adsets", "destination_type", "\"PHONE\"")]
    [InlineData("adsets", "promoted_object", null)]
    [InlineData("adsets", "promoted_object", "{\"page_id\":\"123\"}")]
    [InlineData("adsets", "billing_event", null)]
    [InlineData("adsets", "optimization_goal", null)]
    [InlineData("adsets", "daily_budget", null)]
    [InlineData("adsets", "daily_budget", "-5")]
    [InlineData("adsets", "lifetime_budget", "500")]
    [InlineData("adsets", "targeting", null)]
    [InlineData("adsets", "targeting", "{\"age_min\":18}")]
    [InlineData("adsets", "status", null)]
    [InlineData("adcreatives", "object_story_spec", null)]
    [InlineData("adcreatives", "object_story_spec", "{\"page_id\":\"123\",\"link_data\":{}}")]
    [InlineData("ads", "name", null)]
    [InlineData("ads", "adset_id", null)]
    [InlineData("ads", "adset_id", "\"123\"")]
    [InlineData("ads", "creative", null)]
    [InlineData("ads", "creative", "{\"creative_id\":\"123\"}")]
    [InlineData("ads", "creative", "{}")]
    [InlineData("ads", "status", "\"RUNNING\"")]
    public async Task A_part_that_is_missing_or_wrong_gets_error_100_that_names_it(string edge, string member, string? json)
    {
        using var client = new SandboxClient();
        (string campaign, string adSet, string creative, _) = await CreateAsync(client);
        JsonObject body = edge switch
        {
            "campaigns" => Campaign(),
            "adsets" => AdSet(client, campaign),
            "adcreatives" => Creative(client),
            _ => Ad(adSet, creative),
        };
        body.Remove(member);
        if (json is not null)
        {
            body[member] = JsonNode.Parse(json);
        }

        GraphReply reply = await client.PostAsync(Edge(client, edge), body.ToJsonString());

        Assert.Equal((HttpStatusCode.BadRequest, 100), (reply.Status, reply.Code));
        Assert.Contains(member, reply.Message, StringComparison.Ordinal);
        Assert.Equal(4, client.Server.AdObjects.Count);
    }

    [Theory]
    [InlineData("TW", null, 3858495)]
    [InlineData("SG", null, 3858550)]
    [InlineData("TH", null, 3858634)]
    [InlineData("TH", "THAILAND_UNIVERSAL", 3858636)]
    [InlineData("BR", null, 3858634)]
    [InlineData("BR", "BRAZIL_REGULATION", 3858636)]
    [InlineData("FR", null, 3858079)]
    public async Task An_ad_set_without_the_declaration_of_its_country_gets_error_100_with_a_subcode(string country, string? category, int subcode)
    {
        using var client = new SandboxClient();
        JsonObject body = AdSet(client, await PostAsync(client, "campaigns", Campaign()));
        body["targeting"]!["geo_locations"]!["countries"] = new JsonArray(country);
        body["regional_regulated_categories"] = category is null ? null : new JsonArray(category);

        GraphReply reply = await client.PostAsync(Edge(client, "adsets"), body.ToJsonString());

        Assert.Equal((100, subcode), (reply.Code, reply.Subcode));
    }

    [Fact]
    public async Task An_ad_set_with_its_declarations_is_created_and_shows_them()
    {
        using var client = new SandboxClient();
        JsonObject body = AdSet(client, await PostAsync(client, "campaigns", Campaign()));
        body["targeting"]!["geo_locations"]!["countries"] = new JsonArray("BR", "FR");
        body["regional_regulated_categories"] = new JsonArray("BRAZIL_REGULATION");
        body["regional_regulation_identities"] = new JsonObject { ["universal_beneficiary"] = "1", ["universal_payer"] = "1" };
        body["dsa_beneficiary"] = "Example Ltd";
        body["dsa_payor"] = "Example Ltd";

        string id = await PostAsync(client, "adsets", body);

        Assert.Equal("BRAZIL_REGULATION", (string?)(await client.GetAsync($"v25.0/{id}?fields=regional_regulated_categories")).Json["regional_regulated_categories"]![0]);
    }

    [Fact]
    public async Task Targeting_must_specify_its_automation()
    {
        using var client = new SandboxClient();
        JsonObject body = AdSet(client, await PostAsync(client, "campaigns", Campaign()));
        body["targeting"]!.AsObject().Remove("targeting_automation");

        Assert.Equal(1870227, (await client.PostAsync(Edge(client, "adsets"), body.ToJsonString())).Subcode);
    }

    [Fact]
    public async Task An_ad_set_stays_within_the_countries_of_its_special_category()
    {
        using var client = new SandboxClient();
        JsonObject campaign = Campaign();
        campaign["special_ad_categories"] = new JsonArray("HOUSING");
        campaign["special_ad_category_country"] = new JsonArray("CA");

        GraphReply reply = await client.PostAsync(Edge(client, "adsets"), AdSet(client, await PostAsync(client, "campaigns", campaign)).ToJsonString());

        Assert.Equal((100, 2909034), (reply.Code, reply.Subcode));
    }

    [Fact]
    public async Task A_person_who_responds_to_an_ad_is_a_subscriber_from_that_ad()
    {
        using var client = new SandboxClient();

        SandboxSubscription subscription = client.Server.SubscribeFromAd();

        JsonNode token = Assert.Single((await client.GetAsPageAsync("notification_message_tokens?opt_in_source=CTM")).Json["data"]!.AsArray())!;
        Assert.Equal((subscription.Psid, subscription.Token), ((string?)token["recipient_id"], (string?)token["notification_messages_token"]));
        Assert.Equal(HttpStatusCode.OK, (await client.AskAsync(subscription.Psid)).Status);
    }

    private static string Edge(SandboxClient client, string edge) => $"v25.0/act_{client.Server.AdAccountId}/{edge}";

    private static async Task<(string Campaign, string AdSet, string Creative, string Ad)> CreateAsync(SandboxClient client)
    {
        string campaign = await PostAsync(client, "campaigns", Campaign());
        string adSet = await PostAsync(client, "adsets", AdSet(client, campaign));
        string creative = await PostAsync(client, "adcreatives", Creative(client));
        return (campaign, adSet, creative, await PostAsync(client, "ads", Ad(adSet, creative)));
    }

    private static async Task<string> PostAsync(SandboxClient client, string edge, JsonObject body)
    {
        GraphReply reply = await client.PostAsync(Edge(client, edge), body.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return (string)reply.Json["id"]!;
    }

    private static JsonObject Campaign() => new()
    {
        ["name"] = "Spring", ["objective"] = "OUTCOME_ENGAGEMENT", ["special_ad_categories"] = new JsonArray(), ["status"] = "PAUSED", ["is_adset_budget_sharing_enabled"] = false,
    };

    private static JsonObject AdSet(SandboxClient client, string campaign) => new()
    {
        ["name"] = "Spring",
        ["campaign_id"] = campaign,
        ["destination_type"] = "MESSENGER",
        ["promoted_object"] = new JsonObject { ["page_id"] = client.Server.PageId },
        ["billing_event"] = "IMPRESSIONS",
        ["optimization_goal"] = "CONVERSATIONS",
        ["daily_budget"] = 500,
        ["targeting"] = new JsonObject { ["geo_locations"] = new JsonObject { ["countries"] = new JsonArray("US") }, ["targeting_automation"] = new JsonObject { ["advantage_audience"] = 0 } },
        ["status"] = "PAUSED",
    };

    private static JsonObject Creative(SandboxClient client) => new()
    {
        ["name"] = "Spring",
        ["object_story_spec"] = new JsonObject
        {
            ["page_id"] = client.Server.PageId,
            ["link_data"] = new JsonObject { ["message"] = "Spring is here", ["link"] = "https://example.com/" },
        },
    };

    private static JsonObject Ad(string adSet, string creative) => new()
    {
        ["name"] = "Spring", ["adset_id"] = adSet, ["creative"] = new JsonObject { ["creative_id"] = creative }, ["status"] = "PAUSED",
    };
}
