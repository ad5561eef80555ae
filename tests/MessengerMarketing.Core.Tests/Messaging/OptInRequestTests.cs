using System;
using System.Linq;
using MessengerMarketing.Messaging;
using Xunit;

namespace MessengerMarketing.Tests.Messaging;

public sealed class OptInRequestTests
{
    private static readonly OptInRequest Offer = new() { Title = "Weekly offers", ImageUrl = "https://www.example.com/o.png" };

    [Fact]
    public void A_title_has_at_most_65_characters()
    {
        Assert.Equal(new string('a', 65), (Offer with { Title = new string('a', 65) }).Checked().Title);
        Assert.Equal("Title", Broken(Offer with { Title = new string('a', 66) }));
    }

    [Fact]
    public void An_emoji_counts_as_one_character_of_a_title() =>
        Assert.NotNull((Offer with { Title = string.Concat(Enumerable.Repeat("🎉", 65)) }).Checked());

    [Theory]
    [InlineData("http://www.example.com/o.png")]
    [InlineData("/o.png")]
    [InlineData("o.png")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("https://user:word@www.example.com/o.png")]
    [InlineData("")]
    public void An_image_needs_an_absolute_https_address(string address) => Assert.Equal("ImageUrl", Broken(Offer with { ImageUrl = address }));

    [Theory]
    [InlineData("SE Asia Standard Time")]
    [InlineData("Asia/Saigonn")]
    [InlineData("+07:00")]
    [InlineData("Europe")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public void A_time_zone_must_be_in_the_IANA_database(string name) => Assert.Equal("TimeZone", Broken(Offer with { TimeZone = name }));

    [Theory]
    [InlineData("Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh")]
    [InlineData("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires")]
    [InlineData("Asia/Saigon", "Asia/Saigon")]
    [InlineData("utc", "UTC")]
    [InlineData(" Europe/Kyiv ", "Europe/Kyiv")]
    public void A_time_zone_gets_the_spelling_of_the_database(string name, string expected) =>
        Assert.Equal(expected, (Offer with { TimeZone = name }).Checked().TimeZone);

    [Fact]
    public void There_are_one_to_five_cards_each_with_a_title_and_an_image()
    {
        var card = new OptInElement { Title = "News", ImageUrl = "https://www.example.com/n.png" };

        Assert.Equal(5, (Offer with { Elements = [card, card, card, card, card] }).Checked().Elements.Count);
        Assert.Equal("Elements", Broken(Offer with { Elements = [card, card, card, card, card, card] }));
        Assert.Equal("Elements", Broken(Offer with { Elements = [card with { Title = null }] }));
        Assert.Equal("Elements", Broken(Offer with { Elements = [card with { ImageUrl = null }] }));
        Assert.Equal("Elements", Broken(Offer with { Elements = [card with { ImageUrl = "http://www.example.com/n.png" }] }));
        Assert.Equal("Title", Broken(Offer with { Title = null, Elements = [card] }));
    }

    private static string? Broken(OptInRequest request) => Assert.Throws<ArgumentException>(request.Checked).ParamName;
}
