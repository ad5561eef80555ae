using System;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class OptInRequestTests
{
    [Fact]
    public async Task A_request_returns_the_recipient_and_the_message()
    {
        using var client = new SandboxClient();
        string psid = client.Server.SendMessage("Hello").Psid;

        GraphReply reply = await client.AskAsync(psid);

        SandboxOptInRequest request = Assert.Single(client.Server.OptInRequests);
        Assert.Equal($"{{\"recipient_id\":\"{psid}\",\"message_id\":\"{request.MessageId}\"}}", reply.Text);
        Assert.Equal((psid, "Weekly offers", "spring", OptInAnswer.Pending), (request.Psid, request.Title, request.Payload, request.AnswerValue));
    }

    [Fact]
    public async Task The_response_can_have_the_format_of_the_seed_document()
    {
        using var client = new SandboxClient(new SandboxOptions { NestOptInResponse = true });
        string psid = client.Server.SendMessage("Hello").Psid;

        GraphReply reply = await client.AskAsync(psid);

        Assert.Equal($"{{\"recipient\":{{\"id\":\"{psid}\",\"message_id\":\"{client.Server.OptInRequests[0].MessageId}\"}}}}", reply.Text);
    }

    [Fact]
    public async Task A_person_who_has_never_written_cannot_be_asked()
    {
        using var client = new SandboxClient();

        GraphReply reply = await client.AskAsync("1234567890123456");

        Assert.Equal((100, 2018001), (reply.Code, reply.Subcode));
    }

    [Theory]
    [InlineData("23:59:59", null)]
    [InlineData("1.00:00:00", 2018278)]
    public async Task The_window_is_open_for_24_hours_after_a_message(string later, int? subcode)
    {
        using var client = new SandboxClient(new SandboxOptions { Clock = static () => DateTimeOffset.FromUnixTimeSeconds(1_780_000_000) });
        string psid = client.Server.SendMessage("Hello").Psid;
        client.Server.ClockOffset = TimeSpan.Parse(later, System.Globalization.CultureInfo.InvariantCulture);

        GraphReply reply = await client.AskAsync(psid);

        Assert.Equal(subcode is null ? HttpStatusCode.OK : HttpStatusCode.Forbidden, reply.Status);
        if (subcode is not null)
        {
            Assert.Equal((10, subcode), (reply.Code, reply.Subcode));
        }
    }

    [Fact]
    public async Task Another_message_opens_the_window_again()
    {
        using var client = new SandboxClient();
        string psid = client.Server.SendMessage("Hello").Psid;
        client.Server.ClockOffset = TimeSpan.FromDays(3);
        client.Server.SendMessage("Still there?", psid);

        Assert.Equal(HttpStatusCode.OK, (await client.AskAsync(psid)).Status);
    }

    [Fact]
    public async Task A_topic_can_be_requested_once_a_week()
    {
        using var client = new SandboxClient(new SandboxOptions { Clock = static () => DateTimeOffset.FromUnixTimeSeconds(1_780_000_000) });
        string psid = client.Server.SendMessage("Hello").Psid;
        string other = client.Server.SendMessage("Hello").Psid;
        await client.AskAsync(psid);

        GraphReply again = await client.AskAsync(psid);
        GraphReply otherTopic = await client.AskAsync(psid, "Events");
        GraphReply otherPerson = await client.AskAsync(other);
        client.Server.ClockOffset = TimeSpan.FromDays(7);
        client.Server.SendMessage("Hello again", psid);
        GraphReply nextWeek = await client.AskAsync(psid);

        Assert.Equal((613, 1893016), (again.Code, again.Subcode));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [otherTopic.Status, otherPerson.Status, nextWeek.Status]);
    }

    [Fact]
    public async Task A_stopped_topic_cannot_be_requested_again()
    {
        using var client = new SandboxClient();
        (string psid, _) = await client.SubscribeAsync();
        client.Server.DeclineOptIn(psid);

        GraphReply reply = await client.AskAsync(psid);

        Assert.Equal((10, 1893015), (reply.Code, reply.Subcode));
    }

    [Theory]
    [InlineData("template_type", null, 100, null, "template_type")]
    [InlineData("template_type", "\"generic\"", 100, null, "template_type")]
    [InlineData("payload", null, 100, null, "[payload]")]
    [InlineData("title", "\"\"", 100, null, "title")]
    [InlineData("title", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", 100, null, "1 to 65 characters")]
    [InlineData("image_url", null, -1, 2018012, "(#-1) Unexpected internal error")]
    [InlineData("image_url", "\"http://example.com/o.png\"", 100, 2018008, "fetch")]
    [InlineData("image_url", "\"o.png\"", 100, 2018008, "fetch")]
    [InlineData("notification_messages_frequency", "\"DAILY\"", 100, null, "(#100) Invalid keys \"notification_messages_frequency\" were found in param")]
    [InlineData("image_aspect_ratio", "\"ROUND\"", 100, null, "image_aspect_ratio")]
    [InlineData("notification_messages_cta_text", "\"NOW\"", 100, null, "notification_messages_cta_text")]
    [InlineData("notification_messages_reoptin", "\"MAYBE\"", 100, null, "notification_messages_reoptin")]
    [InlineData("notification_messages_timezone", "\"7 o'clock\"", 100, null, "notification_messages_timezone")]
    [InlineData("elements", "[]", 100, null, "elements")]
    public async Task An_invalid_template_is_rejected_with_the_error_of_Meta(string member, string? json, int code, int? subcode, string said)
    {
        using var client = new SandboxClient();
        JsonObject body = SandboxClient.OptIn(client.Server.SendMessage("Hello").Psid);
        JsonObject template = body["message"]!["attachment"]!["payload"]!.AsObject();
        template.Remove(member);
        if (json is not null)
        {
            template[member] = JsonNode.Parse(json);
        }

        GraphReply reply = await client.PostAsPageAsync("messages", body.ToJsonString());

        Assert.Equal((code, subcode), (reply.Code, reply.Subcode));
        Assert.Contains(said, reply.Message, StringComparison.Ordinal);
        Assert.Empty(client.Server.OptInRequests);
    }

    [Theory]
    [InlineData("title", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"")]
    [InlineData("image_aspect_ratio", "\"SQUARE\"")]
    [InlineData("notification_messages_cta_text", "\"OPT_IN\"")]
    [InlineData("notification_messages_reoptin", "\"DISABLED\"")]
    [InlineData("notification_messages_timezone", "\"America/Los_Angeles\"")]
    [InlineData("elements", "[{\"title\":\"One\",\"image_url\":\"https://example.com/1.png\",\"payload\":\"one\"}]")]
    public async Task Every_documented_member_can_be_sent(string member, string json)
    {
        using var client = new SandboxClient();
        JsonObject body = SandboxClient.OptIn(client.Server.SendMessage("Hello").Psid);
        body["message"]!["attachment"]!["payload"]![member] = JsonNode.Parse(json);

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsPageAsync("messages", body.ToJsonString())).Status);
    }

    [Fact]
    public async Task A_request_without_a_title_has_the_default_title()
    {
        using var client = new SandboxClient();
        JsonObject body = SandboxClient.OptIn(client.Server.SendMessage("Hello").Psid);
        body["message"]!["attachment"]!["payload"]!.AsObject().Remove("title");

        await client.PostAsPageAsync("messages", body.ToJsonString());

        Assert.Equal("Updates and promotions", Assert.Single(client.Server.OptInRequests).Title);
    }

    [Theory]
    [InlineData("page", "999", "Param page ")]
    [InlineData("messaging_type", "SHOUT", "messaging_type")]
    [InlineData("recipient", "me", "recipient")]
    [InlineData("message", "hello", "message")]
    public async Task Parameters_outside_the_template_are_checked(string name, string value, string said)
    {
        using var client = new SandboxClient();
        JsonObject body = SandboxClient.OptIn(client.Server.SendMessage("Hello").Psid);
        body[name] = value;

        GraphReply reply = await client.PostAsPageAsync("messages", body.ToJsonString());

        Assert.Equal(100, reply.Code);
        Assert.Contains(said, reply.Message, StringComparison.Ordinal);
    }
}
