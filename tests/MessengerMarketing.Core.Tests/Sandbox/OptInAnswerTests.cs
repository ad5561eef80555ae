using System;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class OptInAnswerTests
{
    [Fact]
    public async Task Allowing_a_request_gives_a_token_by_webhook()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe);
        string psid = client.Server.SendMessage("Hello").Psid;
        System.Text.Json.Nodes.JsonObject body = SandboxClient.OptIn(psid);
        body["message"]!["attachment"]!["payload"]!["notification_messages_timezone"] = "Asia/Ho_Chi_Minh";
        await client.PostAsPageAsync("messages", body.ToJsonString());

        SandboxOptInRequest answered = Assert.Single(client.Server.ApproveOptIn(psid, "Weekly offers"));
        await client.Server.WaitForDeliveriesAsync();

        string token = (string)(await client.GetAsPageAsync("notification_message_tokens")).Json["data"]![0]!["notification_messages_token"]!;
        Assert.Equal(OptInAnswer.Approved, answered.AnswerValue);
        Assert.Equal(
            """{"sender":{"id":"PSID"},"recipient":{"id":"2002"},"timestamp":1780000000000,"optin":{"type":"notification_messages","payload":"spring","notification_messages_token":"TOKEN","notification_messages_timezone":"Asia/Ho_Chi_Minh","user_token_status":"NOT_REFRESHED","title":"Weekly offers"}}"""
                .Replace("PSID", psid, StringComparison.Ordinal).Replace("TOKEN", token, StringComparison.Ordinal),
            Assert.Single(probe.Posts).Messaging.ToJsonString());
    }

    [Fact]
    public async Task Declining_a_request_sends_no_webhook_and_gives_no_token()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe);
        string psid = client.Server.SendMessage("Hello").Psid;
        await client.AskAsync(psid);

        SandboxOptInRequest answered = Assert.Single(client.Server.DeclineOptIn(psid));
        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal(OptInAnswer.Declined, answered.AnswerValue);
        Assert.Empty(probe.Posts);
        Assert.Empty((await client.GetAsPageAsync("notification_message_tokens")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task Declining_later_stops_notifications_and_allowing_resumes_them()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe);
        (string psid, string token) = await client.SubscribeAsync();

        Assert.Equal(OptInAnswer.Stopped, Assert.Single(client.Server.DeclineOptIn(psid)).AnswerValue);
        Assert.Equal(OptInAnswer.Approved, Assert.Single(client.Server.ApproveOptIn(psid)).AnswerValue);
        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal([null, "STOP NOTIFICATIONS", "RESUME NOTIFICATIONS"], probe.Posts.Select(static post => (string?)post.Messaging["optin"]!["notification_messages_status"]));
        Assert.All(probe.Posts, post => Assert.Equal(token, (string?)post.Messaging["optin"]!["notification_messages_token"]));
        Assert.Equal("REFRESHED", (string?)probe.Posts[2].Messaging["optin"]!["user_token_status"]);
    }

    [Fact]
    public async Task By_default_all_pending_requests_are_answered_and_no_others()
    {
        using var client = new SandboxClient();
        await client.SubscribeAsync();
        string one = client.Server.SendMessage("Hello").Psid;
        string two = client.Server.SendMessage("Hello").Psid;
        await client.AskAsync(one);
        await client.AskAsync(two);

        Assert.Equal([one, two], client.Server.DeclineOptIn().Select(static request => request.Psid));
        Assert.Empty(client.Server.DeclineOptIn());
        Assert.Empty(client.Server.ApproveOptIn());
        Assert.Equal([OptInAnswer.Approved, OptInAnswer.Declined, OptInAnswer.Declined], client.Server.OptInRequests.Select(static request => request.AnswerValue));
    }

    [Fact]
    public async Task A_title_distinguishes_requests_to_one_person()
    {
        using var client = new SandboxClient();
        string psid = client.Server.SendMessage("Hello").Psid;
        await client.AskAsync(psid, "One");
        await client.AskAsync(psid, "Two");

        client.Server.ApproveOptIn(title: "Two");

        Assert.Equal([OptInAnswer.Pending, OptInAnswer.Approved], client.Server.OptInRequests.Select(static request => request.AnswerValue));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-1")]
    public void A_page_scoped_id_consists_of_digits(string psid)
    {
        using var client = new SandboxClient();

        Assert.Throws<ArgumentException>(() => client.Server.SendMessage("Hello", psid));
    }

    private static SandboxClient Client(WebhookProbe probe) => new(new SandboxOptions
    {
        WebhookUri = probe.Address,
        VerifyToken = probe.VerifyToken,
        WebhookFields = ["messaging_optins"],
        PageId = "2002",
        Clock = static () => DateTimeOffset.FromUnixTimeSeconds(1_780_000_000),
    });
}
