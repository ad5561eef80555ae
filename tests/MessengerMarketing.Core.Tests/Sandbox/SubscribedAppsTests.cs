using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class SubscribedAppsTests
{
    [Fact]
    public async Task An_app_subscribes_and_the_last_list_applies()
    {
        using var client = new SandboxClient(new SandboxOptions { AppId = "777" });

        GraphReply first = await client.AsPageAsync(HttpMethod.Post, "subscribed_apps?subscribed_fields=messages,messaging_optins");
        GraphReply second = await client.AsPageAsync(HttpMethod.Post, "subscribed_apps", """{"subscribed_fields":["messaging_optins","marketing_messages_subscriber_upload_status"]}""");
        GraphReply list = await client.GetAsPageAsync("subscribed_apps");

        Assert.Equal("{\"success\":true}", first.Text);
        Assert.Equal("{\"success\":true}", second.Text);
        JsonNode app = Assert.Single(list.Json["data"]!.AsArray())!;
        Assert.Equal("777", (string?)app["id"]);
        Assert.Equal(["messaging_optins", "marketing_messages_subscriber_upload_status"], app["subscribed_fields"]!.AsArray().Select(static field => (string)field!));
        Assert.Equal(["messaging_optins", "marketing_messages_subscriber_upload_status"], client.Server.WebhookFields);
    }

    [Fact]
    public async Task An_app_that_has_unsubscribed_is_not_listed()
    {
        using var client = new SandboxClient();
        await client.AsPageAsync(HttpMethod.Post, "subscribed_apps?subscribed_fields=messages");

        GraphReply deleted = await client.AsPageAsync(HttpMethod.Delete, "subscribed_apps");

        Assert.Equal("{\"success\":true}", deleted.Text);
        Assert.Equal("{\"data\":[]}", (await client.GetAsPageAsync("subscribed_apps")).Text);
    }

    [Theory]
    [InlineData("", "subscribed_fields")]
    [InlineData("?subscribed_fields=", "subscribed_fields")]
    [InlineData("?subscribed_fields=messages,messaging_optin", "subscribed_fields[1]")]
    public async Task An_unknown_field_or_no_field_gets_error_100(string query, string named)
    {
        using var client = new SandboxClient();

        GraphReply reply = await client.AsPageAsync(HttpMethod.Post, "subscribed_apps" + query);

        Assert.Equal(100, reply.Code);
        Assert.Contains(named, reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "subscribed_apps")]
    [InlineData("POST", "subscribed_apps?subscribed_fields=messages")]
    [InlineData("POST", "messages")]
    [InlineData("GET", "notification_message_tokens")]
    [InlineData("POST", "messaging_customer_base/unsubscribe")]
    public async Task The_edges_of_the_Page_reject_the_token_of_the_system_user(string method, string edge)
    {
        using var client = new SandboxClient();

        GraphReply reply = await client.SendAsync(new HttpMethod(method), $"v25.0/{client.Server.PageId}/{edge}");

        Assert.Equal((HttpStatusCode.Forbidden, 210), (reply.Status, reply.Code));
    }
}
