using System;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using Xunit;

namespace MessengerMarketing.Tests.Http;

/// <summary>Ambiguous requests over a socket are rejected, and data after them is not served.</summary>
public sealed class StrictParserTests : IDisposable
{
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Whole = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde";
    private const string Chunked = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nabcde\r\n0\r\nTrailer: a\r\n\r\n";

    private readonly RecordingServer _server = new(new HttpLimits(1000) { MaxHeadBytes = 8 * 1024 });

    public static TheoryData<string, string, string> Refused => RequestCorpus.Read("refused-requests.tsv");

    public static TheoryData<string, string, string> Accepted => RequestCorpus.Read("accepted-requests.tsv");

    public void Dispose()
    {
        _server.Dispose();
        Assert.Empty(_server.Errors);
    }

    [Fact]
    public void The_lists_contain_the_expected_number_of_requests() => Assert.Equal((250, 26), (Refused.Count, Accepted.Count));

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_ambiguous_request_is_refused_and_nothing_after_it_is_served(string status, string name, string request)
    {
        string response = await _server.ExchangeAsync(RequestCorpus.Unescape(request) + Smuggled);

        Assert.True(response.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{name}: {response}");
        Assert.Single(Regex.Matches(response, "HTTP/1.1 "));
        Assert.Contains("\r\nConnection: close\r\n", response, StringComparison.Ordinal);
        Assert.All(_server.Served, static served => Assert.Equal("POST / too large", served));
        Assert.Equal(status == "413" ? 1 : 0, _server.Served.Count);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task An_unusual_but_unambiguous_request_is_served_once(string served, string name, string request)
    {
        string response = await _server.ExchangeAsync(RequestCorpus.Unescape(request), ends: true);

        Assert.True(response.StartsWith("HTTP/1.1 200 OK\r\n", StringComparison.Ordinal), $"{name}: {response}");
        Assert.Equal([RequestCorpus.Unescape(served)], _server.Served);
    }

    [Theory]
    [InlineData(Whole)]
    [InlineData(Chunked)]
    public async Task A_request_that_ends_anywhere_before_its_last_byte_is_refused(string request)
    {
        for (int length = 1; length < request.Length; length++)
        {
            string response = await _server.ExchangeAsync(request[..length], ends: true);

            Assert.True(response.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), $"{length} bytes: {response}");
        }

        Assert.Empty(_server.Served);
        Assert.StartsWith("HTTP/1.1 200 ", await _server.ExchangeAsync(request, ends: true), StringComparison.Ordinal);
        Assert.Equal(["POST /a 5:abcde"], _server.Served);
    }

    // RFC 9110, section 5.6.2: a token. RFC 9112, section 3 and RFC 3986, section 2: a target, with what clients of the Graph API do not escape.
    [Theory]
    [InlineData("G?T / HTTP/1.1\r\nHost: a\r\n\r\n", "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")]
    [InlineData("GET /a?b HTTP/1.1\r\nHost: a\r\n\r\n", "!\"$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nF?o: b\r\n\r\n", ":!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nFoo?: b\r\n\r\n", ":!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n?Foo: b\r\n\r\n", "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")]
    public async Task An_invalid_byte_in_a_method_a_target_or_a_name_is_refused(string request, string allowed)
    {
        for (int value = 0; value <= 255; value++)
        {
            string response = await _server.ExchangeAsync(request.Replace('?', (char)value), ends: true);

            string status = allowed.Contains((char)value, StringComparison.Ordinal) ? "200" : "400";
            Assert.True(response.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{value:x2}: {response}");
        }

        Assert.Equal(allowed.Length, _server.Served.Count);
    }

    [Fact]
    public async Task A_byte_in_a_value_is_refused_when_it_is_a_control_character_other_than_a_tab()
    {
        for (int value = 0; value <= 255; value++)
        {
            string response = await _server.ExchangeAsync($"GET / HTTP/1.1\r\nHost: a\r\nFoo: b{(char)value}r\r\n\r\n", ends: true);

            string status = value is (< 32 and not 9) or 127 ? "400" : "200";
            Assert.True(response.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{value:x2}: {response}");
        }
    }

    [Theory]
    [InlineData("Transfer-Encoding:?chunked")]
    [InlineData("Transfer-Encoding: chun?ked")]
    [InlineData("Transfer-Encoding: chunked?")]
    public async Task A_byte_in_or_next_to_chunked_is_refused_unless_it_is_whitespace(string header)
    {
        bool isWithin = header.Contains("chun?ked", StringComparison.Ordinal);
        for (int value = 0; value <= 255; value++)
        {
            string request = $"POST / HTTP/1.1\r\nHost: a\r\n{header.Replace('?', (char)value)}\r\n\r\n0\r\n\r\n";
            string response = await _server.ExchangeAsync(request, ends: true);

            bool isWhitespace = value is 9 or 32 && !isWithin;
            Assert.True(Regex.IsMatch(response, isWhitespace ? "^HTTP/1.1 200 " : "^HTTP/1.1 (400|501) "), $"{value:x2}: {response}");
        }

        Assert.Equal(isWithin ? 0 : 2, _server.Served.Count);
    }
}
