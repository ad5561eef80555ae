using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Numbering;

public sealed class PhoneCellTests
{
    [Theory]
    [InlineData("+٨٤ ٩١ ٢٣٤ ٥٦ ٧٨")]
    [InlineData("+۸۴ ۹۱ ۲۳۴ ۵۶ ۷۸")]
    [InlineData("＋８４ ９１ ２３４ ５６ ７８")]
    [InlineData("+८४ ९१ २३४ ५६ ७८")]
    [InlineData("+\U0001D7D6\U0001D7D2 912345678")]
    public void Digits_of_every_script_are_read(string value) => Assert.Equal("84912345678", Read(value));

    [Theory]
    [InlineData("+1 202-555-0123 ext. 12")]
    [InlineData("+1 202-555-0123 Extn 12")]
    [InlineData("+1 202-555-0123 extension 12")]
    [InlineData("+1 202-555-0123ｅｘｔ 12")]
    [InlineData("+1 202-555-0123x12")]
    [InlineData("+1 202-555-0123 X 12")]
    [InlineData("+1 202-555-0123 #12")]
    [InlineData("+1 202-555-0123,,12")]
    [InlineData("+1 202-555-0123 x. 12")]
    [InlineData("+1 202-555-0123 x:12")]
    [InlineData("+1 202-555-0123～12")]
    [InlineData("+1 202-555-0123，，12")]
    [InlineData("+1 202-555-0123 доб. 12")]
    [InlineData("+1 202-555-0123 anexo 12")]
    [InlineData("tel:+1-202-555-0123;ext=12")]
    [InlineData("tel:+1-202-555-0123;phone-context=example.com")]
    [InlineData("tel:+1-202-555-0123;isub=12345")]
    public void An_extension_is_removed(string value) => Assert.Equal("12025550123", Read(value));

    [Theory]
    [InlineData("#1 202 555 0123")]
    [InlineData("x1 202 555 0123")]
    [InlineData("Ext 1 202 555 0123")]
    [InlineData("1x202#55,,50123")]
    public void An_extension_marker_before_the_seventh_digit_is_only_a_symbol(string value) =>
        Assert.Equal("12025550123", Read(value));

    [Theory]
    [InlineData("+1 202 555,0123")]
    [InlineData("1;202;555;0123")]
    [InlineData("+1 202 555#-0123")]
    [InlineData("+1 202 555 (text) 0123")]
    [InlineData("+1 202-555-0123,")]
    [InlineData("+1 202-555-0123;")]
    [InlineData("+1 202-555-0123 #")]
    [InlineData("+1 202-555-0123 x")]
    [InlineData("+1 202-555-0123 ext")]
    public void A_marker_without_an_extension_behind_it_is_only_a_symbol(string value) => Assert.Equal("12025550123", Read(value));

    [Theory]
    [InlineData("p:+12025550123")]
    [InlineData("mobile +1.202.555.0123")]
    [InlineData("=\"12025550123\"")]
    [InlineData("'12025550123")]
    [InlineData("\u202A+1 202\u2011555\u20110123\u202C")]
    [InlineData("\uFEFF1\u00A0202\u2009555\u30000123")]
    [InlineData("1(202)555-0123 (work)")]
    [InlineData("½ 12025550123 ²")]
    [InlineData("📱 +1 202-555-0123")]
    [InlineData("000000000000000000000000000000000000000012025550123")]
    public void Letters_and_symbols_are_dropped(string value) => Assert.Equal("12025550123", Read(value));

    [Fact]
    public void Half_an_emoji_at_the_end_of_a_truncated_cell_is_dropped() => Assert.Equal("12025550123", Read("+1 202-555-0123 \uD83D"));

    [Theory]
    [InlineData("84912345678.0")]
    [InlineData("84912345678.00")]
    [InlineData("84912345678,00 ")]
    [InlineData("+84912345678.0")]
    public void The_decimal_places_of_a_spreadsheet_are_removed(string value) => Assert.Equal("84912345678", Read(value));

    [Theory]
    [InlineData("1.202.555.0100", "12025550100")]
    [InlineData("+20.79.46.09.00", "2079460900")]
    [InlineData("+849123456.100", "849123456100")]
    [InlineData("+84912345.0678", "849123450678")]
    [InlineData("+8491234567.000", "8491234567000")]
    public void A_last_group_that_is_not_a_decimal_place_stays(string value, string expected) => Assert.Equal(expected, Read(value));

    [Theory]
    [InlineData("12025550123e", "12025550123")]
    [InlineData("1202-555-01E23", "12025550123")]
    [InlineData("1 e202 555 0123", "12025550123")]
    [InlineData("1202-555012E3", "12025550123")]
    [InlineData("~1202555012E3", "12025550123")]
    public void An_e_outside_scientific_notation_is_a_letter(string value, string expected) =>
        Assert.Equal(expected, Read(value));

    private static string Read(string value)
    {
        var output = new CellBuffer();
        Assert.Equal(RejectReason.None, PhoneNumberNormalizer.Normalize(value, country: null, keepTrunkZero: false, output));
        return output.ToString();
    }
}
