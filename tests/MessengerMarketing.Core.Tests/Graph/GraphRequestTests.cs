using System;
using System.Net.Http;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class GraphRequestTests
{
    private static readonly GraphContext Account = new(Secret.From("EAAtesttoken"), "1", "2");

    [Theory]
    [InlineData("me", "https://graph.facebook.com/v26.0/me")]
    [InlineData("/act_1/customaudiences/", "https://graph.facebook.com/v26.0/act_1/customaudiences")]
    [InlineData("v24.0/me", "https://graph.facebook.com/v24.0/me")]
    [InlineData("me?fields=id,name&q=a+b%26c", "https://graph.facebook.com/v26.0/me?fields=id%2Cname&q=a%20b%26c")]
    [InlineData("a b/c%2Fd", "https://graph.facebook.com/v26.0/a%20b/c%252Fd")]
    public void A_path_becomes_an_address_under_the_version(string path, string address) =>
        Assert.Equal(address, new GraphRequest(HttpMethod.Get, path).CreateUri(Account, null).AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("../me")]
    [InlineData("me/./x")]
    [InlineData("me//x")]
    [InlineData("https://evil.example.com/me")]
    [InlineData("me#x")]
    [InlineData("me\\x")]
    [InlineData("me?access_token=EAAleaked")]
    [InlineData("me?Access_Token=EAAleaked")]
    [InlineData("me?appsecret_proof=EAAleaked")]
    public void Any_other_path_is_refused_without_repeating_it(string path)
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(() => new GraphRequest(HttpMethod.Get, path));

        Assert.DoesNotContain("EAAleaked", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_is_set_again_is_replaced()
    {
        GraphRequest request = new GraphRequest(HttpMethod.Get, "me?limit=5&fields=id").With("limit", "7");

        Assert.Equal("https://graph.facebook.com/v26.0/me?fields=id&limit=7", request.CreateUri(Account, null).AbsoluteUri);
    }

    [Theory]
    [InlineData("act_1000200030004000/customaudiences?filtering=x", "GET act_1000200030004000/customaudiences")]
    [InlineData("23847567890123456/users", "GET 23847567890123456/users")]
    [InlineData("notification_messages_6668797926467898787", "GET ***")]
    [InlineData("66687979264678987876668797926467898787/x", "GET ***/x")]
    [InlineData("jane@example.com", "GET ***")]
    public void A_call_shows_its_path_but_no_token_or_person_in_it(string path, string shown) =>
        Assert.Equal(shown, new GraphRequest(HttpMethod.Get, path).ToString());
}
