using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class TransportTests
{
    private const string AppSecret = "0123456789abcdef0123456789abcdef";

    private static GraphRequest Get => new(HttpMethod.Get, "me");

    private static GraphClientOptions Once => new() { MaxRetries = 0 };

    [Fact]
    public async Task The_token_is_only_in_the_header()
    {
        using var server = new ScriptedServer();
        var client = new GraphClient(server.Account());

        await client.SendAsync(Get.With("fields", "id,name"));

        Received request = Assert.Single(server.Requests);
        Assert.Equal("Bearer EAAtesttokenforproof0001", request.Headers["Authorization"]);
        Assert.Equal("/v26.0/me", request.Path);
        Assert.Equal("?fields=id%2Cname", request.Query);
        Assert.StartsWith("MessengerMarketing/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Contains("gzip", request.Headers["Accept-Encoding"], StringComparison.Ordinal);
        Assert.DoesNotContain("Expect", request.Headers.Keys);
    }

    // Expected proofs: openssl dgst -sha256 -hmac <app secret> over the token.
    [Theory]
    [InlineData(GraphToken.System, "Bearer EAAtesttokenforproof0001", "a49f5aad85f04cea26bc8742b4c0790a5914759ea830c6302939968af1f5df16")]
    [InlineData(GraphToken.Page, "Bearer EAAtestpagetoken00000001", "4288dfe6cd0a58cbd560fb8e7fa29d80a109b8e904ca3d523f757c5f8a81d1ef")]
    public async Task With_an_app_secret_each_token_is_sent_with_its_proof(GraphToken token, string header, string proof)
    {
        using var server = new ScriptedServer();
        var client = new GraphClient(server.Account(appSecret: AppSecret));

        await client.SendAsync(Get with { Token = token });

        Received request = Assert.Single(server.Requests);
        Assert.Equal(header, request.Headers["Authorization"]);
        Assert.Equal($"?appsecret_proof={proof}", request.Query);
    }

    [Fact]
    public async Task Without_a_Page_token_a_call_that_needs_one_is_not_sent()
    {
        using var server = new ScriptedServer();
        var client = new GraphClient(server.Account(pageToken: null));

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get with { Token = GraphToken.Page }));

        Assert.Equal("MMPageTokenMissing", problem.ErrorId);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_body_is_sent_with_DELETE_too()
    {
        using var server = new ScriptedServer();
        var client = new GraphClient(server.Account());

        await client.SendAsync(new GraphRequest(HttpMethod.Delete, "1/users") { Content = () => new StringContent("""{"a":1}""", Encoding.UTF8, "application/json") });

        Received request = Assert.Single(server.Requests);
        Assert.Equal("DELETE", request.Method);
        Assert.Equal("""{"a":1}""", request.Body);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var elsewhere = new ScriptedServer();
        using var server = new ScriptedServer(new Scripted(302, "").With("Location", elsewhere.BaseUri.AbsoluteUri));
        var client = new GraphClient(server.Account());

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Equal("MMUnexpectedAnswer", problem.ErrorId);
        Assert.Equal(302, problem.StatusCode);
        Assert.StartsWith("GET me failed: HTTP 302, a redirect to 127.0.0.1, which is not followed because it would receive the token.", problem.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_compressed_response_is_read_and_its_headers_are_kept()
    {
        using var server = new ScriptedServer(new Scripted(200, """{"name":"Müller"}""") { Compressed = true }
            .With("X-App-Usage", """{"call_count":28,"total_time":25,"total_cputime":31}""")
            .With("x-fb-trace-id", "Tr4ce")
            .With("X-Ad-Api-Version-Warning", "This version is going away"));
        var client = new GraphClient(server.Account());

        GraphResponse response = await client.SendAsync(Get);

        Assert.Equal("Müller", response.Body.GetProperty("name").GetString());
        Assert.Equal("{\"name\":\"Müller\"}", Encoding.UTF8.GetString(response.Utf8Body.Span));
        Assert.Equal(31, response.Usage!.HighestPercent);
        Assert.Equal("Tr4ce", response.TraceId);
        Assert.Equal(["X-Ad-Api-Version-Warning: This version is going away"], response.Warnings);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_over_the_limit_is_not_read_to_its_end(bool compressed)
    {
        using var server = new ScriptedServer(new Scripted(200, "[" + new string(' ', 100_000) + "]") { Compressed = compressed });
        var client = new GraphClient(server.Account(), Once with { MaxResponseBytes = 50_000 });

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Contains("larger than allowed", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<!DOCTYPE html><p>Sign in</p>", "MMUnexpectedAnswer", "GET me failed: HTTP 200 with a web page instead of a response.")]
    [InlineData(403, "<html>blocked</html>", "MMUnexpectedAnswer", "GET me failed: HTTP 403 with a web page instead of a response.")]
    [InlineData(500, "", "MMServiceUnavailable", "GET me failed: HTTP 500 with an empty response.")]
    [InlineData(200, "{\"data\":[{\"id\"", "MMUnexpectedAnswer", "GET me failed: HTTP 200 with a response that is not complete JSON.")]
    [InlineData(400, "{\"foo\":1}", "MMUnexpectedAnswer", "GET me failed: HTTP 400 with a response in another format.")]
    [InlineData(413, "too big", "MMTooManyRows", "GET me failed: HTTP 413 with a response that is not complete JSON.")]
    [InlineData(200, "{\"error\":{\"message\":\"No\",\"code\":100}}", "MMInvalidParameter", "GET me failed: No.")]
    public async Task The_exception_describes_any_response(int status, string body, string errorId, string message)
    {
        using var server = new ScriptedServer(new Scripted(status, body));
        var client = new GraphClient(server.Account(), Once);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Equal(status, problem.StatusCode);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("\uFEFF{}")]
    public async Task Any_JSON_is_a_response(string body)
    {
        using var server = new ScriptedServer(Scripted.Ok(body));
        var client = new GraphClient(server.Account(), Once);

        Assert.Equal(200, (await client.SendAsync(Get)).StatusCode);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_ends_and_may_have_arrived()
    {
        using var server = new ScriptedServer(Scripted.Ok() with { Hang = true });
        var client = new GraphClient(server.Account(), Once with { Timeout = TimeSpan.FromMilliseconds(200) });

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Equal(GraphErrorKind.NoAnswer, problem.Kind);
        Assert.True(problem.RequestMayHaveArrived);
        Assert.StartsWith("GET me failed: No response within 0.2 s.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_during_a_request_ends_it_within_a_second()
    {
        using var server = new ScriptedServer(Scripted.Ok() with { Hang = true });
        var client = new GraphClient(server.Account());

        await AssertCancelsQuickly(client, () => server.Requests.Count == 1);
    }

    [Fact]
    public async Task Cancelling_during_a_wait_ends_it_within_a_second()
    {
        bool waiting = false;
        using var server = new ScriptedServer(Scripted.Error(80003).With("Retry-After", "600"));
        var client = new GraphClient(server.Account(), new GraphClientOptions { OnRetry = _ => Volatile.Write(ref waiting, true) });

        await AssertCancelsQuickly(client, () => Volatile.Read(ref waiting));
    }

    [Fact]
    public async Task Many_requests_run_at_once()
    {
        using var server = new ScriptedServer();
        var client = new GraphClient(server.Account());

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.SendAsync(Get)));

        Assert.Equal(50, server.Requests.Count);
    }

    [Fact]
    public async Task No_exception_shows_the_token_the_proof_or_what_Meta_repeated()
    {
        using var server = new ScriptedServer(Scripted.Error(100, message: "Bad value jane.doe@example.com for EAAtesttokenforproof0001 and +44 20 7946 0958"));
        var client = new GraphClient(server.Account(appSecret: AppSecret), Once);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        string shown = problem.ToString() + problem.Error;
        Assert.Contains("Bad value *** for *** and ***", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("EAA", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("7946 0958", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("a49f5aad", shown, StringComparison.Ordinal);
    }

    private static async Task AssertCancelsQuickly(GraphClient client, Func<bool> underWay)
    {
        using var cancel = new CancellationTokenSource();
        Task<GraphResponse> sending = client.SendAsync(Get, cancel.Token);
        var started = Stopwatch.StartNew();
        while (!underWay() && started.Elapsed < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(10, CancellationToken.None);
        }

        await cancel.CancelAsync();
        var waited = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.True(waited.Elapsed < TimeSpan.FromSeconds(1), $"It took {waited.Elapsed}.");
    }
}
