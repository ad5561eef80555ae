using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using MessengerMarketing.Ads;
using MessengerMarketing.Audiences;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Messaging.Sending;
using MessengerMarketing.Webhooks.Subscriptions;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

/// <summary>
/// A proxy or a filter can respond with HTTP 200 to any call. A response without its required member is never a success. Add new operations
/// to <see cref="Operations"/>.
/// </summary>
public sealed class UnexpectedAnswerTests
{
    private static readonly Dictionary<string, Func<GraphClient, Task>> Operations = new()
    {
        ["create audience"] = static client => new AudienceClient(client).CreateAsync("Spring", "CRM"),
        ["read audience"] = static client => new AudienceClient(client).GetAsync("7"),
        ["list audiences"] = static client => ReadAsync(new AudienceClient(client).ListAsync()),
        ["delete audience"] = static client => new AudienceClient(client).DeleteAsync("7"),
        ["opt-in request"] = static client => new OptInClient(client).SendAsync("7000800090001000", new OptInRequest { Title = "News", ImageUrl = "https://www.example.com/o.png" }),
        ["list tokens"] = static client => ReadAsync(new SubscriptionTokenClient(client).ListAsync(new SubscriptionTokenQuery())),
        ["unsubscribe"] = static client => new UnsubscribeClient(client).UnsubscribeAsync([new UnsubscribeRow { Psid = "7000800090001000" }]),
        ["create campaign"] = static client => new MessageCampaignClient(client).CreateAsync(new MessageCampaignDraft { Name = "Spring", DailyBudget = 1000 }),
        ["list campaigns"] = static client => ReadAsync(new MessageCampaignClient(client).ListAsync()),
        ["read campaign"] = static client => new MessageCampaignClient(client).GetAsync("7"),
        ["pause campaign"] = static client => new MessageCampaignClient(client).SetPausedAsync("7", isPaused: true),
        ["change budget"] = static client => new MessageCampaignClient(client).SetBudgetAsync("7", 100, null),
        ["delete campaign"] = static client => new MessageCampaignClient(client).DeleteAsync("7"),
        ["read insight"] = static client => new MessageInsightClient(client).GetInsightAsync("7", null, null),
        ["estimate"] = static client => new MessageInsightClient(client).EstimateAsync(null, null, null),
        ["send message"] = static client => new MarketingMessageClient(client).SendAsync("8", "token0000000000000000000000001", MarketingMessage.FromText("Hello")),
        ["create ad"] = static client => CreateAdAsync(client),
        ["subscribe webhooks"] = static client => new WebhookSubscriptionClient(client).RegisterAsync(["messages"]),
        ["list webhook apps"] = static client => ReadAsync(new WebhookSubscriptionClient(client).ListAsync()),
        ["follow any list"] = static client => ReadAsync(client.ItemsAsync(new GraphRequest(HttpMethod.Get, "me/accounts"))),
    };

    private static readonly string[] Answers =
    [
        "null",
        "{}",
        "[]",
        "true",
        "42",
        "\"blocked by policy\"",
        """{"success":false}""",
        """{"success":"no"}""",
        """{"success":null,"id":null,"data":null,"message_id":null}""",
        """{"id":"","data":"","message_id":"","recipient_id":"7000800090001000"}""",
        """{"id":{"id":"7"},"data":{},"message_id":[],"success":1,"invalid_rows_count":-1}""",
        """{"id":"blocked","data":42,"success":[],"invalid_rows_count":"none"}""",
        """{"id":["7"],"data":{"0":{"id":"7"}}}""",
        """{"status":"ok","url":"https://proxy.example.com/login"}""",
        "<html><body>Sign in</body></html>",
        "Blocked.",
    ];

    public static IEnumerable<object[]> Cases => Operations.Keys.SelectMany(static _ => Answers, static (operation, answer) => new object[] { operation, answer });

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_response_without_its_defining_property_is_not_a_success(string operation, string answer)
    {
        using var server = new ScriptedServer(Scripted.Ok(answer));
        using GraphContext account = server.Account();
        var client = new GraphClient(account, new GraphClientOptions { TimeProvider = new InstantTime(), MaxRetries = 1 });

        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => Operations[operation](client));

        GraphException exception = (thrown as ClickToMessengerAdException)?.Cause ?? Assert.IsType<GraphException>(thrown);
        Assert.Equal("MMUnexpectedAnswer", exception.ErrorId);
        Assert.Equal(200, exception.StatusCode);
        if (server.Requests[0].Method != "GET")
        {
            Assert.True(exception.RequestMayHaveArrived);
            Assert.EndsWith("The request may still have been processed.", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"success":false}""")]
    [InlineData("""{"success":"false"}""")]
    [InlineData("<html></html>")]
    public async Task A_call_without_a_known_response_shape_fails_if_success_is_false(string answer)
    {
        using var server = new ScriptedServer(Scripted.Ok(answer));
        using GraphContext account = server.Account();
        var client = new GraphClient(account);

        GraphException exception = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(new GraphRequest(HttpMethod.Post, "1/things")));

        Assert.Equal(GraphErrorKind.UnexpectedAnswer, exception.Kind);
        Assert.True(exception.RequestMayHaveArrived);
    }

    [Theory]
    [InlineData("list audiences", """{"data":[null]}""")]
    [InlineData("list audiences", """{"data":["x"]}""")]
    [InlineData("list audiences", """{"data":[{"id":"../me"}]}""")]
    [InlineData("list tokens", """{"data":[null]}""")]
    [InlineData("list tokens", """{"data":[{"notification_messages_token":{}}]}""")]
    public async Task An_item_without_its_defining_property_is_an_error(string operation, string answer)
    {
        using var server = new ScriptedServer(Scripted.Ok(answer));
        using GraphContext account = server.Account();
        var client = new GraphClient(account);

        GraphException exception = await Assert.ThrowsAsync<GraphException>(() => Operations[operation](client));

        Assert.Equal(GraphErrorKind.UnexpectedAnswer, exception.Kind);
    }

    private static Task<ClickToMessengerAd> CreateAdAsync(GraphClient client) => new ClickToMessengerAdClient(client).CreateAsync(new ClickToMessengerAdDraft
    {
        Name = "Spring",
        Message = "Hello",
        ImageUrl = "https://www.example.com/o.png",
        DailyBudget = 1000,
        Targeting = AdTargeting.FromCountries(["VN"]),
    });

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (T item in items)
        {
            Assert.NotNull(item);
        }
    }
}
