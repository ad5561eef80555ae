using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class SubscriptionTokenTests
{
    private const string Tokens = "notification_message_tokens";

    private static readonly Func<DateTimeOffset> Fixed = static () => DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);

    [Fact]
    public async Task A_person_who_opted_in_is_listed_with_all_fields()
    {
        using var client = new SandboxClient(new SandboxOptions { Clock = Fixed });
        string psid = client.Server.SendMessage("Hello").Psid;
        JsonObject body = SandboxClient.OptIn(psid);
        body["message"]!["attachment"]!["payload"]!["notification_messages_timezone"] = "Europe/Berlin";
        await client.PostAsPageAsync("messages", body.ToJsonString());
        client.Server.ApproveOptIn();

        JsonNode token = Assert.Single(await ListAsync(client));

        Assert.Matches("^[0-9]{10,20}$", (string?)token["notification_messages_token"]);
        Assert.Equal(
            """{"recipient_id":"PSID","notification_messages_reoptin":"ENABLED","creation_timestamp":1780000000,"token_expiry_timestamp":1811536000,"user_token_status":"NOT_REFRESHED","topic_title":"Weekly offers","notification_messages_timezone":"Europe/Berlin","next_eligible_time":1780000000,"next_eligible_time_for_paid_messaging":1780000000}"""
                .Replace("PSID", psid, StringComparison.Ordinal),
            Without(token, "notification_messages_token"));
    }

    [Fact]
    public async Task A_person_of_an_audience_is_listed_without_identity()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string id = await client.UploadAsync(100);

        IReadOnlyList<JsonNode> tokens = await ListAsync(client);

        Assert.Equal(100, tokens.Count);
        Assert.All(tokens, token => Assert.Equal(
            $$"""{"notification_messages_reoptin":"ENABLED","topic_title":"Updates and promotions","custom_audience_ids":["{{id}}"]}""",
            Without(token, "notification_messages_token")));
        Assert.Equal(100, tokens.Select(Token).Distinct().Count());
    }

    [Fact]
    public async Task Tokens_of_an_audience_are_withheld_below_100_matched_people()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string id = await client.UploadAsync(100);
        await client.UploadAsync(99, first: 1000);
        int before = (await ListAsync(client)).Count;

        await client.DeleteAsync($"v25.0/{id}/users", SandboxClient.Upload(1));

        Assert.Equal(100, before);
        Assert.Empty(await ListAsync(client));
        Assert.Empty(await ListAsync(client, $"?custom_audience_ids={id}"));
    }

    [Fact]
    public async Task Only_people_who_match_have_tokens()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 0.5 });
        await client.UploadAsync(1000);

        IReadOnlyList<JsonNode> tokens = await ListAsync(client);

        Assert.Equal(client.Server.Audiences[0].MatchedCount, tokens.Count);
        Assert.InRange(tokens.Count, 400, 600);
    }

    [Fact]
    public async Task A_person_in_two_audiences_has_one_token_with_both()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string one = await client.UploadAsync(150);
        string two = await client.UploadAsync(150, first: 101);

        IReadOnlyList<JsonNode> all = await ListAsync(client);
        IReadOnlyList<JsonNode> ofTwo = await ListAsync(client, $"?custom_audience_ids={two}");
        IReadOnlyList<JsonNode> ofBoth = await ListAsync(client, $"?custom_audience_ids={two},{one}");

        Assert.Equal((250, 150, 250), (all.Count, ofTwo.Count, ofBoth.Count));
        Assert.Equal(50, all.Count(token => Audiences(token).SequenceEqual([one, two])));
        Assert.Equal(50, ofTwo.Count(token => Audiences(token).SequenceEqual([one, two])));
        Assert.Equal(250, all.Select(Token).Distinct().Count());
    }

    [Fact]
    public async Task The_same_call_returns_the_same_tokens_and_another_sandbox_different_ones()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        using var other = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        await client.UploadAsync(100);
        await other.UploadAsync(100);

        string[] first = [.. (await ListAsync(client)).Select(Token)];

        Assert.Equal(first, (await ListAsync(client)).Select(Token));
        Assert.Empty(first.Intersect((await ListAsync(other)).Select(Token)));
    }

    [Fact]
    public async Task A_list_has_pages_of_100_and_its_next_link_contains_the_Page_token()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        await client.SubscribeAsync();
        await client.UploadAsync(150);
        await client.UploadAsync(100, first: 1000);

        GraphReply first = await client.GetAsPageAsync(Tokens);
        var next = new Uri((string)first.Json["paging"]!["next"]!);
        client.Http.DefaultRequestHeaders.Authorization = null;
        GraphReply second = await client.GetAsync(next.AbsoluteUri);
        GraphReply third = await client.GetAsync((string)second.Json["paging"]!["next"]!);

        Assert.Contains("access_token=" + client.Server.PageAccessToken, next.Query, StringComparison.Ordinal);
        Assert.Equal((100, 100, 51), (Count(first), Count(second), Count(third)));
        Assert.Null(third.Json["paging"]!["next"]);
        Assert.NotNull(third.Json["paging"]!["cursors"]!["after"]);
        Assert.Equal(251, new[] { first, second, third }.SelectMany(static page => page.Json["data"]!.AsArray()).Select(static token => Token(token!)).Distinct().Count());
    }

    [Theory]
    [InlineData("?limit=1000", 1000)]
    [InlineData("?limit=5000", 1000)]
    [InlineData("?limit=7", 7)]
    public async Task A_page_has_at_most_1000_tokens(string query, int count)
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        await client.UploadAsync(1001);

        Assert.Equal(count, Count(await client.GetAsPageAsync(Tokens + query)));
    }

    [Fact]
    public async Task A_page_in_the_middle_of_an_upload_neither_repeats_nor_loses_anybody()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string id = await client.UploadAsync(200);
        GraphReply first = await client.GetAsPageAsync(Tokens);
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(5000, first: 201));

        HashSet<string> seen = [.. first.Json["data"]!.AsArray().Select(static token => Token(token!))];
        foreach (JsonNode token in await ListAsync(client, "?limit=1000&after=" + Uri.EscapeDataString((string)first.Json["paging"]!["cursors"]!["after"]!)))
        {
            Assert.True(seen.Add(Token(token)));
        }

        Assert.Equal(5200, seen.Count);
    }

    [Fact]
    public async Task Without_duplicates_a_person_is_listed_once()
    {
        using var client = new SandboxClient();
        (string psid, _) = await client.SubscribeAsync("One");
        await client.AskAsync(psid, "Two");
        client.Server.ApproveOptIn();
        await client.SubscribeAsync("One");

        Assert.Equal(3, (await ListAsync(client)).Count);
        Assert.Equal(2, (await ListAsync(client, "?do_not_return_duplicates=true")).Count);
        Assert.Equal(2, (await ListAsync(client, "?do_not_return_duplicates=true&limit=1")).Count);
    }

    [Fact]
    public async Task Without_duplicates_a_list_ends_after_10000_tokens()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string id = await client.UploadAsync(10_000);
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(500, first: 10_001));

        Assert.Equal(10_000, (await ListAsync(client, "?do_not_return_duplicates=true&limit=1000")).Count);
        Assert.Equal(10_500, (await ListAsync(client, "?limit=1000")).Count);
    }

    [Theory]
    [InlineData("", 104)]
    [InlineData("?opt_in_source=CTM", 1)]
    [InlineData("?opt_in_source=COMMENT_AUTOMATION", 1)]
    [InlineData("?opt_in_source=REPLY_AUTOMATION", 1)]
    [InlineData("?opt_in_source=SUBSCRIBER_LIST", 100)]
    public async Task Sources_are_distinguished(string query, int count)
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        await client.UploadAsync(100);
        await client.SubscribeAsync();
        client.Server.SubscribeFromAd();
        client.Server.Subscribe(SubscriptionSource.CommentAutomation);
        client.Server.Subscribe(SubscriptionSource.ReplyAutomation);

        Assert.Equal(count, (await ListAsync(client, query)).Count);
    }

    [Theory]
    [InlineData("?since=1780000000", 202)]
    [InlineData("?since=1780000001", 101)]
    [InlineData("?until=1780000000", 101)]
    [InlineData("?since=1780000001&until=1780086400", 101)]
    [InlineData("?until=2026-05-28T20:26:39Z", 0)]
    [InlineData("?since=2026-05-28", 202)]
    public async Task Since_and_until_compare_the_second_of_the_subscription(string query, int count)
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1, Clock = Fixed });
        string id = await client.UploadAsync(100);
        client.Server.SubscribeFromAd();
        client.Server.ClockOffset = TimeSpan.FromDays(1);
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(200));
        client.Server.SubscribeFromAd();

        Assert.Equal(count, (await ListAsync(client, query)).Count);
    }

    [Fact]
    public async Task Fields_can_be_selected()
    {
        using var client = new SandboxClient();
        (string psid, _) = await client.SubscribeAsync();

        JsonNode token = Assert.Single(await ListAsync(client, "?fields=recipient_id,topic_title"));

        Assert.Equal($"{{\"recipient_id\":\"{psid}\",\"topic_title\":\"Weekly offers\"}}", token.ToJsonString());
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?after=nonsense")]
    [InlineData("?custom_audience_ids=123")]
    [InlineData("?opt_in_source=TV")]
    [InlineData("?since=yesterday")]
    [InlineData("?do_not_return_duplicates=perhaps")]
    [InlineData("?fields=email")]
    public async Task An_invalid_parameter_gets_error_100(string query)
    {
        using var client = new SandboxClient();

        Assert.Equal(100, (await client.GetAsPageAsync(Tokens + query)).Code);
    }

    [Fact]
    public async Task Too_many_calls_in_an_hour_get_error_2300080()
    {
        using var client = new SandboxClient(new SandboxOptions { TokenQueriesPerHour = 2 });
        await client.GetAsPageAsync(Tokens);
        await client.GetAsPageAsync(Tokens);

        GraphReply third = await client.GetAsPageAsync(Tokens);
        client.Server.ClockOffset = TimeSpan.FromHours(1.1);

        Assert.Equal(2300080, third.Code);
        Assert.Equal("{\"data\":[]}", (await client.GetAsPageAsync(Tokens)).Text);
    }

    [Fact]
    public async Task A_single_token_can_be_read_and_is_not_in_the_record()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string id = await client.UploadAsync(100);
        (string psid, string optedIn) = await client.SubscribeAsync();
        string ofAudience = Token((await ListAsync(client, $"?custom_audience_ids={id}"))[0]);
        GraphReply one = await client.WithPageTokenAsync(HttpMethod.Get, $"v25.0/notification_messages_{optedIn}");
        GraphReply two = await client.WithPageTokenAsync(HttpMethod.Get, $"v25.0/notification_messages_{ofAudience}");
        GraphReply none = await client.WithPageTokenAsync(HttpMethod.Get, "v25.0/notification_messages_12345");

        Assert.Equal(psid, (string?)one.Json["recipient_id"]);
        Assert.Equal(optedIn, Token(one.Json));
        Assert.Equal([id], Audiences(two.Json));
        Assert.Null(two.Json["recipient_id"]);
        Assert.Equal((100, 33), (none.Code, none.Subcode));
        Assert.DoesNotContain(client.Server.Requests, request => request.Path.Contains(optedIn, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_who_stopped_is_listed_as_stopped()
    {
        using var client = new SandboxClient();
        (string psid, _) = await client.SubscribeAsync();

        client.Server.DeclineOptIn(psid);

        Assert.Equal("DISABLED", (string?)Assert.Single(await ListAsync(client))["notification_messages_reoptin"]);
    }

    /// <summary>Returns all pages of a list.</summary>
    private static async Task<IReadOnlyList<JsonNode>> ListAsync(SandboxClient client, string query = "")
    {
        var tokens = new List<JsonNode>();
        GraphReply page = await client.GetAsPageAsync(Tokens + query);
        while (true)
        {
            Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
            tokens.AddRange(page.Json["data"]!.AsArray().Select(static token => token!));
            if (page.Json["paging"]?["next"] is not { } next)
            {
                return tokens;
            }

            page = await client.WithPageTokenAsync(HttpMethod.Get, (string)next!);
        }
    }

    private static int Count(GraphReply page) => page.Json["data"]!.AsArray().Count;

    private static string Token(JsonNode token) => (string)token["notification_messages_token"]!;

    private static IEnumerable<string> Audiences(JsonNode token) => token["custom_audience_ids"]!.AsArray().Select(static id => (string)id!);

    private static string Without(JsonNode node, string member)
    {
        JsonObject copy = node.DeepClone().AsObject();
        copy.Remove(member);
        return copy.ToJsonString();
    }
}
