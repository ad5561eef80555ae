using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Tests network faults by shares of the calls.</summary>
public class FaultRateTests
{
    [Fact]
    public async Task A_call_dropped_before_processing_has_no_effect()
    {
        using var client = new SandboxClient(new SandboxOptions { FaultRates = new SandboxFaultRates { DroppedBefore = 1 } });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(client.Audiences, client.NewAudience().ToJsonString()));

        Assert.Empty(client.Server.Audiences);
        Assert.Equal((0, "dropped"), Outcome(client.Server.Requests[^1]));
    }

    [Fact]
    public async Task A_call_dropped_after_processing_loses_only_its_response()
    {
        using var client = new SandboxClient(new SandboxOptions { FaultRates = new SandboxFaultRates { DroppedAfter = 1 } });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(client.Audiences, client.NewAudience().ToJsonString()));

        Assert.Single(client.Server.Audiences);
        Assert.Equal((0, "dropped after processing"), Outcome(client.Server.Requests[^1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_truncated_response_ends_in_the_middle_of_its_body(bool isChunked)
    {
        using var client = new SandboxClient();
        string id = await client.CreateAudienceAsync();
        client.Server.FailNext(SandboxFault.Truncated(isChunked).For("POST", "/users"));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v25.0/{id}/users") { Content = new StringContent(SandboxClient.Upload(10)) };

        using HttpResponseMessage response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(isChunked ? true : null, response.Headers.TransferEncodingChunked);
        Assert.Equal(isChunked, response.Content.Headers.ContentLength is null);
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
        Assert.Equal(10, client.Server.Audiences[0].RowsReceived);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("v25.0/me")).Status);
    }

    [Fact]
    public async Task Half_of_the_truncated_responses_are_chunked()
    {
        using var client = new SandboxClient(new SandboxOptions { FaultRates = new SandboxFaultRates { Truncated = 1 }, Seed = 1 });
        for (int i = 0; i < 40; i++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("v25.0/me"));
        }

        string?[] faults = [.. client.Server.Requests.Select(static request => request.Fault)];
        Assert.InRange(faults.Count(static fault => fault is "truncated chunks"), 10, 30);
        Assert.Equal(["truncated", "truncated chunks"], faults.Distinct().Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_web_page_has_status_502_or_503_before_or_after_processing(bool after)
    {
        SandboxFaultRates rates = after ? new SandboxFaultRates { HtmlAfter = 1 } : new SandboxFaultRates { HtmlBefore = 1 };
        using var client = new SandboxClient(new SandboxOptions { FaultRates = rates, Seed = 1 });
        var statuses = new HashSet<HttpStatusCode>();
        for (int i = 0; i < 40; i++)
        {
            GraphReply reply = await client.PostAsync(client.Audiences, client.NewAudience().ToJsonString());
            Assert.StartsWith("<!DOCTYPE html>", reply.Text, StringComparison.Ordinal);
            statuses.Add(reply.Status);
        }

        Assert.Equal([HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable], statuses.Order());
        Assert.Equal(after ? 40 : 0, client.Server.Audiences.Count);
    }

    [Fact]
    public async Task A_slow_response_is_delayed_longer_than_the_others()
    {
        using var client = new SandboxClient(new SandboxOptions
        {
            FaultRates = new SandboxFaultRates { Slow = 0.5 },
            SlowLatency = TimeSpan.FromMilliseconds(300),
            Latency = TimeSpan.FromMilliseconds(20),
            Seed = 2,
        });

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.GetAsync("v25.0/me")));

        SandboxRequest[] slow = [.. client.Server.Requests.Where(static request => request.Fault is "slow")];
        Assert.InRange(slow.Length, 10, 30);
        Assert.All(slow, static request => Assert.True(request.Duration >= TimeSpan.FromMilliseconds(310)));
        Assert.All(client.Server.Requests, static request => Assert.Equal(200, request.Status));
    }

    [Fact]
    public async Task Each_kind_affects_its_share_of_the_calls()
    {
        var rates = new SandboxFaultRates { DroppedBefore = 0.1, DroppedAfter = 0.1, Truncated = 0.1, HtmlBefore = 0.1, HtmlAfter = 0.1, Slow = 0.1 };
        using var client = new SandboxClient(new SandboxOptions { FaultRates = rates, SlowLatency = TimeSpan.Zero, Seed = 4 });
        for (int i = 0; i < 900; i++)
        {
            try
            {
                await client.GetAsync("v25.0/me");
            }
            catch (HttpRequestException)
            {
                // Dropped and truncated responses.
            }
        }

        int Count(string part) => client.Server.Requests.Count(request => request.Fault?.Contains(part, StringComparison.Ordinal) is true);
        int Is(string fault) => client.Server.Requests.Count(request => request.Fault?.Split(", ")[0] == fault);
        Assert.InRange(Is("dropped"), 60, 125);
        Assert.InRange(Is("dropped after processing"), 60, 125);
        Assert.InRange(Count("truncated"), 60, 125);
        Assert.InRange(Is("HTTP 502 with HTML") + Is("HTTP 503 with HTML"), 60, 125);
        Assert.InRange(Count("HTML after processing"), 60, 125);
        Assert.InRange(Count("slow"), 60, 125);
    }

    [Fact]
    public async Task A_seed_gives_the_same_calls_the_same_faults()
    {
        var rates = new SandboxFaultRates { Truncated = 0.3, HtmlAfter = 0.3, Slow = 0.5 };
        async Task<string?[]> RunAsync(int seed)
        {
            using var client = new SandboxClient(new SandboxOptions { FaultRates = rates, SlowLatency = TimeSpan.Zero, Seed = seed });
            await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
            {
                try
                {
                    await client.GetAsync("v25.0/me");
                }
                catch (HttpRequestException)
                {
                    // Truncated responses.
                }
            }));
            return [.. client.Server.Requests.OrderBy(static request => request.Number).Select(static request => request.Fault)];
        }

        string?[] once = await RunAsync(3);

        Assert.Equal(once, await RunAsync(3));
        Assert.NotEqual(once, await RunAsync(5));
    }

    [Fact]
    public void Shares_are_read_by_name()
    {
        var rates = SandboxFaultRates.FromShares([new("droppedafter", 0.02), new("Truncated", 0.01)]);

        Assert.Equal(new SandboxFaultRates { DroppedAfter = 0.02, Truncated = 0.01 }, rates);
        Assert.Equal(["DroppedBefore", "DroppedAfter", "Truncated", "HtmlBefore", "HtmlAfter", "Slow"], SandboxFaultRates.Names);
    }

    [Fact]
    public void An_invalid_share_is_refused_with_the_valid_values()
    {
        ArgumentException unknown = Assert.Throws<ArgumentException>(() => SandboxFaultRates.FromShares([new("Lost", 0.1)]));
        ArgumentOutOfRangeException large = Assert.Throws<ArgumentOutOfRangeException>(() => SandboxFaultRates.FromShares([new("Slow", 1.1)]));
        ArgumentOutOfRangeException none = Assert.Throws<ArgumentOutOfRangeException>(() => SandboxServer.Start(new SandboxOptions { FaultRates = new SandboxFaultRates { Truncated = double.NaN } }));
        ArgumentOutOfRangeException many = Assert.Throws<ArgumentOutOfRangeException>(() => SandboxServer.Start(new SandboxOptions { FaultRates = new SandboxFaultRates { Truncated = 0.6, HtmlAfter = 0.6 } }));

        Assert.StartsWith("'Lost' is not a kind of fault. Use DroppedBefore, DroppedAfter, Truncated, HtmlBefore, HtmlAfter, Slow.", unknown.Message, StringComparison.Ordinal);
        Assert.StartsWith("The share Slow must be from 0 to 1.", large.Message, StringComparison.Ordinal);
        Assert.StartsWith("The share Truncated must be from 0 to 1.", none.Message, StringComparison.Ordinal);
        Assert.StartsWith("The sum of the fault shares must be at most 1.", many.Message, StringComparison.Ordinal);
    }

    private static (int Status, string? Fault) Outcome(SandboxRequest request) => (request.Status, request.Fault);
}
