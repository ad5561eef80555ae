using System;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Webhooks;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Tests the ways on which customers come to the Page, their webhooks, and which of them open the 24-hour window.</summary>
public class DoorTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_000);

    [Theory]
    [InlineData("message", WebhookEventKind.Message, "Message", true)]
    [InlineData("button", WebhookEventKind.Postback, "Button", true)]
    [InlineData("link", WebhookEventKind.Postback, "Link", true)]
    [InlineData("ad", WebhookEventKind.Referral, "Ad", false)]
    [InlineData("ad with text", WebhookEventKind.Message, "Ad", true)]
    public async Task A_new_customer_arrives_through_a_door(string door, WebhookEventKind kind, string name, bool opens)
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe);
        string psid = Enter(client.Server, door, psid: null);
        await client.Server.WaitForDeliveriesAsync();

        WebhookEvent read = Assert.Single(WebhookParser.Parse(Assert.Single(probe.Posts).Body).Events);
        Assert.Equal((kind, name, psid, opens), (read.KindValue, read.Door, read.Psid, read.OpensWindow));
        Assert.Equal(Now, read.Time);
        Assert.Equal(door.Contains("link", StringComparison.Ordinal) || door.Contains("ad", StringComparison.Ordinal) ? "spring" : null, read.Ref);
        GraphReply reply = await client.AskAsync(psid);
        Assert.Equal(opens ? null : 2018278, opens ? (int?)null : reply.Subcode);
        Assert.Equal(opens ? 1 : 0, client.Server.OptInRequests.Count);
    }

    [Theory]
    [InlineData("link", WebhookEventKind.Referral, "Link", true)]
    [InlineData("reaction", WebhookEventKind.Reaction, "Reaction", true)]
    [InlineData("ad", WebhookEventKind.Referral, "Ad", false)]
    public async Task A_returning_customer_opens_the_window_again(string door, WebhookEventKind kind, string name, bool opens)
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe);
        string psid = client.Server.SendMessage("Hello").Psid;
        client.Server.ClockOffset = TimeSpan.FromDays(2);
        Enter(client.Server, door, psid);
        await client.Server.WaitForDeliveriesAsync();

        WebhookEvent read = Assert.Single(WebhookParser.Parse(probe.Posts[1].Body).Events);
        Assert.Equal((kind, name, psid, opens), (read.KindValue, read.Door, read.Psid, read.OpensWindow));
        await client.AskAsync(psid);
        Assert.Equal(opens ? 1 : 0, client.Server.OptInRequests.Count);
    }

    [Fact]
    public async Task A_comment_opens_the_window_only_when_its_private_reply_is_answered()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe);
        SandboxEvent comment = client.Server.Comment("How much?");
        await client.Server.WaitForDeliveriesAsync();
        CommentEvent read = Assert.IsType<CommentEvent>(Assert.Single(WebhookParser.Parse(Assert.Single(probe.Posts).Body).Events));
        Assert.Equal((comment.CommentId, comment.PostId), (read.CommentId, read.PostId));
        Assert.Equal((100, 2018001), Codes(await client.AskAsync(comment.Psid)));

        GraphReply reply = await ReplyAsync(client, "comment_id", comment.CommentId!);
        Assert.Equal(comment.Psid, (string?)reply.Json["recipient_id"]);
        Assert.Equal((10, 2018278), Codes(await client.AskAsync(comment.Psid)));

        client.Server.SendMessage("Yes, please", comment.Psid);
        await client.AskAsync(comment.Psid);
        Assert.Single(client.Server.OptInRequests);
        Assert.Equal("Five dollars", Assert.Single(client.Server.PrivateReplies).Text);
    }

    [Fact]
    public async Task A_comment_gets_one_private_reply()
    {
        using var client = new SandboxClient();
        SandboxEvent comment = client.Server.Comment("How much?");
        await ReplyAsync(client, "comment_id", comment.CommentId!);

        Assert.Equal(10900, (await ReplyAsync(client, "comment_id", comment.CommentId!)).Code);
        Assert.Single(client.Server.PrivateReplies);
    }

    [Theory]
    [InlineData("6.23:59:59", true)]
    [InlineData("7.00:00:00", false)]
    public async Task A_visitors_post_can_be_answered_for_seven_days(string later, bool can)
    {
        using var client = new SandboxClient(new SandboxOptions { Clock = static () => Now });
        SandboxEvent post = client.Server.VisitorPost("Hello all");
        client.Server.ClockOffset = TimeSpan.Parse(later, System.Globalization.CultureInfo.InvariantCulture);

        GraphReply reply = await ReplyAsync(client, "post_id", post.PostId!);

        Assert.Equal(can ? 1 : 0, client.Server.PrivateReplies.Count);
        if (!can)
        {
            Assert.Equal(10903, reply.Code);
        }
    }

    [Fact]
    public async Task Other_objects_than_comments_cannot_be_answered()
    {
        using var client = new SandboxClient();

        Assert.Equal((100, 33), Codes(await ReplyAsync(client, "comment_id", "1_2")));
        Assert.Equal((100, 33), Codes(await ReplyAsync(client, "post_id", "1_2")));
    }

    [Fact]
    public void A_customer_without_a_conversation_cannot_react()
    {
        using var client = new SandboxClient();

        Assert.Throws<ArgumentException>(() => client.Server.React("1234567890123456"));
    }

    [Fact]
    public async Task Fields_that_are_not_subscribed_are_not_delivered()
    {
        using var probe = new WebhookProbe();
        using var client = new SandboxClient(new SandboxOptions { WebhookUri = probe.Address, VerifyToken = probe.VerifyToken, WebhookFields = ["feed"] });
        client.Server.TapButton("START");
        client.Server.Comment("Hi");
        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal("feed", (string?)Assert.Single(probe.Posts).Json["entry"]![0]!["changes"]![0]!["field"]);
    }

    private static (int? Code, int? Subcode) Codes(GraphReply reply) => (reply.Code, reply.Subcode);

    private static string Enter(SandboxServer server, string door, string? psid) => door switch
    {
        "message" => server.SendMessage("Hello", psid).Psid,
        "button" => server.TapButton("START", psid).Psid,
        "link" => server.OpenLink("spring", psid).Psid,
        "ad" => server.OpenAd("spring", psid: psid).Psid,
        "ad with text" => server.OpenAd("spring", "Hi", psid).Psid,
        _ => server.React(psid!).Psid,
    };

    private static Task<GraphReply> ReplyAsync(SandboxClient client, string member, string id) =>
        client.PostAsPageAsync("messages", $$$"""{"recipient":{"{{{member}}}":"{{{id}}}"},"message":{"text":"Five dollars"}}""");

    private static SandboxClient Client(WebhookProbe probe) => new(new SandboxOptions
    {
        Clock = static () => Now,
        WebhookUri = probe.Address,
        VerifyToken = probe.VerifyToken,
        WebhookFields = ["messages", "messaging_postbacks", "messaging_referrals", "message_reactions", "feed"],
    });
}
