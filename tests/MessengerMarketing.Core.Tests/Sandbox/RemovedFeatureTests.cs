using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Features that the Graph API no longer offers to new apps.</summary>
public sealed class RemovedFeatureTests : IDisposable
{
    private readonly SandboxClient _client = new();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("ids=1,2")]
    [InlineData("v25.0/?ids=1,2")]
    [InlineData("v26.0/me?ids=1")]
    public async Task Several_ids_in_one_call_end_in_an_HTTP_500_with_code_100(string path)
    {
        GraphReply reply = await _client.GetAsync(path.StartsWith("ids", StringComparison.Ordinal) ? "?" + path : path);

        Assert.Equal((HttpStatusCode.InternalServerError, 100), (reply.Status, reply.Code));
        Assert.Equal("(#100) The ids query parameter is deprecated in v26.0+", reply.Message);
    }

    [Theory]
    [InlineData("v26.0/me?date_format=U")]
    [InlineData("v25.0/me?fields=name.as(title)")]
    [InlineData("v25.0/me?callback=f")]
    public async Task A_date_format_an_alias_or_JSONP_is_refused(string path)
    {
        GraphReply reply = await _client.GetAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, 100), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Another_method_in_a_GET_is_refused_and_nothing_is_removed()
    {
        string id = await _client.CreateAudienceAsync();

        GraphReply other = await _client.GetAsync($"v26.0/{id}?method=delete");
        GraphReply same = await _client.GetAsync($"v26.0/{id}?method=get");

        Assert.Equal((HttpStatusCode.BadRequest, 100), (other.Status, other.Code));
        Assert.Equal(HttpStatusCode.OK, same.Status);
        Assert.Single(_client.Server.Audiences);
    }

    [Theory]
    [InlineData("?method=delete", "a=b", "application/x-www-form-urlencoded")]
    [InlineData("", "method=delete", "application/x-www-form-urlencoded")]
    [InlineData("", "{\"method\":\"DELETE\"}", "application/json")]
    public async Task Another_method_in_a_POST_is_refused_and_nothing_is_removed(string query, string body, string contentType)
    {
        string id = await _client.CreateAudienceAsync();

        GraphReply reply = await _client.SendAsync(HttpMethod.Post, $"v25.0/{id}{query}", body, contentType);

        Assert.Equal((HttpStatusCode.BadRequest, 100), (reply.Status, reply.Code));
        Assert.Single(_client.Server.Audiences);
    }
}
