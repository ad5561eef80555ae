using System;
using System.Net;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Tests the call limit per time window.</summary>
public class ThrottleWindowTests
{
    private const string Tier = "\"ads_api_access_tier\":\"standard_access\"";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_response_contains_the_used_share_of_the_window()
    {
        using var client = new SandboxClient(Options(() => Noon, calls: 4, seconds: 30));

        GraphReply created = await client.PostAsync(client.Audiences, client.NewAudience().ToJsonString());
        string id = (string)created.Json["id"]!;
        GraphReply uploaded = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(2));
        GraphReply refused = await client.PostAsync($"v25.0/{id}/users", "{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[]}}");

        Assert.Contains("\"call_count\":25,\"total_cputime\":25,\"total_time\":25,\"estimated_time_to_regain_access\":0,", created.Header("x-business-use-case-usage")!, StringComparison.Ordinal);
        Assert.Equal("{\"acc_id_util_pct\":50,\"reset_time_duration\":30," + Tier + "}", uploaded.Header("x-ad-account-usage"));
        Assert.Equal("{\"call_count\":50,\"total_cputime\":50,\"total_time\":50}", uploaded.Header("x-app-usage"));
        Assert.Null(uploaded.Header("x-business-use-case-usage"));
        Assert.Equal(100, refused.Code);
    }

    [Fact]
    public async Task An_error_response_contains_the_usage_too()
    {
        using var client = new SandboxClient(Options(() => Noon, calls: 4, seconds: 30));
        string id = await client.CreateAudienceAsync();

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, session: "{\"session_id\":1,\"batch_seq\":2}"));

        Assert.Equal((2650, 1870147), (reply.Code, reply.Subcode));
        Assert.Equal("{\"acc_id_util_pct\":50,\"reset_time_duration\":30," + Tier + "}", reply.Header("x-ad-account-usage"));
    }

    [Fact]
    public async Task Calls_are_rejected_from_the_limit_until_the_window_ends()
    {
        DateTimeOffset now = Noon;
        using var client = new SandboxClient(Options(() => now, calls: 2, seconds: 90));
        string id = await client.CreateAudienceAsync();
        now = now.AddSeconds(10.5);
        GraphReply last = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3));

        GraphReply upload = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3, first: 10));
        GraphReply list = await client.GetAsync(client.Audiences);
        now = Noon.AddSeconds(89.9);
        GraphReply early = await client.GetAsync(client.Audiences);
        now = Noon.AddSeconds(90);
        GraphReply again = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(3, first: 10));

        Assert.Equal("{\"acc_id_util_pct\":100,\"reset_time_duration\":80," + Tier + "}", last.Header("x-ad-account-usage"));
        Assert.Equal((HttpStatusCode.BadRequest, 17, 2446079), (upload.Status, upload.Code, upload.Subcode));
        Assert.Equal("{\"acc_id_util_pct\":100,\"reset_time_duration\":80," + Tier + "}", upload.Header("x-ad-account-usage"));
        Assert.Equal((HttpStatusCode.BadRequest, 80003), (list.Status, list.Code));
        Assert.Contains("\"call_count\":100,\"total_cputime\":100,\"total_time\":100,\"estimated_time_to_regain_access\":2,", list.Header("x-business-use-case-usage")!, StringComparison.Ordinal);
        Assert.Equal(80003, early.Code);
        Assert.Equal((HttpStatusCode.OK, "{\"acc_id_util_pct\":50,\"reset_time_duration\":90," + Tier + "}"), (again.Status, again.Header("x-ad-account-usage")));
        Assert.Equal(6, client.Server.Audiences[0].RowsReceived);
        Assert.Equal("window limit reached, error 17", client.Server.Requests[2].Fault);
    }

    [Fact]
    public async Task Calls_of_the_page_do_not_count()
    {
        using var client = new SandboxClient(Options(() => Noon, calls: 1, seconds: 60));
        await client.CreateAudienceAsync();

        Assert.Equal(80003, (await client.GetAsync(client.Audiences)).Code);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("v25.0/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsPageAsync("notification_message_tokens")).Status);
    }

    [Fact]
    public async Task Setting_the_clock_forward_ends_a_window()
    {
        using var client = new SandboxClient(new SandboxOptions { ThrottleAfter = 1, ThrottleWindow = TimeSpan.FromHours(1) });
        await client.CreateAudienceAsync();
        GraphReply refused = await client.GetAsync(client.Audiences);

        client.Server.ClockOffset = TimeSpan.FromHours(1);

        Assert.Equal(80003, refused.Code);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(client.Audiences)).Status);
    }

    [Fact]
    public void An_invalid_window_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxServer.Start(new SandboxOptions { ThrottleAfter = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxServer.Start(new SandboxOptions { ThrottleWindow = TimeSpan.Zero }));
    }

    private static SandboxOptions Options(Func<DateTimeOffset> clock, int calls, int seconds) =>
        new() { Clock = clock, ThrottleAfter = calls, ThrottleWindow = TimeSpan.FromSeconds(seconds) };
}
