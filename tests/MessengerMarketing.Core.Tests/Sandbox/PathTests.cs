using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class PathTests
{
    private static SandboxOptions At(int year, int month, int day) => new()
    {
        Clock = () => new DateTimeOffset(year, month, day, 12, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public async Task The_version_in_a_path_is_optional_and_every_response_contains_the_one_used()
    {
        using var client = new SandboxClient();

        GraphReply without = await client.GetAsync("me");
        GraphReply with = await client.GetAsync("v27.0/me");

        Assert.Equal("v26.0", without.Header("facebook-api-version"));
        Assert.Equal("v27.0", with.Header("facebook-api-version"));
        Assert.NotEmpty(with.Header("x-fb-trace-id")!);
        Assert.NotEqual(without.Header("x-fb-trace-id"), with.Header("x-fb-trace-id"));
    }

    [Theory]
    [InlineData("v20.0", 2026, 3, 1)]
    [InlineData("v22.0", 2026, 3, 1)]
    [InlineData("v23.0", 2026, 6, 9)]
    [InlineData("v24.0", 2026, 11, 10)]
    [InlineData("v25.0", 2027, 2, 23)]
    public async Task An_audience_call_of_an_ended_version_gets_error_2635_that_names_the_version_to_use(string version, int year, int month, int day)
    {
        using var client = new SandboxClient(At(year, month, day));

        GraphReply reply = await client.GetAsync($"{version}/act_{client.Server.AdAccountId}/customaudiences");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(2635, reply.Code);
        Assert.Contains("v26.0", reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v23.0", 2026, 6, 8)]
    [InlineData("v24.0", 2026, 11, 9)]
    [InlineData("v25.0", 2027, 2, 22)]
    [InlineData("v27.0", 2026, 12, 1)]
    [InlineData("v25.0", 2026, 12, 1)]
    [InlineData("v26.0", 2026, 12, 1)]
    public async Task A_version_is_served_until_the_day_it_ends(string version, int year, int month, int day)
    {
        using var client = new SandboxClient(At(year, month, day));

        GraphReply reply = await client.GetAsync($"{version}/act_{client.Server.AdAccountId}/customaudiences");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    [Fact]
    public async Task The_end_of_a_Marketing_API_version_does_not_touch_calls_to_the_Page()
    {
        using var client = new SandboxClient(At(2026, 11, 29));

        GraphReply reply = await client.GetAsync($"v24.0/{client.Server.PageId}");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    [Fact]
    public async Task An_unknown_version_gets_error_2500()
    {
        using var client = new SandboxClient();

        GraphReply reply = await client.GetAsync("v99.0/me");

        Assert.Equal(2500, reply.Code);
    }

    [Theory]
    [InlineData("GET", "v25.0/1234567890")]
    [InlineData("GET", "v25.0/act_1")]
    [InlineData("GET", "v25.0/me/nonsense")]
    [InlineData("GET", "v25.0")]
    [InlineData("GET", "")]
    [InlineData("POST", "v25.0/1234567890/users")]
    [InlineData("DELETE", "v25.0/me")]
    [InlineData("PUT", "v25.0/me")]
    [InlineData("GET", "v25.0/me/a/b/c")]
    public async Task An_unknown_object_or_operation_gets_error_100_with_subcode_33(string method, string path)
    {
        using var client = new SandboxClient();

        GraphReply reply = await client.SendAsync(new HttpMethod(method), path, method is "POST" or "PUT" ? "{}" : null);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal((100, 33), (reply.Code, reply.Subcode));
        Assert.Equal("GraphMethodException", reply.Type);
        Assert.StartsWith($"Unsupported {method.ToLowerInvariant()} request", reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ad_account_has_a_name_and_a_status()
    {
        using var client = new SandboxClient();

        GraphReply reply = await client.GetAsync($"v25.0/act_{client.Server.AdAccountId}?fields=id,name,account_status");

        Assert.Equal("act_" + client.Server.AdAccountId, (string?)reply.Json["id"]);
        Assert.Equal(1, (int)reply.Json["account_status"]!);
    }

    [Fact]
    public async Task A_field_that_does_not_exist_gets_error_100_that_names_it()
    {
        using var client = new SandboxClient();

        GraphReply reply = await client.GetAsync("v25.0/me?fields=id,shoe_size");

        Assert.Equal(100, reply.Code);
        Assert.Contains("(shoe_size)", reply.Message, StringComparison.Ordinal);
    }
}
