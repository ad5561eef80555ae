using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

/// <summary>How each response is interpreted, without a server.</summary>
public sealed class GraphResponsesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(299)]
    public void Json_with_a_2xx_status_is_a_success(int status)
    {
        GraphAttempt attempt = Read(status, """{"id":"1"}""");
        Assert.Null(attempt.Failure);
        Assert.Equal("1", attempt.Response!.Body.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(199)]
    [InlineData(300)]
    [InlineData(400)]
    public void Json_with_another_status_is_not_a_success(int status) => Assert.Null(Read(status, """{"id":"1"}""").Response);

    [Fact]
    public void An_error_with_status_200_is_a_failure()
    {
        GraphFailure failure = Read(200, """{"error":{"message":"Invalid parameter","code":100}}""").Failure!;
        Assert.Equal((GraphErrorKind.InvalidParameter, "Invalid parameter", 200, false), (failure.Kind, failure.Summary, failure.StatusCode, failure.IsTransient));
    }

    [Fact]
    public void A_byte_order_mark_before_the_json_changes_nothing() => Assert.NotNull(Read(200, [0xEF, 0xBB, 0xBF, .. "{\"id\":\"1\"}"u8]).Response);

    [Theory]
    [InlineData("x-fb-trace-id")]
    [InlineData("x-fb-request-id")]
    public void The_trace_id_comes_from_a_header(string header)
    {
        Assert.Equal("AbCdEf12345", Read(200, "{}", (header, "AbCdEf12345")).Response!.TraceId);
        Assert.Equal("AbCdEf12345", Read(500, "{}", (header, "AbCdEf12345")).Failure!.TraceId);
        Assert.Null(Read(200, "{}").Response!.TraceId);
    }

    [Fact]
    public void A_response_contains_the_warnings_of_the_server()
        => Assert.Equal(["X-Ad-Api-Version-Warning: upgrade"], Read(200, "{}", ("X-Ad-Api-Version-Warning", "upgrade")).Response!.Warnings);

    [Fact]
    public void A_response_without_warnings_has_none() => Assert.Empty(Read(200, "{}").Response!.Warnings);

    [Theory]
    [InlineData(200, "", "HTTP 200 with an empty response", true, true)]
    [InlineData(200, "{\"id\":", "HTTP 200 with a response that is not complete JSON", true, true)]
    [InlineData(200, " \r\n\t<html>", "HTTP 200 with a web page instead of a response", false, true)]
    [InlineData(200, "\uFEFF<html>", "HTTP 200 with a web page instead of a response", false, true)]
    [InlineData(200, "x<html>", "HTTP 200 with a response that is not complete JSON", true, true)]
    [InlineData(200, "   ", "HTTP 200 with a response that is not complete JSON", true, true)]
    [InlineData(404, "{}", "HTTP 404 with a response in another format", false, false)]
    [InlineData(400, "", "HTTP 400 with an empty response", false, false)]
    [InlineData(418, "<p>", "HTTP 418 with a web page instead of a response", false, false)]
    [InlineData(502, "<p>", "HTTP 502 with a web page instead of a response", true, true)]
    [InlineData(503, "", "HTTP 503 with an empty response", true, true)]
    [InlineData(429, "", "HTTP 429 with an empty response", true, false)]
    public void A_response_that_is_not_from_the_Graph_API_is_described(int status, string body, string summary, bool isTransient, bool mayHaveArrived)
    {
        GraphFailure failure = Read(status, body).Failure!;
        Assert.Equal((summary, isTransient, mayHaveArrived, status), (failure.Summary, failure.IsTransient, failure.MayHaveArrived, failure.StatusCode));
    }

    [Fact]
    public void A_response_that_is_too_large_is_not_retried()
    {
        GraphFailure failure = Read(200, (byte[]?)null).Failure!;
        Assert.Equal((GraphErrorKind.UnexpectedAnswer, false, true, "The response is larger than allowed"), (failure.Kind, failure.IsTransient, failure.MayHaveArrived, failure.Summary));
    }

    [Theory]
    [InlineData(302, "https://login.example.com/a?token=b", " to login.example.com")]
    [InlineData(307, "/login", "")]
    [InlineData(399, null, "")]
    [InlineData(300, "https://login.example.com/", " to login.example.com")]
    public void A_redirect_is_not_followed_and_only_its_host_is_shown(int status, string? location, string destination)
    {
        GraphFailure failure = (location is null ? Read(status, "") : Read(status, "", ("Location", location))).Failure!;
        Assert.Equal($"HTTP {status}, a redirect{destination}, which is not followed because it would receive the token", failure.Summary);
        Assert.Equal((GraphErrorReason.Redirected, false), (failure.Reason, failure.IsTransient));
    }

    [Theory]
    [InlineData(299)]
    [InlineData(400)]
    public void Another_status_is_not_a_redirect(int status) => Assert.Equal(GraphErrorReason.None, Read(status, "").Failure!.Reason);

    [Fact]
    public void A_redirect_with_an_error_of_the_Graph_API_is_that_error()
        => Assert.Equal((GraphErrorReason.None, "x"), (Read(302, """{"error":{"message":"x","code":100}}""").Failure!.Reason, Read(302, """{"error":{"message":"x","code":100}}""").Failure!.Summary));

    [Theory]
    [InlineData("""{"error":{"code":100}}""")]
    [InlineData("""{"error":{"code":100,"message":" "}}""")]
    [InlineData("""{"error":{"code":100,"message":"\u200B\u2060"}}""")]
    [InlineData("""{"error":""}""")]
    [InlineData("""{"error":"\u200B","error_description":" "}""")]
    [InlineData("""{"error_code":100,"error_msg":""}""")]
    public void An_error_without_a_message_is_described_by_its_status(string body) => Assert.Equal("HTTP 400 with an error that has no message", Read(400, body).Failure!.Summary);

    [Theory]
    [InlineData(1, null, true)]
    [InlineData(2, null, true)]
    [InlineData(80003, null, false)]
    [InlineData(100, null, false)]
    [InlineData(2650, 1870159, true)]
    [InlineData(2650, 1870145, false)]
    public void A_request_may_have_arrived_unless_its_error_excludes_it(int code, int? subcode, bool mayHaveArrived)
        => Assert.Equal(mayHaveArrived, Read(500, JsonSerializer.Serialize(new { error = new { message = "x", code, error_subcode = subcode } })).Failure!.MayHaveArrived);

    [Theory]
    [InlineData(503, "30", 30)]
    [InlineData(503, "0", 0)]
    [InlineData(503, "Mon, 30 Nov 2026 12:01:00 GMT", 60)]
    [InlineData(503, "Mon, 30 Nov 2026 11:59:00 GMT", 0)]
    [InlineData(503, null, null)]
    [InlineData(404, "30", null)]
    public void A_wait_is_read_if_a_retry_is_possible(int status, string? header, int? seconds)
    {
        GraphFailure failure = (header is null ? Read(status, "") : Read(status, "", ("Retry-After", header))).Failure!;
        Assert.Equal(seconds, (int?)failure.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData(80003, "10", 120)]
    [InlineData(80003, "200", 200)]
    [InlineData(80003, null, 120)]
    [InlineData(2, "10", 10)]
    [InlineData(2, null, null)]
    public void The_usage_of_an_account_lengthens_only_the_wait_of_a_throttled_call(int code, string? header, int? seconds)
    {
        const string Usage = """{"1":[{"type":"custom_audience","call_count":100,"estimated_time_to_regain_access":2}]}""";
        (string, string)[] headers = [("X-Business-Use-Case-Usage", Usage), .. header is null ? Array.Empty<(string, string)>() : [("Retry-After", header)]];
        Assert.Equal(seconds, (int?)Read(400, JsonSerializer.Serialize(new { error = new { message = "x", code } }), headers).Failure!.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("10", 30)]
    [InlineData("50", 50)]
    [InlineData(null, 30)]
    public void The_longer_wait_of_error_and_headers_counts(string? header, int seconds)
    {
        const string Body = """{"error":{"message":"x","code":80003,"remaining_seconds":30}}""";
        GraphFailure failure = (header is null ? Read(400, Body) : Read(400, Body, ("Retry-After", header))).Failure!;
        Assert.Equal(seconds, failure.RetryAfter!.Value.TotalSeconds);
    }

    [Fact]
    public void A_call_without_a_Page_token_fails_before_it_is_made()
    {
        GraphFailure failure = GraphResponses.PageTokenMissing();
        Assert.Equal((GraphErrorKind.PageTokenMissing, "The call needs a Page access token and the account has none", false), (failure.Kind, failure.Summary, failure.MayHaveArrived));
    }

    [Theory]
    [InlineData(408, true, GraphErrorKind.ServiceUnavailable)]
    [InlineData(408, false, GraphErrorKind.ServiceUnavailable)]
    [InlineData(429, false, GraphErrorKind.Throttled)]
    [InlineData(499, true, GraphErrorKind.Rejected)]
    [InlineData(499, false, GraphErrorKind.UnexpectedAnswer)]
    [InlineData(500, false, GraphErrorKind.ServiceUnavailable)]
    [InlineData(401, true, GraphErrorKind.Authentication)]
    [InlineData(401, false, GraphErrorKind.UnexpectedAnswer)]
    [InlineData(403, true, GraphErrorKind.Permission)]
    [InlineData(403, false, GraphErrorKind.UnexpectedAnswer)]
    [InlineData(404, true, GraphErrorKind.NotFound)]
    [InlineData(404, false, GraphErrorKind.UnexpectedAnswer)]
    [InlineData(413, false, GraphErrorKind.TooManyRows)]
    [InlineData(413, true, GraphErrorKind.TooManyRows)]
    public void Without_a_code_the_status_determines_the_kind(int status, bool hasError, GraphErrorKind kind)
        => Assert.Equal(kind, Read(status, hasError ? """{"error":{"message":"x"}}""" : "{}").Failure!.Kind);

    [Theory]
    [InlineData(400, 987654, false, GraphErrorKind.Rejected)]
    [InlineData(400, 987654, true, GraphErrorKind.ServiceUnavailable)]
    [InlineData(429, 987654, false, GraphErrorKind.Throttled)]
    [InlineData(499, 987654, false, GraphErrorKind.Rejected)]
    [InlineData(500, 987654, false, GraphErrorKind.ServiceUnavailable)]
    [InlineData(403, 0, false, GraphErrorKind.Permission)]
    public void An_unknown_code_counts_by_its_status_if_it_may_be_temporary(int status, int code, bool isTransient, GraphErrorKind kind)
        => Assert.Equal(kind, Read(status, JsonSerializer.Serialize(new { error = new { message = "x", code, is_transient = isTransient } })).Failure!.Kind);

    private static GraphAttempt Read(int status, string body, params (string Name, string Value)[] headers) => Read(status, Encoding.UTF8.GetBytes(body), headers);

    private static GraphAttempt Read(int status, byte[]? body, params (string Name, string Value)[] headers)
    {
        using var message = new HttpResponseMessage((HttpStatusCode)status);
        Assert.All(headers, header => Assert.True(message.Headers.TryAddWithoutValidation(header.Name, header.Value)));
        return GraphResponses.Read(message, body, new GraphRequest(HttpMethod.Get, "1/users"), new FixedTime());
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
