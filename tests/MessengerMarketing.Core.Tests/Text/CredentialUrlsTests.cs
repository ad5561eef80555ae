using MessengerMarketing.Text;
using Xunit;

namespace MessengerMarketing.Tests.Text;

public sealed class CredentialUrlsTests
{
    [Theory]
    [InlineData("https://graph.facebook.com/v25.0/me/accounts?access_token=EAAB&limit=1&after=QVFI", "https://graph.facebook.com/v25.0/me/accounts?limit=1&after=QVFI")]
    [InlineData("https://graph.facebook.com/me?limit=1&access_token=EAAB&appsecret_proof=9b43&after=QVFI", "https://graph.facebook.com/me?limit=1&after=QVFI")]
    [InlineData("https://graph.facebook.com/me?access_token=EAAB", "https://graph.facebook.com/me")]
    [InlineData("https://graph.facebook.com/me?access_token=EAAB&appsecret_time=1", "https://graph.facebook.com/me")]
    [InlineData("https://graph.facebook.com/debug_token?input_token=a%26b&access_token=1|x", "https://graph.facebook.com/debug_token")]
    [InlineData("/v25.0/oauth/access_token?client_id=1&client_secret=abc&fb_exchange_token=d", "/v25.0/oauth/access_token?client_id=1")]
    [InlineData("https://example.com/cb?code=AQD&state=1", "https://example.com/cb?state=1")]
    [InlineData("https://example.com/cb#access_token=EAAB&expires_in=5", "https://example.com/cb#expires_in=5")]
    [InlineData("https://example.com/cb?signed_request=x.y&verify_token=v&a=b", "https://example.com/cb?a=b")]
    [InlineData("https://example.com/cb?API_KEY=x&key=y&userPassword=z&a=b", "https://example.com/cb?a=b")]
    [InlineData("https://example.com/cb?%61ccess_token=x&a=b", "https://example.com/cb?a=b")]
    [InlineData("https://example.com/cb?access%5Ftoken=x&a=b", "https://example.com/cb?a=b")]
    [InlineData("https://example.com/cb?token[0]=x&a=b", "https://example.com/cb?a=b")]
    [InlineData("https://example.com/go?next=https%3A%2F%2Fgraph.facebook.com%2Fme%3Faccess_token%3DEAAB%26limit%3D1&a=b", "https://example.com/go?next=https%3A%2F%2Fgraph.facebook.com%2Fme%3Flimit%3D1&a=b")]
    [InlineData("https://example.com/go?next=https%253A%252F%252Fx%252Fme%253Faccess_token%253DEAAB&a=b", "https://example.com/go?next=https%253A%252F%252Fx%252Fme&a=b")]
    [InlineData("https://ann:pass@example.com/", "https://example.com/")]
    [InlineData("{\"paging\":{\"next\":\"https:\\/\\/graph.facebook.com\\/me?access_token=EAAB&limit=1\"}}", "{\"paging\":{\"next\":\"https:\\/\\/graph.facebook.com\\/me?limit=1\"}}")]
    [InlineData("{\"next\":\"https:\\/\\/x\\/me?access_token=EAAB\\u0026limit=1\"}", "{\"next\":\"https:\\/\\/x\\/me?limit=1\"}")]
    [InlineData("See https://x/me?access_token=EAAB and https://x/you?a=b&client_secret=c.", "See https://x/me and https://x/you?a=b")]
    public void Credentials_are_removed_from_urls(string text, string expected) => Assert.Equal(expected, CredentialUrls.Remove(text));

    [Theory]
    [InlineData("https://graph.facebook.com/v25.0/me/accounts?limit=1&after=QVFI&__paging_token=enc_1&pretty=0")]
    [InlineData("https://scontent.xx.fbcdn.net/v/t1.0-1/p.jpg?_nc_cat=1&_nc_sid=1&oh=00_A&oe=6A")]
    [InlineData("https://www.example.com/@shop/offers?utm_source=x&country_code=VN&encoding=utf8&zipcode=1")]
    [InlineData("Invalid parameter; code 100, key EMAIL = 'x'")]
    [InlineData("Ann & Bob = friends")]
    public void Everything_else_stays(string text) => Assert.Same(text, CredentialUrls.Remove(text));

    [Fact]
    public void A_masked_url_keeps_the_names() =>
        Assert.Equal("https://x/me?access_token=***&limit=1&code=***", CredentialUrls.Mask("https://x/me?access_token=EAAB&limit=1&code=AQD"));

    [Fact]
    public void A_long_text_without_urls_is_processed_quickly()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        CredentialUrls.Remove(new string('&', 200_000) + new string('%', 200_000) + new string('a', 200_000) + "=");

        Assert.True(watch.Elapsed < System.TimeSpan.FromSeconds(3), $"It took {watch.Elapsed}.");
    }
}
