using MessengerMarketing.Customers;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Normalization;

public sealed class PlaceTests
{
    [Theory]
    [InlineData("paris", "paris")]
    [InlineData("London", "london")]
    [InlineData("New York", "newyork")]
    [InlineData("Menlo Park", "menlopark")]
    [InlineData("St. Louis", "stlouis")]
    [InlineData("Winston-Salem", "winstonsalem")]
    [InlineData("Paris 15e", "parise")]
    [InlineData("ＰＡＲＩＳ", "paris")]
    public void A_city_keeps_its_letters_from_a_to_z(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.CT, value));

    [Theory]
    [InlineData("São Paulo", "sopaulo")]
    [InlineData("San José", "sanjos")]
    [InlineData("Zürich", "zrich")]
    [InlineData("İstanbul", "istanbul")]
    public void Special_characters_of_a_city_are_removed(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.CT, value));

    [Theory]
    [InlineData("東京")]
    [InlineData("12345")]
    public void A_city_that_becomes_empty_is_rejected(string value) =>
        Assert.Equal(RejectReason.NothingLeft, Cell.Rejected(SchemaKey.CT, value));

    [Theory]
    [InlineData("94035", "94035")]
    [InlineData("1987", "1987")]
    [InlineData("75018", "75018")]
    [InlineData("02117", "02117")]
    [InlineData("M1 1AE", "m11ae")]
    [InlineData("  K1A 0A6  ", "k1a0a6")]
    [InlineData("K1A-0A6", "k1a0a6")]
    [InlineData("D-10115", "d10115")]
    [InlineData("２５０-００１", "250001")]
    public void A_postal_code_has_no_blanks_or_dashes(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.ZIP, value));

    [Theory]
    [InlineData("0-124", "00124")]
    [InlineData("1-234", "01234")]
    [InlineData("210-1", "02101")]
    [InlineData("2101-", "02101")]
    public void A_dash_without_four_digits_after_it_is_not_that_of_a_nine_digit_code(string value, string expected) => Assert.Equal(expected, Cell.Normalized(SchemaKey.ZIP, value, "US"));

    [Theory]
    [InlineData("000004", "US")]
    [InlineData("00000-1234", "US")]
    [InlineData("00000-1234", null)]
    [InlineData("000001234", "PR")]
    public void A_code_of_which_zeros_remain_is_a_placeholder(string value, string? country) =>
        Assert.Equal(RejectReason.Placeholder, Cell.Rejected(SchemaKey.ZIP, value, country));

    [Theory]
    [InlineData("12345-6789", null)]
    [InlineData("12345-6789", "US")]
    [InlineData("12345\u20136789", null)]
    [InlineData("123456789", "US")]
    [InlineData("12345 6789", "US")]
    [InlineData("12345-", "US")]
    [InlineData("123456", "US")]
    [InlineData("123456789", "PR")]
    [InlineData("123456789", "GU")]
    [InlineData("123456789", "VI")]
    [InlineData("123456789", "AS")]
    [InlineData("123456789", "MP")]
    public void A_code_of_the_United_States_is_shortened_to_five_digits(string value, string? country) =>
        Assert.Equal("12345", Cell.Normalized(SchemaKey.ZIP, value, country));

    [Theory]
    [InlineData("01310-100", "BR", "01310100")]
    [InlineData("01310-100", null, "01310100")]
    [InlineData("12345-6789", "IR", "123456789")]
    [InlineData("123456789", null, "123456789")]
    [InlineData("150-0002", "JP", "1500002")]
    public void Codes_of_other_countries_are_not_shortened(string value, string? country, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.ZIP, value, country));

    [Theory]
    [InlineData("2134", "02134")]
    [InlineData("213", "00213")]
    [InlineData("21", "21")]
    [InlineData("02134", "02134")]
    [InlineData("2134123", "00213")]
    [InlineData("213-4123", "00213")]
    [InlineData("-2134", "02134")]
    public void At_most_two_zeros_are_restored(string value, string expected) => Assert.Equal(expected, Cell.Normalized(SchemaKey.ZIP, value, "US"));

    [Theory]
    [InlineData("123456789", "DE", "123456789")]
    [InlineData("1-067", "DE", "01067")]
    [InlineData("A1067", "DE", "a1067")]
    [InlineData("12345.00", "US", "12345")]
    public void Only_codes_of_digits_get_zeros_and_only_those_of_the_United_States_are_cut(string value, string country, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.ZIP, value, country));

    [Fact]
    public void A_postal_code_that_becomes_empty_is_rejected() =>
        Assert.Equal(RejectReason.NothingLeft, Cell.Rejected(SchemaKey.ZIP, "\U0001F600"));

    [Theory]
    [InlineData(SchemaKey.CT)]
    [InlineData(SchemaKey.ST)]
    [InlineData(SchemaKey.ZIP)]
    public void A_place_in_the_wrong_encoding_is_rejected(SchemaKey key) =>
        Assert.Equal(RejectReason.UndecodableText, Cell.Rejected(key, "Z\uFFFDrich"));
}
