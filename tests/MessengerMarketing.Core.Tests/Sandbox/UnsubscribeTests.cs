using System;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class UnsubscribeTests
{
    private const string Edge = "messaging_customer_base/unsubscribe";

    // SHA-256 of "mary@example.com" and of "14155550100", which is the form of +14155550100 in an audience.
    private const string MarysEmail = "f1904cf1a9d73a55fa5de0ac823c4403ded71afd4c3248d00bdcd0866552bb79";
    private const string MarysPhone = "5e7ec4c79ccac6e420876e65ad0e6b4b2ccf73ec3dccb50297bf2890a1ec73b9";

    [Fact]
    public async Task A_person_can_be_unsubscribed_by_any_identifier()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        string rows = string.Join(",", Enumerable.Range(1, 100).Select(static i => $"[\"{SandboxClient.Hash(i)}\",\"{SandboxClient.Hash(i + 1000)}\"]"));
        string id = await client.CreateAudienceAsync();
        await client.PostAsync($"v25.0/{id}/users", $$$"""{"payload":{"schema":["EMAIL","PHONE"],"data":[["{{{MarysEmail}}}",""],["","{{{MarysPhone}}}"],{{{rows}}}]}}""");
        (string psid, _) = await client.SubscribeAsync();
        (_, string token) = await client.SubscribeAsync();
        GraphReply before = await client.GetAsPageAsync("notification_message_tokens?limit=1000");

        GraphReply reply = await client.PostAsPageAsync(Edge, $$"""
            {"data":[{"email":"mary@example.com"},{"phone":"+14155550100"},{"psid":"{{psid}}"},{"subscriber_token":"{{token}}"},
            {"phone":"{{SandboxClient.Hash(1001)}}"},{"email":"{{SandboxClient.Hash(2)}}","phone":"{{SandboxClient.Hash(1002)}}"}]}
            """);
        GraphReply after = await client.GetAsPageAsync("notification_message_tokens?limit=1000");

        Assert.Equal("{\"invalid_rows_count\":0}", reply.Text);
        Assert.Equal((104, 98), (before.Json["data"]!.AsArray().Count, after.Json["data"]!.AsArray().Count));
        Assert.Equal(102, client.Server.Audiences[0].PeopleCount);
    }

    [Fact]
    public async Task A_token_of_an_audience_stays_deleted_after_another_upload()
    {
        using var client = new SandboxClient(new SandboxOptions { MatchRate = 1 });
        await client.UploadAsync(100);
        GraphReply before = await client.GetAsPageAsync("notification_message_tokens");
        string token = (string)before.Json["data"]![0]!["notification_messages_token"]!;

        await client.PostAsPageAsync(Edge, $$"""{"data":[{"subscriber_token":"{{token}}"}]}""");
        await client.UploadAsync(100);
        GraphReply after = await client.GetAsPageAsync("notification_message_tokens");

        Assert.Equal(99, after.Json["data"]!.AsArray().Count);
        Assert.DoesNotContain(token, after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unsubscribed_person_can_opt_in_again()
    {
        using var client = new SandboxClient();
        (string psid, string token) = await client.SubscribeAsync();
        await client.PostAsPageAsync(Edge, $$"""{"data":[{"psid":"{{psid}}"}]}""");
        client.Server.ClockOffset = TimeSpan.FromDays(8);
        client.Server.SendMessage("Hello", psid);
        await client.AskAsync(psid);

        client.Server.ApproveOptIn();

        Assert.Contains(token, (await client.GetAsPageAsync("notification_message_tokens")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"phone":"14155550100"}""")]
    [InlineData("""{"phone":"+1 415 555 0100"}""")]
    [InlineData("""{"phone":"+0155550100"}""")]
    [InlineData("""{"phone":""}""")]
    [InlineData("""{"email":"Mary@example.com"}""")]
    [InlineData("""{"email":"mary"}""")]
    [InlineData("""{"email":"F1904CF1A9D73A55FA5DE0AC823C4403DED71AFD4C3248D00BDCD0866552BB79"}""")]
    [InlineData("""{"psid":"123","subscriber_token":"456"}""")]
    [InlineData("""{"psid":"123","email":"mary@example.com"}""")]
    [InlineData("""{"subscriber_token":"456","phone":"+14155550100"}""")]
    [InlineData("""{"psid":"somebody"}""")]
    [InlineData("""{"psid":123}""")]
    [InlineData("""{"name":"Mary"}""")]
    [InlineData("""{}""")]
    [InlineData("\"mary@example.com\"")]
    [InlineData("null")]
    public async Task An_invalid_row_is_counted_and_the_others_are_processed(string row)
    {
        using var client = new SandboxClient();
        (string psid, _) = await client.SubscribeAsync();

        GraphReply reply = await client.PostAsPageAsync(Edge, $$"""{"data":[{{row}},{"psid":"{{psid}}"},{"email":"{{MarysEmail}}"}] }""");

        Assert.Equal("{\"invalid_rows_count\":1}", reply.Text);
        Assert.Equal("{\"data\":[]}", (await client.GetAsPageAsync("notification_message_tokens")).Text);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":"mary@example.com"}""")]
    public async Task A_call_without_rows_gets_error_100(string json)
    {
        using var client = new SandboxClient();

        Assert.Equal(100, (await client.PostAsPageAsync(Edge, json)).Code);
    }
}
