using System.Net.Http;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class SettleTests
{
    private static readonly Scripted Lost = new(200, "") { Cut = true };

    private static GraphClientOptions Options => new() { TimeProvider = new InstantTime(), MaxRetries = 2 };

    [Fact]
    public async Task A_post_that_may_have_been_processed_is_not_sent_again()
    {
        using var server = new ScriptedServer(Lost, Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(new GraphRequest(HttpMethod.Post, "1/things")));

        Assert.Single(server.Requests);
        Assert.True(problem.RequestMayHaveArrived);
        Assert.EndsWith("The request may still have been processed.", problem.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_is_idempotent_is_sent_again()
    {
        using var server = new ScriptedServer(Lost, Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(new GraphRequest(HttpMethod.Post, "1/things") { IsIdempotent = true });

        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(502, "<html></html>")]
    [InlineData(500, """{"error":{"message":"Oops","code":1}}""")]
    [InlineData(200, "{\"id\":")]
    public async Task A_request_with_an_unknown_outcome_is_settled_before_it_is_sent_again(int status, string body)
    {
        using var server = new ScriptedServer(new Scripted(status, body));
        var client = new GraphClient(server.Account(), Options);

        GraphResponse response = await client.SendAsync(new GraphRequest(HttpMethod.Post, "1/things")
        {
            FindLostResponse = (_, _) => Task.FromResult<GraphResponse?>(GraphResponse.FromJson("""{"id":"7"}""")),
        });

        Assert.Single(server.Requests);
        Assert.Equal("7", response.Body.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_request_that_turns_out_not_to_have_arrived_is_sent_again()
    {
        int asked = 0;
        using var server = new ScriptedServer(Lost, Scripted.Ok("""{"id":"8"}"""));
        var client = new GraphClient(server.Account(), Options);

        GraphResponse response = await client.SendAsync(new GraphRequest(HttpMethod.Post, "1/things")
        {
            FindLostResponse = (_, _) =>
            {
                asked++;
                return Task.FromResult<GraphResponse?>(null);
            },
        });

        Assert.Equal(1, asked);
        Assert.Equal("8", response.Body.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_refused_request_needs_no_settling()
    {
        using var server = new ScriptedServer(Scripted.Error(80003).With("Retry-After", "1"), Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(new GraphRequest(HttpMethod.Post, "1/things") { FindLostResponse = (_, _) => throw new Xunit.Sdk.XunitException("asked") });

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Settling_is_attempted_once_more_after_the_last_attempt()
    {
        int asked = 0;
        using var server = new ScriptedServer(Lost);
        var client = new GraphClient(server.Account(), Options);

        GraphResponse response = await client.SendAsync(new GraphRequest(HttpMethod.Post, "1/things")
        {
            FindLostResponse = (_, _) => Task.FromResult(++asked == 3 ? GraphResponse.FromJson("""{"id":"9"}""") : null),
        });

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal("9", response.Body.GetProperty("id").GetString());
    }

    [Fact]
    public async Task When_settling_fails_nothing_is_sent_again_and_the_outcome_stays_unknown()
    {
        using var server = new ScriptedServer(
            request => request.Method == "GET" ? Scripted.Error(190) : null,
            Lost);
        var client = new GraphClient(server.Account(), Options);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(new GraphRequest(HttpMethod.Post, "1/things")
        {
            FindLostResponse = async (bounded, token) => await bounded.SendAsync(new GraphRequest(HttpMethod.Get, "1"), token),
        }));

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(GraphErrorKind.NoAnswer, problem.Kind);
        Assert.True(problem.RequestMayHaveArrived);
        Assert.Equal(GraphErrorKind.Authentication, Assert.IsType<GraphException>(problem.InnerException).Kind);
    }
}
