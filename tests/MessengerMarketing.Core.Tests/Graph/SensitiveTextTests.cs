using System;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class SensitiveTextTests
{
    [Theory]
    [InlineData("Error validating access token: Session has expired", "Error validating access token: Session has expired")]
    [InlineData("(#100) Param subtype must be one of {CUSTOM, LOOKALIKE}", "(#100) Param subtype must be one of {CUSTOM, LOOKALIKE}")]
    [InlineData("(#1487366) Audience of act_1000200030004000", "(#1487366) Audience of act_1000200030004000")]
    [InlineData("Malformed access token EAABsbCS1iHgBAtestZC0001", "Malformed access token ***")]
    [InlineData("https://graph.facebook.com/v25.0/me?access_token=EAABsbCS1&fields=id", "https://graph.facebook.com/v25.0/me?access_token=***&fields=id")]
    [InlineData("access_token%3Dabcdef", "access_token%3D***")]
    [InlineData("{\"access_token\":\"abcdef\"}", "{\"access_token\":\"***\"}")]
    [InlineData("{\\\"app_secret\\\": \\\"abcdef\\\"}", "{\\\"app_secret\\\": \\\"***\\\"}")]
    [InlineData("Authorization: Bearer abc.def", "Authorization: Bearer ***")]
    [InlineData("app token 1234567890|AbCdEfGhIjKl used", "app token *** used")]
    [InlineData("secret 0123456789abcdef0123456789ABCDEF", "secret ***")]
    [InlineData("hash 9b431636bd164765d63c573c346708846af4f68fe3701a77a3bdd7e7e5166254.", "hash ***.")]
    [InlineData("Cell jane.doe+news@example.com is raw", "Cell *** is raw")]
    [InlineData("Cell josé@exämple.com is raw", "Cell *** is raw")]
    [InlineData("email=jane%40example.com", "email=***")]
    [InlineData("Phone +1 (202) 555-0143 is raw", "Phone *** is raw")]
    [InlineData("Phone +442079460958", "Phone ***")]
    [InlineData("Phone 020 7946 0958!", "Phone ***!")]
    [InlineData("Phone (+84) 091-2345678", "Phone ***")]
    [InlineData("Phone ٠٩١٢٣٤٥٦٧٨", "Phone ***")]
    [InlineData("Row [\"Jane\",\"Doe\"] is bad", "Row [***] is bad")]
    [InlineData("Row [\\\"Jane\\\",\\\"Doe\\\"] is bad", "Row [***] is bad")]
    [InlineData("notification_messages_token: abc", "notification_messages_token: ***")]
    [InlineData("/notification_messages_6668797926467898787", "/***")]
    [InlineData("token NmT4abcDEFghiJKLmnoPQRstuVWXyz0123 is stale", "token *** is stale")]
    [InlineData("", "")]
    public void Secrets_and_personal_data_are_masked_and_the_rest_stays(string text, string shown) => Assert.Equal(shown, SensitiveText.Mask(text));

    [Theory]
    [InlineData("campaign_20261101", "campaign_20261101")]
    [InlineData("spring20261101", "spring20261101")]
    [InlineData("qr-20261101", "qr-20261101")]
    [InlineData("sale_20261101-20261130", "sale_20261101-20261130")]
    [InlineData("news_2026-11-01", "news_2026-11-01")]
    [InlineData("v2_20261101_b", "v2_20261101_b")]
    [InlineData("tết_20270206", "tết_20270206")]
    [InlineData("black_friday_newsletter_20261127", "black_friday_newsletter_20261127")]
    [InlineData("weekly-offers-for-returning-customers-2026", "weekly-offers-for-returning-customers-2026")]
    [InlineData("spring_newsletter_blackfriday20261127", "spring_newsletter_blackfriday20261127")]
    [InlineData("20261101", "***")]
    [InlineData("1_20261101", "1_***")]
    [InlineData("campaign_20261301", "campaign_***")]
    [InlineData("campaign_20261132", "campaign_***")]
    [InlineData("campaign_2026110", "campaign_***")]
    [InlineData("campaign_202611011", "campaign_***")]
    [InlineData("campaign_20261101 5550143", "campaign_***")]
    [InlineData("campaign_20261101-0143", "campaign_***")]
    [InlineData("campaign+20261101", "campaign***")]
    [InlineData("to_12025550143", "to_***")]
    [InlineData("to-202-555-0143", "to-***")]
    [InlineData("jane_2025550143", "jane_***")]
    [InlineData("jane@example.com", "***")]
    [InlineData("token NmT4abcDEFghiJKLmnoPQRstuVWXyz0123 is stale", "token *** is stale")]
    [InlineData("token NmT4abcDEFghi-JKL7noPQRstuVWXyz0123_4", "token ***")]
    [InlineData("EAABsbCS1iHgBAtestZC0001", "***")]
    public void A_label_keeps_dates_and_joined_words(string text, string shown) => Assert.Equal(shown, SensitiveText.MaskLabel(text));

    [Fact]
    public void Null_becomes_an_empty_text() => Assert.Equal("", SensitiveText.Mask(null));

    [Fact]
    public void A_long_text_is_cut()
    {
        string masked = SensitiveText.Mask(string.Concat(System.Linq.Enumerable.Repeat("word ", 100_000)));

        Assert.Equal(1001, masked.Length);
        Assert.EndsWith("…", masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('1')]
    [InlineData('-')]
    [InlineData('@')]
    [InlineData('[')]
    public void A_repetitive_text_is_processed_quickly(char character)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        SensitiveText.Mask(new string(character, 1_000_000));
        SensitiveText.MaskLabel(new string(character, 1_000_000));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.Elapsed}.");
    }
}
