using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class FaultTests
{
    [Fact]
    public async Task Faults_happen_to_the_next_calls_in_order_and_only_once()
    {
        using var client = new SandboxClient();
        client.Server.FailNext(SandboxFault.GraphError(613, 1487742), SandboxFault.EmptyServerError(), SandboxFault.HtmlErrorPage());

        GraphReply graph = await client.GetAsync("v25.0/me");
        GraphReply empty = await client.GetAsync("v25.0/me");
        GraphReply html = await client.GetAsync("v25.0/me");
        GraphReply well = await client.GetAsync("v25.0/me");

        Assert.Equal((HttpStatusCode.BadRequest, 613, 1487742), (graph.Status, graph.Code, graph.Subcode!.Value));
        Assert.Equal((HttpStatusCode.InternalServerError, string.Empty), (empty.Status, empty.Text));
        Assert.Equal((HttpStatusCode.BadGateway, "text/html; charset=UTF-8"), (html.Status, html.ContentType));
        Assert.Equal(HttpStatusCode.OK, well.Status);
        Assert.Empty(client.Server.PendingFaults);
    }

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 500)]
    [InlineData(4, 403)]
    [InlineData(190, 401)]
    [InlineData(200, 403)]
    [InlineData(368, 400)]
    public async Task An_error_has_its_usual_status(int code, int status)
    {
        using var client = new SandboxClient();
        client.Server.FailNext(SandboxFault.GraphError(code));

        GraphReply reply = await client.GetAsync("v25.0/me");

        Assert.Equal(((HttpStatusCode)status, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Throttling_has_a_usage_header_with_the_time()
    {
        using var client = new SandboxClient();
        client.Server.FailNext(SandboxFault.ThrottledBusinessUseCase(7), SandboxFault.ThrottledAdAccount(90), SandboxFault.RetryAfter(TimeSpan.FromSeconds(2.5)));

        GraphReply useCase = await client.GetAsync(client.Audiences);
        GraphReply account = await client.GetAsync(client.Audiences);
        GraphReply retryAfter = await client.GetAsync(client.Audiences);

        Assert.Equal(80003, useCase.Code);
        Assert.Equal(
            "{\"" + client.Server.AdAccountId + "\":[{\"type\":\"custom_audience\",\"call_count\":100,\"total_cputime\":100,\"total_time\":100,\"estimated_time_to_regain_access\":7,\"ads_api_access_tier\":\"standard_access\"}]}",
            useCase.Header("x-business-use-case-usage"));
        Assert.Equal((17, 2446079), (account.Code, account.Subcode));
        Assert.Equal("{\"acc_id_util_pct\":100,\"reset_time_duration\":90,\"ads_api_access_tier\":\"standard_access\"}", account.Header("x-ad-account-usage"));
        Assert.Equal(HttpStatusCode.TooManyRequests, retryAfter.Status);
        Assert.Equal("3", retryAfter.Header("Retry-After"));
    }

    [Fact]
    public async Task A_connection_dropped_before_processing_has_no_effect()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        client.Server.FailNext(SandboxFault.DroppedBeforeProcessing());

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(10)));

        Assert.Equal(0, client.Server.Audiences[0].RowsReceived);
        Assert.Equal(0, client.Server.Requests[^1].Status);
    }

    [Fact]
    public async Task A_connection_dropped_after_processing_loses_only_the_response()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        client.Server.FailNext(SandboxFault.DroppedAfterProcessing());

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(10)));

        Assert.Equal(10, client.Server.Audiences[0].RowsReceived);
    }

    [Fact]
    public async Task Any_fault_can_happen_after_processing()
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        client.Server.FailNext(SandboxFault.GraphError(2).AfterProcessing());

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(10));

        Assert.Equal(2, reply.Code);
        Assert.Equal(10, client.Server.Audiences[0].RowsReceived);
        Assert.Equal("error 2 after processing", client.Server.Requests[^1].Fault);
    }

    [Fact]
    public async Task A_fault_can_apply_to_a_kind_of_call()
    {
        using var client = new SandboxClient();
        client.Server.FailNext(SandboxFault.MarketingTermsNotAccepted().For("POST", "/users"));

        string id = await client.CreateAudienceAsync();
        GraphReply upload = await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1));

        Assert.Equal(2655, upload.Code);
    }

    [Fact]
    public async Task Every_nth_call_is_throttled()
    {
        using var client = new SandboxClient(new SandboxOptions { ThrottleEvery = 3 });
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 6; i++)
        {
            statuses.Add((await client.GetAsync("v25.0/me")).Status);
        }

        HttpStatusCode ok = HttpStatusCode.OK;
        Assert.Equal([ok, ok, HttpStatusCode.BadRequest, ok, ok, HttpStatusCode.BadRequest], statuses);
    }

    [Fact]
    public async Task A_throttled_call_contains_the_minutes_of_the_option()
    {
        using var client = new SandboxClient(new SandboxOptions { ThrottleEvery = 1, ThrottleRegainMinutes = 2 });

        GraphReply reply = await client.GetAsync(client.Audiences);

        Assert.Equal(80003, reply.Code);
        Assert.Contains("\"estimated_time_to_regain_access\":2,", reply.Header("x-business-use-case-usage")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_rate_fails_its_share_of_calls_half_of_them_after_processing()
    {
        using var client = new SandboxClient(new SandboxOptions { FailureRate = 0.5, Seed = 1 });
        int failed = 0;
        for (int i = 0; i < 400; i++)
        {
            GraphReply reply = await client.PostAsync(client.Audiences, client.NewAudience().ToJsonString());
            failed += reply.Status == HttpStatusCode.OK ? 0 : 1;
        }

        string[] faults = [.. client.Server.Requests.Select(static request => request.Fault).OfType<string>()];
        int carriedOut = faults.Count(static fault => fault.EndsWith("after processing", StringComparison.Ordinal));
        Assert.InRange(failed, 160, 240);
        Assert.Equal(failed, faults.Length);
        Assert.InRange(carriedOut, failed * 4 / 10, failed * 6 / 10);
        Assert.Equal(400 - failed + carriedOut, client.Server.Audiences.Count);
        Assert.Equal(8, faults.Distinct().Count());
    }

    [Fact]
    public async Task A_seed_repeats_the_failures()
    {
        using var one = new SandboxClient(new SandboxOptions { FailureRate = 0.5, Seed = 3 });
        using var same = new SandboxClient(new SandboxOptions { FailureRate = 0.5, Seed = 3 });
        for (int i = 0; i < 30; i++)
        {
            await one.GetAsync("v25.0/me");
            await same.GetAsync("v25.0/me");
        }

        Assert.Equal(one.Server.Requests.Select(static request => request.Fault), same.Server.Requests.Select(static request => request.Fault));
    }

    [Fact]
    public async Task Latency_delays_every_response()
    {
        using var client = new SandboxClient(new SandboxOptions { Latency = TimeSpan.FromMilliseconds(150) });
        var clock = System.Diagnostics.Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.GetAsync("v25.0/me")));

        Assert.InRange(clock.ElapsedMilliseconds, 140, 3000);
        Assert.All(client.Server.Requests, static request => Assert.True(request.Duration >= TimeSpan.FromMilliseconds(140)));
    }

    [Fact]
    public async Task An_internal_error_of_the_sandbox_is_error_1_and_recorded_for_the_test()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Clock = static () => throw new InvalidTimeZoneException("broken clock") });
        using var http = new HttpClient { BaseAddress = server.BaseUri };

        using HttpResponseMessage response = await http.GetAsync(new Uri($"v25.0/me?access_token={server.AccessToken}", UriKind.Relative));
        string text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("\"code\":1,", text, StringComparison.Ordinal);
        Assert.DoesNotContain("broken clock", text, StringComparison.Ordinal);
        Assert.IsType<InvalidTimeZoneException>(Assert.Single(server.InternalErrors));
    }
}
