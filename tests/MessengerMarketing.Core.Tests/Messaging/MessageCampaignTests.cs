using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Messaging.Sending;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Messaging;

public sealed class MessageCampaignTests
{
    private const string Campaign = "120000000000000009";
    private const string Token = "1111222233334444555";

    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_campaign_is_created_with_its_budget_and_times()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"id":"120000000000000009","warning":"The budget is low"}"""));
        GraphClient client = Client(server);

        MessageCampaign campaign = await new MessageCampaignClient(client).CreateAsync(new MessageCampaignDraft
        {
            Name = "Spring",
            LifetimeBudget = 3000,
            StartTime = Noon.AddDays(1),
            EndTime = Noon.AddDays(8),
        });

        Received request = Assert.Single(server.Requests);
        Assert.Equal("/v26.0/act_1000200030004000/message_campaign", request.Path);
        Assert.Equal("Bearer EAAtesttokenforproof0001", request.Headers["Authorization"]);
        Assert.Equal("""{"name":"Spring","page_id":"2000300040005000","lifetime_budget":3000,"start_time":1793620800,"end_time":1794225600}""", request.Body);
        Assert.Equal("120000000000000009", campaign.Id);
        Assert.Equal("The budget is low", campaign.Warning);
        Assert.Equal(Noon.AddDays(1), campaign.ReadyFrom);
    }

    [Fact]
    public async Task A_campaign_that_starts_at_once_is_ready_in_an_hour_at_the_earliest()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"id":120000000000000009}"""));
        GraphClient client = Client(server);

        MessageCampaign campaign = await new MessageCampaignClient(client).CreateAsync(new MessageCampaignDraft { Name = "Spring", DailyBudget = 100 });

        Assert.Equal(Noon.AddHours(1), campaign.ReadyFrom);
        Assert.Null(campaign.Warning);
    }

    [Fact]
    public async Task A_campaign_is_not_created_twice_after_a_lost_response()
    {
        using var server = new ScriptedServer(Scripted.Ok() with { Cut = true });
        GraphClient client = Client(server);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new MessageCampaignClient(client).CreateAsync(new MessageCampaignDraft { Name = "Spring", DailyBudget = 100 }));

        Assert.True(problem.RequestMayHaveArrived);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_draft_outside_its_limits_is_refused()
    {
        var draft = new MessageCampaignDraft { Name = "Spring", DailyBudget = 100 };

        draft.Check(Noon);
        Assert.Equal("Name", Broken(draft with { Name = " " }));
        Assert.Equal("DailyBudget", Broken(draft with { DailyBudget = null }));
        Assert.Equal("DailyBudget", Broken(draft with { LifetimeBudget = 100 }));
        Assert.Equal("DailyBudget", Broken(draft with { DailyBudget = 0 }));
        Assert.Equal("StartTime", Broken(draft with { StartTime = Noon.AddDays(31) }));
        Assert.Equal("EndTime", Broken(draft with { EndTime = Noon }));
        Assert.Equal("EndTime", Broken(draft with { StartTime = Noon.AddDays(2), EndTime = Noon.AddDays(1) }));
    }

    [Fact]
    public async Task A_text_is_sent_to_a_subscription_token()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"success":true,"marketing_message_tracking_id":"98ecd977-245a-4ec0-a8e0-8b8ecaad8030"}"""));
        GraphClient client = Client(server);

        string? trackingId = await new MarketingMessageClient(client).SendAsync(Campaign, Token, MarketingMessage.FromText("10 % off, \"today\""));

        Received request = Assert.Single(server.Requests);
        Assert.Equal("/v26.0/act_1000200030004000/messages", request.Path);
        Assert.Equal("Bearer EAAtesttokenforproof0001", request.Headers["Authorization"]);
        Assert.Equal(
            """{"message_id":"120000000000000009","messenger_delivery_data":{"subscription_token":"1111222233334444555"},"message":{"text":"10 % off, \u0022today\u0022"}}""",
            request.Body);
        Assert.Equal("98ecd977-245a-4ec0-a8e0-8b8ecaad8030", trackingId);
    }

    [Fact]
    public async Task A_template_is_sent_unchanged_with_the_gap_since_the_last_conversation()
    {
        const string Template = """{"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"Spring","image_url":"https://www.example.com/o.png"}]}}}""";
        using var server = new ScriptedServer(Scripted.Ok("""{"success":true}"""));
        GraphClient client = Client(server);

        await new MarketingMessageClient(client).SendAsync(Campaign, Token, MarketingMessage.FromJson(Template) with { MinConversationGap = TimeSpan.FromHours(2) });

        Assert.Equal(
            """{"message_id":"120000000000000009","messenger_delivery_data":{"subscription_token":"1111222233334444555"},"message":""" + Template + ""","min_conversation_gap_seconds":7200}""",
            server.Requests[0].Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"subject":"x"}""")]
    public void An_invalid_message_is_refused(string json) => Assert.Throws<ArgumentException>(() => MarketingMessage.FromJson(json));

    [Fact]
    public void A_text_has_at_most_640_characters()
    {
        Assert.NotNull(MarketingMessage.FromText(new string('a', 640)));
        Assert.Throws<ArgumentException>(() => MarketingMessage.FromText(new string('a', 641)));
        Assert.Throws<ArgumentException>(() => MarketingMessage.FromText(" "));
    }

    [Theory]
    [InlineData("""{"error":{"message":"x","code":2300078,"remaining_seconds":30}}""")]
    [InlineData("""{"error":{"message":"x","code":2300078,"error_data":{"remaining_seconds":"30"}}}""")]
    [InlineData("""{"error":{"message":"x","code":2300078,"error_data":"{\"remaining_seconds\":30}"}}""")]
    [InlineData("""{"error":{"message":"x","code":2300078},"remaining_seconds":30}""")]
    public async Task An_exhausted_send_rate_causes_a_wait_of_the_time_in_the_response(string answer)
    {
        using var server = new ScriptedServer(new Scripted(400, answer), Scripted.Ok("""{"success":true}"""));
        var retries = new List<GraphRetry>();
        var client = new GraphClient(server.Account(), new GraphClientOptions { TimeProvider = new InstantTime(), OnRetry = retries.Add });

        await new MarketingMessageClient(client).SendAsync(Campaign, Token, MarketingMessage.FromText("Hello"));

        Assert.InRange(Assert.Single(retries).Delay, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
    }

    [Fact]
    public async Task A_wait_over_the_limit_is_reported_with_the_time_of_the_next_attempt()
    {
        using var server = new ScriptedServer(new Scripted(400, """{"error":{"message":"x","code":2300078,"remaining_seconds":7200}}"""));
        GraphClient client = Client(server);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new MarketingMessageClient(client).SendAsync(Campaign, Token, MarketingMessage.FromText("Hello")));

        Assert.Equal("MMThrottled", problem.ErrorId);
        Assert.Equal(TimeSpan.FromHours(2), problem.RetryAfter);
        Assert.Equal((GraphErrorReason.WaitTooLong, new DateTimeOffset(2026, 11, 1, 14, 0, 0, TimeSpan.Zero)), (problem.Reason, problem.AccessReturns));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_subscriber_with_a_recent_message_is_rejected_with_the_remaining_time()
    {
        using var server = new ScriptedServer(new Scripted(400, """{"error":{"message":"x","code":2300035,"error_data":{"remaining_seconds":3600}}}"""));
        GraphClient client = Client(server);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new MarketingMessageClient(client).SendAsync(Campaign, Token, MarketingMessage.FromText("Hello")));

        Assert.Equal("MMFrequencyLimited", problem.ErrorId);
        Assert.Equal(TimeSpan.FromHours(1), problem.RetryAfter);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_message_with_a_lost_response_is_not_sent_again_and_its_token_is_not_shown()
    {
        using var server = new ScriptedServer(Scripted.Ok() with { Cut = true });
        GraphClient client = Client(server);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => new MarketingMessageClient(client).SendAsync(Campaign, Token, MarketingMessage.FromText("Hello")));

        Assert.True(problem.RequestMayHaveArrived);
        Assert.Single(server.Requests);
        Assert.DoesNotContain(Token, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_receipt_does_not_contain_the_token() => Assert.Equal(
        "Message 7: Rejected",
        new MarketingMessageReceipt { Number = 7, CampaignId = Campaign, Status = nameof(SendStatus.Rejected), Token = Token, Time = Noon }.ToString());

    private static string? Broken(MessageCampaignDraft draft) => Assert.Throws<ArgumentException>(() => draft.Check(Noon)).ParamName;

    private static GraphClient Client(ScriptedServer server) => new(server.Account(), new GraphClientOptions { TimeProvider = new InstantTime() });
}
