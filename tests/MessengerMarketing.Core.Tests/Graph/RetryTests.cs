using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class RetryTests
{
    private readonly List<GraphRetry> _retries = [];

    private GraphClientOptions Options => new() { TimeProvider = new InstantTime(), OnRetry = _retries.Add };

    private static GraphRequest Get => new(HttpMethod.Get, "me");

    private static GraphRequest Post => new(HttpMethod.Post, "1234/users") { Content = () => new StringContent("{}", Encoding.UTF8, "application/json") };

    [Theory]
    [InlineData(1, null, GraphErrorKind.ServiceUnavailable)]
    [InlineData(2, null, GraphErrorKind.ServiceUnavailable)]
    [InlineData(4, null, GraphErrorKind.Throttled)]
    [InlineData(17, null, GraphErrorKind.Throttled)]
    [InlineData(17, 2446079, GraphErrorKind.Throttled)]
    [InlineData(32, null, GraphErrorKind.Throttled)]
    [InlineData(341, null, GraphErrorKind.Throttled)]
    [InlineData(613, null, GraphErrorKind.Throttled)]
    [InlineData(613, 1487742, GraphErrorKind.Throttled)]
    [InlineData(80000, null, GraphErrorKind.Throttled)]
    [InlineData(80003, null, GraphErrorKind.Throttled)]
    [InlineData(80014, null, GraphErrorKind.Throttled)]
    public async Task A_transient_code_is_retried(int code, int? subcode, GraphErrorKind kind)
    {
        using var server = new ScriptedServer(Scripted.Error(code, subcode), Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(Post);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(kind, Assert.Single(_retries).Kind);
    }

    [Fact]
    public async Task Throttling_is_limited_by_time_and_not_by_attempts()
    {
        using var server = new ScriptedServer([.. Enumerable.Repeat(Scripted.Error(80003), 12), Scripted.Ok()]);
        var client = new GraphClient(server.Account(), Options with { MaxRetries = 1, MaxWait = TimeSpan.FromHours(2), WaitsOutThrottling = true });

        await client.SendAsync(Post);

        Assert.Equal(13, server.Requests.Count);
        Assert.All(_retries, static retry => Assert.Null(retry.MaxAttempts));
    }

    [Fact]
    public async Task Waiting_for_throttling_ends()
    {
        using var server = new ScriptedServer([.. Enumerable.Repeat(Scripted.Error(80003), 50)]);
        var client = new GraphClient(server.Account(), Options with { MaxRetries = 1, MaxWait = TimeSpan.FromMinutes(20), WaitsOutThrottling = true });

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Post));

        Assert.Equal(GraphErrorKind.Throttled, problem.Kind);
        Assert.Equal(20, _retries.Sum(static retry => retry.Delay.TotalMinutes), 0.1);
    }

    [Fact]
    public async Task The_limit_for_throttling_does_not_apply_to_other_failures()
    {
        using var server = new ScriptedServer([.. Enumerable.Repeat(Scripted.Error(2), 9)]);
        var client = new GraphClient(server.Account(), Options with { MaxRetries = 2, WaitsOutThrottling = true });

        await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(1, 99)]
    [InlineData(10, null)]
    [InlineData(100, null)]
    [InlineData(190, 463)]
    [InlineData(200, 1870090)]
    [InlineData(368, null)]
    [InlineData(2635, null)]
    [InlineData(2650, 1870145)]
    [InlineData(2655, null)]
    [InlineData(80015, null)]
    [InlineData(424242, null)]
    public async Task A_final_code_is_sent_once(int code, int? subcode)
    {
        using var server = new ScriptedServer(Scripted.Error(code, subcode));
        var client = new GraphClient(server.Account(), Options);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Single(server.Requests);
        Assert.Equal(1, problem.Attempts);
        Assert.Equal(code, problem.Error!.Code);
        Assert.False(problem.RequestMayHaveArrived);
    }

    [Theory]
    [InlineData(429, "", GraphErrorKind.Throttled)]
    [InlineData(500, "", GraphErrorKind.ServiceUnavailable)]
    [InlineData(502, "<html>bad gateway</html>", GraphErrorKind.ServiceUnavailable)]
    [InlineData(503, "{\"err", GraphErrorKind.ServiceUnavailable)]
    [InlineData(504, "{}", GraphErrorKind.ServiceUnavailable)]
    [InlineData(200, "{\"ok\":tr", GraphErrorKind.UnexpectedAnswer)]
    [InlineData(200, "", GraphErrorKind.UnexpectedAnswer)]
    public async Task A_temporary_response_without_an_envelope_is_retried(int status, string body, GraphErrorKind kind)
    {
        using var server = new ScriptedServer(new Scripted(status, body), Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(Get);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(kind, Assert.Single(_retries).Kind);
    }

    [Theory]
    [InlineData(100, "MMInvalidParameter")]
    [InlineData(190, "MMAuthenticationFailed")]
    [InlineData(368, "MMTemporarilyBlocked")]
    [InlineData(2635, "MMVersionDeprecated")]
    public async Task A_code_takes_precedence_over_the_status(int code, string errorId)
    {
        using var server = new ScriptedServer(Scripted.Error(code, status: 500));
        var client = new GraphClient(server.Account(), Options);

        GraphException exception = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Post));

        Assert.Equal(errorId, exception.ErrorId);
        Assert.Equal(1, exception.Attempts);
        Assert.False(exception.RequestMayHaveArrived);
    }

    [Fact]
    public async Task An_unknown_code_is_retried_if_it_is_marked_as_transient()
    {
        using var server = new ScriptedServer(
            new Scripted(400, """{"error":{"message":"Later","code":987654,"is_transient":true}}"""),
            Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(Get);

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_broken_connection_is_retried()
    {
        using var server = new ScriptedServer(new Scripted(200, "") { Cut = true }, new Scripted(200, "{\"a\"") { Missing = 50 }, Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(Get);

        Assert.Equal([GraphErrorKind.NoAnswer, GraphErrorKind.NoAnswer], _retries.Select(retry => retry.Kind));
    }

    [Fact]
    public async Task A_post_with_a_closed_connection_may_have_been_processed_and_is_not_repeated_by_any_layer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int connections = 0;
        var hangingUp = Task.Run(async () =>
        {
            while (true)
            {
                using TcpClient connection = await listener.AcceptTcpClientAsync();
                connections++;
                await connection.GetStream().ReadExactlyAsync(new byte[16]);
            }
        });
        using var account = new GraphContext(Secret.From("EAAtesttoken"), "1", "2", baseUri: new Uri($"http://{listener.LocalEndpoint}/"));
        var client = new GraphClient(account, Options);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(new GraphRequest(HttpMethod.Post, "1/things")));

        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => hangingUp);
        Assert.Equal(1, connections);
        Assert.Equal(GraphErrorKind.NoAnswer, problem.Kind);
        Assert.True(problem.RequestMayHaveArrived);
    }

    [Fact]
    public async Task An_unreachable_server_is_retried_and_counts_as_not_reached()
    {
        using var server = new ScriptedServer();
        using GraphContext account = server.Account();
        server.Dispose();
        var client = new GraphClient(account, Options with { MaxRetries = 2 });

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Post));

        Assert.Equal(GraphErrorKind.NoAnswer, problem.Kind);
        Assert.Equal("MMNoAnswer", problem.ErrorId);
        Assert.Equal(3, problem.Attempts);
        Assert.False(problem.RequestMayHaveArrived);
    }

    [Fact]
    public async Task The_exception_contains_the_number_of_attempts()
    {
        using var server = new ScriptedServer(Scripted.Error(2, status: 500));
        var client = new GraphClient(server.Account(), Options);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Equal(7, server.Requests.Count);
        Assert.Equal(7, problem.Attempts);
        Assert.Equal("MMServiceUnavailable", problem.ErrorId);
        Assert.StartsWith("GET me failed after 7 attempts: It failed. (code 2, HTTP 500, fbtrace_id AbCdEf123)", problem.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4, 5, 6], _retries.Select(retry => retry.Attempt));
        Assert.All(_retries, retry => Assert.Equal(7, retry.MaxAttempts));
    }

    [Fact]
    public async Task No_retries_means_one_attempt()
    {
        using var server = new ScriptedServer(Scripted.Error(2));
        var client = new GraphClient(server.Account(), Options with { MaxRetries = 0 });

        await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Waits_double_up_to_the_maximum_and_are_randomly_reduced_by_at_most_half()
    {
        using var server = new ScriptedServer(Scripted.Error(2));
        var client = new GraphClient(server.Account(), Options with { BaseDelay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromSeconds(20) });

        await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        double[] longest = [2, 4, 8, 16, 20, 20];
        Assert.Equal(longest.Length, _retries.Count);
        Assert.All(longest.Zip(_retries), pair => Assert.InRange(pair.Second.Delay.TotalSeconds, pair.First / 2, pair.First));
    }

    [Fact]
    public async Task Throttling_without_a_specified_time_starts_with_a_longer_wait()
    {
        using var server = new ScriptedServer(Scripted.Error(17), Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(Get);

        Assert.InRange(Assert.Single(_retries).Delay.TotalSeconds, 7.5, 15);
    }

    public static TheoryData<int, string, string> WaitsOfNoTime => new()
    {
        { 429, "Retry-After", "0" },
        { 429, "Retry-After", "-5" },
        { 429, "Retry-After", "Sun, 01 Nov 2026 11:00:00 GMT" },
        { 429, "X-Business-Use-Case-Usage", """{"1":[{"call_count":100,"estimated_time_to_regain_access":0}]}""" },
        { 429, "X-Ad-Account-Usage", """{"acc_id_util_pct":100,"reset_time_duration":0}""" },
        { 503, "Retry-After", "0" },
        { 503, "Retry-After", "Sun, 01 Nov 2026 11:59:59 GMT" },
    };

    [Theory]
    [MemberData(nameof(WaitsOfNoTime))]
    public async Task A_requested_wait_of_zero_does_not_shorten_the_backoff(int status, string header, string value)
    {
        using var server = new ScriptedServer(new Scripted(status, "").With(header, value));
        var client = new GraphClient(server.Account(), Options);

        await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        int first = status == 429 ? 15 : 1;
        Assert.Equal(7, server.Requests.Count);
        Assert.All(_retries.Select((retry, i) => (retry.Delay.TotalSeconds, Longest: Math.Min(300, first * Math.Pow(2, i)))), static wait => Assert.InRange(wait.TotalSeconds, wait.Longest / 2, wait.Longest));
    }

    [Theory]
    [InlineData("""{"error":{"message":"Later","code":80003,"remaining_seconds":0}}""")]
    [InlineData("""{"error":{"message":"Later","code":2300078,"error_data":{"remaining_seconds":0}}}""")]
    [InlineData("""{"error":{"message":"Later","code":613},"remaining_seconds":"0"}""")]
    public async Task Zero_remaining_seconds_do_not_shorten_the_backoff(string body)
    {
        using var server = new ScriptedServer(new Scripted(400, body), Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(Get);

        Assert.InRange(Assert.Single(_retries).Delay.TotalSeconds, 7.5, 15);
    }

    [Fact]
    public async Task The_attempts_of_a_throttled_call_are_limited()
    {
        using var server = new ScriptedServer(new Scripted(429, "").With("Retry-After", "0"));
        var client = new GraphClient(server.Account(), Options with { BaseDelay = TimeSpan.Zero, ThrottledDelay = TimeSpan.Zero, WaitsOutThrottling = true });

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Equal(101, server.Requests.Count);
        Assert.Equal(101, problem.Attempts);
    }

    [Theory]
    [InlineData(503, "Retry-After", "30", 30)]
    [InlineData(429, "Retry-After", "30", 30)]
    [InlineData(429, "Retry-After", "Sun, 01 Nov 2026 12:02:00 GMT", 120)]
    [InlineData(429, "X-Business-Use-Case-Usage", """{"1000200030004000":[{"type":"custom_audience","call_count":100,"estimated_time_to_regain_access":7}]}""", 420)]
    [InlineData(429, "X-Ad-Account-Usage", """{"acc_id_util_pct":100,"reset_time_duration":45}""", 45)]
    public async Task A_requested_wait_lengthens_the_backoff(int status, string header, string value, double seconds)
    {
        using var server = new ScriptedServer(new Scripted(status, "").With(header, value), Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(Get);

        Assert.InRange(Assert.Single(_retries).Delay.TotalSeconds, seconds, seconds + 1);
    }

    [Fact]
    public async Task The_longer_of_two_requested_waits_counts()
    {
        using var server = new ScriptedServer(
            Scripted.Error(80003).With("Retry-After", "10").With("X-Business-Use-Case-Usage", """{"1":[{"estimated_time_to_regain_access":1}]}"""),
            Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(Get);

        Assert.InRange(Assert.Single(_retries).Delay.TotalSeconds, 60, 61);
    }

    [Fact]
    public async Task Usage_headers_lengthen_the_wait_only_for_throttling()
    {
        using var server = new ScriptedServer(
            Scripted.Error(2).With("X-Ad-Account-Usage", """{"acc_id_util_pct":100,"reset_time_duration":300}"""),
            Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(Get);

        Assert.InRange(Assert.Single(_retries).Delay.TotalSeconds, 0.5, 1);
    }

    [Fact]
    public async Task A_wait_over_the_limit_fails_immediately_with_the_time_when_access_returns()
    {
        using var server = new ScriptedServer(
            Scripted.Error(80003).With("X-Business-Use-Case-Usage", """{"1":[{"estimated_time_to_regain_access":90}]}"""));
        var client = new GraphClient(server.Account(), Options);

        GraphException problem = await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Single(server.Requests);
        Assert.Equal("MMThrottled", problem.ErrorId);
        Assert.Equal(TimeSpan.FromMinutes(90), problem.RetryAfter);
        Assert.Equal((GraphErrorReason.WaitTooLong, new DateTimeOffset(2026, 11, 1, 13, 30, 0, TimeSpan.Zero)), (problem.Reason, problem.AccessReturns));
    }

    [Fact]
    public async Task The_body_is_created_again_for_each_attempt()
    {
        int made = 0;
        using var server = new ScriptedServer(Scripted.Error(2), Scripted.Error(2), Scripted.Ok());
        var client = new GraphClient(server.Account(), Options);

        await client.SendAsync(new GraphRequest(HttpMethod.Post, "1/users") { Content = () => new StringContent((++made).ToString(CultureInfo.InvariantCulture)) });

        Assert.Equal(["1", "2", "3"], server.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task A_failed_call_ends_with_its_time_regardless_of_the_number_of_attempts()
    {
        using var server = new ScriptedServer(Scripted.Error(2));
        var client = new GraphClient(server.Account(), Options with { MaxRetries = 100, MaxWait = TimeSpan.FromSeconds(20) });

        await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Equal(20, _retries.Sum(static retry => retry.Delay.TotalSeconds), 0.1);
    }

    [Fact]
    public async Task A_wait_limit_of_zero_means_one_attempt()
    {
        using var server = new ScriptedServer(Scripted.Error(80003));
        var client = new GraphClient(server.Account(), Options with { MaxWait = TimeSpan.Zero, WaitsOutThrottling = true });

        await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(Get));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_clock_change_does_not_affect_a_waiting_call()
    {
        var time = new JumpingTime();
        using var server = new ScriptedServer(Scripted.Error(80003), Scripted.Error(80003), Scripted.Ok());
        var client = new GraphClient(server.Account(), Options with { TimeProvider = time });

        await client.SendAsync(Get);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Each_attempt_is_reported_before_it_starts()
    {
        var announced = new List<(string, int)>();
        using var server = new ScriptedServer(Scripted.Error(2), Scripted.Ok());
        var client = new GraphClient(server.Account(), Options with { OnAttempt = (operation, attempt) => announced.Add((operation, attempt)) });

        await client.SendAsync(Get);

        Assert.Equal([("GET me", 1), ("GET me", 2)], announced);
    }
}
