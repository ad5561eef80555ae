using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class WebhookDeliveryTests
{
    private static readonly string[] All = ["messages", "messaging_optins", "marketing_messages_subscriber_upload_status"];

    [Fact]
    public async Task Nothing_is_posted_before_the_handshake_has_succeeded()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe);

        client.Server.SendMessage("Hello");
        await client.Server.WaitForDeliveriesAsync();

        string handshake = Assert.Single(probe.Handshakes);
        Assert.Matches("^source=test&hub\\.mode=subscribe&hub\\.challenge=[0-9]+&hub\\.verify_token=meet-me$", handshake);
        Assert.Single(probe.Posts);
        Assert.Equal(["verification", "messages"], client.Server.Deliveries.Select(static each => each.Field));
        Assert.All(client.Server.Deliveries, static each => Assert.True(each.IsDelivered));
    }

    [Fact]
    public async Task A_receiver_with_another_verify_token_gets_nothing()
    {
        using var probe = new WebhookProbe { VerifyToken = "another" };
        using SandboxClient client = Client(probe);

        client.Server.SendMessage("Hello");
        await client.Server.WaitForDeliveriesAsync();

        Assert.Empty(probe.Posts);
        Assert.Equal([403, 403], client.Server.Deliveries.Select(static each => each.Status));
        Assert.All(client.Server.Deliveries, static each => Assert.False(each.IsDelivered));
    }

    [Fact]
    public async Task A_customers_message_is_posted_in_the_envelope_of_a_Page()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe, new SandboxOptions { PageId = "2002", Clock = static () => DateTimeOffset.FromUnixTimeSeconds(1_780_000_000) });

        SandboxMessage message = client.Server.SendMessage("Hello", "4711");
        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal(
            """{"object":"page","entry":[{"id":"2002","time":1780000000000,"messaging":[{"sender":{"id":"4711"},"recipient":{"id":"2002"},"timestamp":1780000000000,"message":{"mid":"MID","text":"Hello"}}]}]}"""
                .Replace("MID", message.MessageId, StringComparison.Ordinal),
            Assert.Single(probe.Posts).Text);
        Assert.Equal("application/json", probe.Posts[0].ContentType);
        Assert.Equal("4711", message.Psid);
    }

    [Fact]
    public async Task Characters_beyond_ASCII_are_posted_and_signed_as_escapes_with_lower_case_digits()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe, new SandboxOptions { AppSecret = "0123456789abcdef0123456789abcdef" });

        client.Server.SendMessage("äöå \"a/b\" \\u00E9 😀");
        await client.Server.WaitForDeliveriesAsync();

        WebhookPost post = Assert.Single(probe.Posts);
        Assert.Contains("""
            "text":"\u00e4\u00f6\u00e5 \"a\/b\" \\u00E9 \ud83d\ude00"
            """.Trim(), post.Text, StringComparison.Ordinal);
        Assert.Equal("äöå \"a/b\" \\u00E9 😀", (string?)post.Messaging["message"]!["text"]);
        byte[] expected = HMACSHA256.HashData(Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef"), post.Body);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(expected), post.Signature);
    }

    [Fact]
    public async Task Only_fields_that_the_app_is_subscribed_to_are_posted()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe, fields: ["messaging_optins"]);

        string psid = client.Server.SendMessage("Hello").Psid;
        await client.AskAsync(psid);
        client.Server.ApproveOptIn();
        await client.UploadAsync(3);
        await client.Server.WaitForDeliveriesAsync();

        Assert.NotNull(Assert.Single(probe.Posts).Messaging["optin"]);
    }

    [Fact]
    public async Task Nothing_is_posted_to_an_app_that_has_not_subscribed()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe, fields: []);

        client.Server.SendMessage("Hello");
        await client.Server.WaitForDeliveriesAsync();

        Assert.Empty(probe.Posts);
    }

    [Fact]
    public async Task An_upload_is_followed_by_its_status_in_the_format_of_the_seed_document()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe, new SandboxOptions
        {
            MatchRate = 1, AppId = "12313123123123", PageId = "134141414124123", AdAccountId = "12348141984909088", Clock = static () => DateTimeOffset.FromUnixTimeSeconds(1_780_000_000),
        });

        string id = await client.UploadAsync(110);
        await client.Server.WaitForDeliveriesAsync();

        JsonNode status = Assert.Single(probe.Posts).Json;
        Assert.Equal(
            [
                "field", "app_id", "page_id", "custom_audience_id", "ad_account_id", "timestamp", "num_rows", "business_id",
                "approximate_count_lower_bound", "approximate_count_upper_bound", "batch_uploading_status",
            ],
            status.AsObject().Select(static member => member.Key));
        Assert.Equal("marketing_messages_subscriber_upload_status", (string?)status["field"]);
        Assert.Equal((12313123123123, 134141414124123, 12348141984909088), ((long)status["app_id"]!, (long)status["page_id"]!, (long)status["ad_account_id"]!));
        Assert.Equal(id, status["custom_audience_id"]!.ToJsonString());
        Assert.Equal((1_780_000_000_000, 110, 105, 115), ((long)status["timestamp"]!, (int)status["num_rows"]!, (int)status["approximate_count_lower_bound"]!, (int)status["approximate_count_upper_bound"]!));
        Assert.Equal("SUCCESS", (string?)status["batch_uploading_status"]);
    }

    [Fact]
    public async Task Statuses_of_equal_batches_at_the_same_time_are_distinguishable()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe, new SandboxOptions { Clock = static () => DateTimeOffset.FromUnixTimeSeconds(1_780_000_000) });
        string id = await client.UploadAsync(5);

        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(5));
        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal(2, probe.Posts.Select(static post => post.Text).Distinct().Count());
    }

    [Theory]
    [InlineData(UploadStatusShape.Page, "page", "2002")]
    [InlineData(UploadStatusShape.AdAccount, "ad_account", "1001")]
    public async Task The_status_can_be_in_an_envelope(UploadStatusShape shape, string type, string id)
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe, new SandboxOptions { UploadStatusShape = shape, PageId = "2002", AdAccountId = "1001" });

        await client.UploadAsync(5);
        await client.Server.WaitForDeliveriesAsync();

        JsonNode json = Assert.Single(probe.Posts).Json;
        JsonNode change = json["entry"]![0]!["changes"]![0]!;
        Assert.Equal((type, id), ((string?)json["object"], (string?)json["entry"]![0]!["id"]));
        Assert.Equal("marketing_messages_subscriber_upload_status", (string?)change["field"]);
        Assert.Equal(5, (int)change["value"]!["num_rows"]!);
        Assert.Null(change["value"]!["field"]);
    }

    [Fact]
    public async Task A_removal_has_no_status()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe);
        string id = await client.UploadAsync(5);

        await client.DeleteAsync($"v25.0/{id}/users", SandboxClient.Upload(5));
        await client.Server.WaitForDeliveriesAsync();

        Assert.Single(probe.Posts);
    }

    [Fact]
    public async Task A_status_can_be_delayed()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe, new SandboxOptions { UploadStatusDelay = TimeSpan.FromSeconds(2) });
        var clock = Stopwatch.StartNew();

        await client.UploadAsync(5);
        client.Server.SendMessage("Hello");
        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal(["verification", "messages", "marketing_messages_subscriber_upload_status"], client.Server.Deliveries.Select(static each => each.Field));
        Assert.True(clock.ElapsedMilliseconds >= 1990, $"It came after {clock.ElapsedMilliseconds} ms.");
    }

    [Fact]
    public async Task A_delivery_without_status_200_is_repeated_unchanged()
    {
        using var probe = new WebhookProbe();
        probe.RespondNext(500, 0, 404, 204, 200);
        using SandboxClient client = Client(probe, new SandboxOptions { WebhookRetryDelay = TimeSpan.FromMilliseconds(1) });

        client.Server.SendMessage("First");
        client.Server.SendMessage("Second");
        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal(6, probe.Posts.Count);
        Assert.All(probe.Posts.Take(5), each => Assert.Equal(probe.Posts[0].Body, each.Body));
        Assert.Equal("Second", (string?)probe.Posts[5].Messaging["message"]!["text"]);
        Assert.Equal((5, 200, true), (client.Server.Deliveries[1].Attempts, client.Server.Deliveries[1].Status, client.Server.Deliveries[1].IsDelivered));
    }

    [Fact]
    public async Task A_delivery_that_never_gets_status_200_is_dropped_and_the_next_is_sent()
    {
        using var probe = new WebhookProbe();
        probe.RespondNext(500, 500, 503);
        using SandboxClient client = Client(probe, new SandboxOptions { WebhookRetryDelay = TimeSpan.FromMilliseconds(1), WebhookAttempts = 3 });

        client.Server.SendMessage("First");
        client.Server.SendMessage("Second");
        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal([(3, 503, false), (1, 200, true)], client.Server.Deliveries.Skip(1).Select(static each => (each.Attempts, each.Status, each.IsDelivered)));
    }

    [Fact]
    public async Task A_slow_receiver_is_retried_and_delays_no_call()
    {
        using var probe = new WebhookProbe { Delay = TimeSpan.FromSeconds(2) };
        using SandboxClient client = Client(probe, new SandboxOptions
        {
            WebhookTimeout = TimeSpan.FromMilliseconds(100), WebhookRetryDelay = TimeSpan.FromMilliseconds(1), WebhookAttempts = 3,
        });
        await client.Server.WaitForDeliveriesAsync();
        var clock = Stopwatch.StartNew();

        string psid = client.Server.SendMessage("Hello").Psid;
        await client.AskAsync(psid);
        TimeSpan call = clock.Elapsed;
        await client.Server.WaitForDeliveriesAsync();

        Assert.True(call < TimeSpan.FromSeconds(1), $"The call took {call.TotalMilliseconds:F0} ms.");
        Assert.Equal((3, 0, false), (client.Server.Deliveries[1].Attempts, client.Server.Deliveries[1].Status, client.Server.Deliveries[1].IsDelivered));
    }

    [Fact]
    public async Task Webhooks_are_delivered_in_the_order_of_events()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe);

        for (int i = 0; i < 500; i++)
        {
            client.Server.SendMessage($"Message {i}");
        }

        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal(Enumerable.Range(0, 500).Select(static i => $"Message {i}"), probe.Posts.Select(static post => (string)post.Messaging["message"]!["text"]!));
    }

    [Fact]
    public async Task Duplicates_are_delivered_on_request()
    {
        using var probe = new WebhookProbe();
        using SandboxClient client = Client(probe, new SandboxOptions { WebhookDuplicates = 2 });

        client.Server.SendMessage("Hello");
        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal(3, probe.Posts.Count);
        Assert.All(probe.Posts, each => Assert.Equal(probe.Posts[0].Body, each.Body));
        Assert.Equal([false, false, true, true], client.Server.Deliveries.Select(static each => each.IsDuplicate));
    }

    [Fact]
    public async Task A_receiver_can_be_set_later_and_there_is_none_by_default()
    {
        using var probe = new WebhookProbe();
        using var client = new SandboxClient(new SandboxOptions { WebhookFields = All });
        client.Server.SendMessage("Unheard");

        client.Server.SendWebhooksTo(probe.Address, probe.VerifyToken);
        client.Server.SendMessage("Heard");
        await client.Server.WaitForDeliveriesAsync();
        client.Server.SendWebhooksTo(null);
        client.Server.SendMessage("Unheard again");
        await client.Server.WaitForDeliveriesAsync();

        Assert.Equal("Heard", (string?)Assert.Single(probe.Posts).Messaging["message"]!["text"]);
        Assert.Null(client.Server.WebhookUri);
    }

    [Theory]
    [InlineData("http://example.com/hook")]
    [InlineData("https://192.0.2.1/hook")]
    [InlineData("file:///tmp/hook")]
    public void Webhooks_are_delivered_only_to_loopback(string address)
    {
        using var client = new SandboxClient();

        Assert.Throws<ArgumentOutOfRangeException>(() => client.Server.SendWebhooksTo(new Uri(address)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxServer.Start(new SandboxOptions { WebhookUri = new Uri(address) }));
    }

    [Fact]
    public async Task A_verify_token_is_generated_if_none_is_specified()
    {
        using var probe = new WebhookProbe();
        using var client = new SandboxClient(new SandboxOptions { WebhookUri = probe.Address });

        await client.Server.WaitForDeliveriesAsync();

        Assert.Matches("^[A-Za-z0-9]{24}$", client.Server.VerifyToken);
        Assert.Contains("hub.verify_token=" + client.Server.VerifyToken, probe.Handshakes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_ends_deliveries_that_are_being_repeated()
    {
        using var probe = new WebhookProbe();
        var server = SandboxServer.Start(new SandboxOptions { WebhookUri = probe.Address, VerifyToken = probe.VerifyToken, WebhookFields = All, WebhookAttempts = 1000 });
        probe.RespondNext([.. Enumerable.Repeat(500, 1000)]);
        server.SendMessage("Hello");
        while (probe.Posts.Count == 0)
        {
            await Task.Delay(5);
        }

        server.Dispose();
        int posts = probe.Posts.Count;
        await Task.Delay(500);

        Assert.InRange(probe.Posts.Count, posts, posts + 1);
        Assert.Empty(server.InternalErrors);
        server.SendMessage("After the end");
    }

    private static SandboxClient Client(WebhookProbe probe, SandboxOptions? options = null, IReadOnlyList<string>? fields = null)
    {
        options ??= new SandboxOptions();
        options.WebhookUri = probe.Address;
        options.VerifyToken = "meet-me";
        options.WebhookFields = fields ?? All;
        return new SandboxClient(options);
    }
}
