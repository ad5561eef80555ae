using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class PagingTests
{
    private static GraphRequest List => new GraphRequest(HttpMethod.Get, "act_1/customaudiences").With("fields", "id").With("limit", "2");

    [Fact]
    public async Task Pages_are_followed_until_next_is_absent_even_over_an_empty_one()
    {
        using var server = new ScriptedServer(
            Scripted.Ok("""{"data":[{"id":"1"},{"id":"2"}],"paging":{"cursors":{"before":"a","after":"b"},"next":"https://graph.facebook.com/v26.0/act_1/customaudiences?access_token=EAAsecretsecret&after=b"}}"""),
            Scripted.Ok("""{"data":[],"paging":{"cursors":{"after":"c"},"next":"https://graph.facebook.com/x"}}"""),
            Scripted.Ok("""{"data":[{"id":"3"}],"paging":{"cursors":{"before":"c","after":"d"}}}"""));
        var client = new GraphClient(server.Account());

        List<string?> ids = await Ids(client, List);

        Assert.Equal(["1", "2", "3"], ids);
        Assert.Equal([null, "b", "c"], server.Requests.Select(request => request.Parameter("after")));
        Assert.All(server.Requests, request => Assert.Equal(("/v26.0/act_1/customaudiences", "id", "2"), (request.Path, request.Parameter("fields"), request.Parameter("limit"))));
        Assert.All(server.Requests, request => Assert.DoesNotContain("access_token", request.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_next_link_without_cursors_is_followed_without_the_token_and_the_proof_in_it()
    {
        using var server = new ScriptedServer(request => request.Parameter("offset") is null
            ? Scripted.Ok($$$"""{"data":[{"id":"1"}],"paging":{"next":"{{{BaseOf(request)}}}v24.0/act_1/customaudiences?access_token=EAAsecretsecret&appsecret_proof=abc&fields=id%2Cname&offset=25"}}""")
            : Scripted.Ok("""{"data":[{"id":"2"}]}"""));
        var client = new GraphClient(server.Account());

        List<string?> ids = await Ids(client, List);

        Assert.Equal(["1", "2"], ids);
        Received second = server.Requests[1];
        Assert.Equal("/v24.0/act_1/customaudiences", second.Path);
        Assert.Equal("?fields=id%2Cname&offset=25", second.Query);
        Assert.Equal("Bearer EAAtesttokenforproof0001", second.Headers["Authorization"]);
    }

    [Theory]
    [InlineData("https://evil.example.com/v26.0/me?offset=1")]
    [InlineData("http://127.0.0.1:9/v26.0/me?offset=1")]
    [InlineData("/v26.0/me?offset=1")]
    public async Task A_next_link_to_another_address_is_not_followed(string next)
    {
        using var server = new ScriptedServer(Scripted.Ok($$$"""{"data":[{"id":"1"}],"paging":{"next":"{{{next}}}"}}"""));
        var client = new GraphClient(server.Account());

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => Ids(client, List));

        Assert.Equal("MMUnexpectedAnswer", problem.ErrorId);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v26.0/me%2F..%2Fx")]
    [InlineData("v26.0/me%5Cx")]
    [InlineData("v26.0/a%23b")]
    [InlineData("v26.0/a%0D%0Ab")]
    [InlineData("v26.0/a//b")]
    [InlineData("v26.0/a%3A%2F%2Fb")]
    public async Task A_next_link_to_an_invalid_path_is_an_unusable_response(string path)
    {
        using var server = new ScriptedServer(request => Scripted.Ok($$$"""{"data":[{"id":"1"}],"paging":{"next":"{{{BaseOf(request)}}}{{{path}}}"}}"""));
        var client = new GraphClient(server.Account());

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => Ids(client, List));

        Assert.Equal("MMUnexpectedAnswer", problem.ErrorId);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("""{"next":"\ud83d"}""")]
    [InlineData("""{"next":{}}""")]
    [InlineData("""{"next":true}""")]
    public async Task A_list_whose_next_page_cannot_be_read_is_not_complete(string paging)
    {
        using var server = new ScriptedServer(Scripted.Ok($$$"""{"data":[{"id":"1"}],"paging":{{{paging}}}}"""));
        var client = new GraphClient(server.Account());

        Assert.Equal("MMUnexpectedAnswer", (await Assert.ThrowsAsync<GraphException>(() => Ids(client, List))).ErrorId);
    }

    [Fact]
    public async Task A_cursor_that_makes_a_URL_too_long_is_not_used()
    {
        string cursor = new string('a', 100_000);
        using var server = new ScriptedServer(Scripted.Ok($$$"""{"data":[{"id":"1"}],"paging":{"cursors":{"after":"{{{cursor}}}"},"next":"https://graph.facebook.com/x"}}"""));
        var client = new GraphClient(server.Account());

        Assert.Equal("MMUnexpectedAnswer", (await Assert.ThrowsAsync<GraphException>(() => Ids(client, List))).ErrorId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Circular_pages_are_an_error()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"data":[{"id":"1"}],"paging":{"cursors":{"after":"b"},"next":"https://graph.facebook.com/x"}}"""));
        var client = new GraphClient(server.Account());

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => Ids(client, List));

        Assert.Contains("cursor was returned twice", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("""{"data":[],"paging":{"next":null}}""")]
    [InlineData("""{"data":[],"paging":{"next":""}}""")]
    [InlineData("""{"data":[],"paging":{"cursors":{"after":"x"}}}""")]
    [InlineData("""{"data":[],"paging":[]}""")]
    [InlineData("""{"data":[]}""")]
    public async Task An_empty_list_is_one_call(string body)
    {
        using var server = new ScriptedServer(Scripted.Ok(body));
        var client = new GraphClient(server.Account());

        Assert.Empty(await Ids(client, List));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("""{"data":{"id":"1"}}""")]
    public async Task A_response_that_is_not_a_list_is_an_error(string body)
    {
        using var server = new ScriptedServer(Scripted.Ok(body));
        var client = new GraphClient(server.Account());

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => Ids(client, List));

        Assert.Equal("MMUnexpectedAnswer", problem.ErrorId);
    }

    [Fact]
    public async Task A_request_to_reduce_the_data_continues_with_smaller_pages()
    {
        using var server = new ScriptedServer(request => request.Parameter("limit") == "100"
            ? Scripted.Error(1, status: 500, message: "Please reduce the amount of data you're asking for, then retry your request")
            : Scripted.Ok("""{"data":[{"id":"1"}]}"""));
        var client = new GraphClient(server.Account());

        Assert.Equal(["1"], await Ids(client, List.With("limit", "100")));
        Assert.Equal(["100", "20"], server.Requests.Select(request => request.Parameter("limit")));
    }

    [Fact]
    public async Task No_page_is_requested_before_it_is_needed()
    {
        using var server = new ScriptedServer(Scripted.Ok("""{"data":[{"id":"1"}],"paging":{"cursors":{"after":"b"},"next":"https://graph.facebook.com/x"}}"""));
        var client = new GraphClient(server.Account());

        await foreach (GraphPage page in client.PagesAsync(List))
        {
            Assert.True(page.HasNext);
            break;
        }

        Assert.Single(server.Requests);
    }

    private static string BaseOf(Received request) => $"http://{request.Headers["Host"]}/";

    private static async Task<List<string?>> Ids(GraphClient client, GraphRequest request)
    {
        var ids = new List<string?>();
        await foreach (JsonElement item in client.ItemsAsync(request))
        {
            ids.Add(item.GetProperty("id").GetString());
        }

        return ids;
    }
}
