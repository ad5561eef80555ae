using MessengerMarketing.Customers;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Normalization;

public sealed class StateTests
{
    [Theory]
    [InlineData("az", null, "az")]
    [InlineData("CA", null, "ca")]
    [InlineData("N.Y.", "US", "ny")]
    [InlineData("D.C.", "US", "dc")]
    [InlineData("California", null, "ca")]
    [InlineData("california", "US", "ca")]
    [InlineData("New York", "US", "ny")]
    [InlineData("Washington D.C.", "US", "dc")]
    [InlineData("District of Columbia", null, "dc")]
    [InlineData("Georgia", "US", "ga")]
    [InlineData("Georgia", null, "ga")]
    [InlineData("Ｔｅｘａｓ", "US", "tx")]
    [InlineData("テキサス州 Texas", "US", "tx")]
    [InlineData("İndiana", "US", "in")]
    public void States_of_the_United_States_are_read_by_name(string value, string? country, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.ST, value, country));

    [Theory]
    [InlineData("ON", "CA", "on")]
    [InlineData("Ontario", "CA", "on")]
    [InlineData("British Columbia", null, "bc")]
    [InlineData("Québec", "CA", "qc")]
    [InlineData("Que\u0301bec", null, "qc")]
    [InlineData("Newfoundland and Labrador", "CA", "nl")]
    public void Provinces_of_Canada_are_read_by_name(string value, string? country, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.ST, value, country));

    [Theory]
    [InlineData("Georgia", "GE", "georgia")]
    [InlineData("Washington", "GB", "washington")]
    [InlineData("Ontario", "US", "ontario")]
    [InlineData("Alabama", "CA", "alabama")]
    [InlineData("Bayern", "DE", "bayern")]
    [InlineData("Nordrhein-Westfalen", null, "nordrheinwestfalen")]
    [InlineData("New South Wales", "AU", "newsouthwales")]
    [InlineData("13", "FR", "13")]
    [InlineData("09", "FR", "09")]
    [InlineData("Île-de-France", "FR", "ledefrance")]
    public void A_name_of_another_country_is_neither_mapped_nor_shortened(string value, string? country, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.ST, value, country));

    [Theory]
    [InlineData("東京都")]
    public void A_state_that_becomes_empty_is_rejected(string value) =>
        Assert.Equal(RejectReason.NothingLeft, Cell.Rejected(SchemaKey.ST, value));
}
