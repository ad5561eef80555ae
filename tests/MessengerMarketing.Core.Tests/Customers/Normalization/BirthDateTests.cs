using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Normalization;

public sealed class BirthDateTests
{
    [Theory]
    [InlineData("1990", "1990")]
    [InlineData(" 1900 ", "1900")]
    [InlineData("١٩٩٠", "1990")]
    [InlineData("１９９０", "1990")]
    public void A_year_has_four_digits(string value, string expected) => Assert.Equal(expected, Cell.Normalized(SchemaKey.DOBY, value));

    [Theory]
    [InlineData("1899", RejectReason.OutOfRange)]
    [InlineData("0000", RejectReason.OutOfRange)]
    [InlineData("9999", RejectReason.OutOfRange)]
    [InlineData("90", RejectReason.NotRecognized)]
    [InlineData("19900", RejectReason.NotRecognized)]
    [InlineData("199o", RejectReason.NotRecognized)]
    [InlineData("-1990", RejectReason.NotRecognized)]
    public void Another_year_is_refused(string value, RejectReason expected) => Assert.Equal(expected, Cell.Refused(SchemaKey.DOBY, value));

    [Theory]
    [InlineData("3", "03")]
    [InlineData("03", "03")]
    [InlineData("12", "12")]
    [InlineData("٣", "03")]
    [InlineData("January", "01")]
    [InlineData("feb", "02")]
    [InlineData("MAR", "03")]
    [InlineData("Apr.", "04")]
    [InlineData("May", "05")]
    [InlineData("june", "06")]
    [InlineData("Jul", "07")]
    [InlineData("aug", "08")]
    [InlineData("Sept.", "09")]
    [InlineData("OCTOBER", "10")]
    [InlineData("nov", "11")]
    [InlineData(" Dec ", "12")]
    public void A_month_is_padded_and_read_by_its_name(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.DOBM, value));

    [Theory]
    [InlineData("0", RejectReason.OutOfRange)]
    [InlineData("13", RejectReason.OutOfRange)]
    [InlineData("003", RejectReason.NotRecognized)]
    [InlineData("ma", RejectReason.NotRecognized)]
    [InlineData("marching", RejectReason.NotRecognized)]
    [InlineData("...", RejectReason.NotRecognized)]
    [InlineData("1.5", RejectReason.NotRecognized)]
    public void Another_month_is_refused(string value, RejectReason expected) => Assert.Equal(expected, Cell.Refused(SchemaKey.DOBM, value));

    [Theory]
    [InlineData("1", "01")]
    [InlineData("09", "09")]
    [InlineData("31", "31")]
    public void A_day_is_padded(string value, string expected) => Assert.Equal(expected, Cell.Normalized(SchemaKey.DOBD, value));

    [Theory]
    [InlineData("0", RejectReason.OutOfRange)]
    [InlineData("32", RejectReason.OutOfRange)]
    [InlineData("1st", RejectReason.NotRecognized)]
    [InlineData("001", RejectReason.NotRecognized)]
    public void Another_day_is_refused(string value, RejectReason expected) => Assert.Equal(expected, Cell.Refused(SchemaKey.DOBD, value));

    [Theory]
    [InlineData("1990-04-15")]
    [InlineData("1990-4-15")]
    [InlineData("1990/04/15")]
    [InlineData("1990.04.15")]
    [InlineData("19900415")]
    [InlineData(" 1990-04-15 ")]
    [InlineData("1990-04-15T00:00:00Z")]
    [InlineData("1990-04-15 13:45:00.000")]
    [InlineData("1990-04-15T23:59:59+07:00")]
    [InlineData("19900415T120000")]
    [InlineData("１９９０-０４-１５")]
    public void A_whole_date_fills_year_month_and_day(string value)
    {
        Assert.Equal(RejectReason.None, Split(value, out string year, out string month, out string day));
        Assert.Equal(("1990", "04", "15"), (year, month, day));
    }

    [Theory]
    [InlineData("1990-02-30", RejectReason.NotADate)]
    [InlineData("1990-13-01", RejectReason.NotADate)]
    [InlineData("19901301", RejectReason.NotADate)]
    [InlineData("15/04/1990", RejectReason.NotADate)]
    [InlineData("04/05/1990", RejectReason.NotADate)]
    [InlineData("4-5-90", RejectReason.NotADate)]
    [InlineData("15 April 1990", RejectReason.NotADate)]
    [InlineData("1990-04", RejectReason.NotADate)]
    [InlineData("1990", RejectReason.NotADate)]
    [InlineData("1990-04-15 or so", RejectReason.NotADate)]
    [InlineData("T1990-04-15", RejectReason.NotADate)]
    [InlineData("1899-12-31", RejectReason.OutOfRange)]
    [InlineData("0001-01-01T00:00:00", RejectReason.OutOfRange)]
    [InlineData("9999-12-31", RejectReason.OutOfRange)]
    public void A_date_that_does_not_exist_or_can_be_read_in_two_ways_is_refused(string value, RejectReason expected)
    {
        Assert.Equal(expected, Split(value, out string year, out string month, out string day));
        Assert.Equal(("", "", ""), (year, month, day));
    }

    [Fact]
    public void A_leap_day_is_a_date_in_a_leap_year_only()
    {
        Assert.Equal(RejectReason.None, Split("2000-02-29", out _, out _, out string day));
        Assert.Equal("29", day);
        Assert.Equal(RejectReason.NotADate, Split("1900-02-29", out _, out _, out _));
    }

    private static RejectReason Split(string value, out string year, out string month, out string day)
    {
        CellBuffer[] parts = [new(), new(), new()];
        RejectReason reason = BirthDateNormalizer.NormalizeDate(value, parts[0], parts[1], parts[2]);
        (year, month, day) = (parts[0].ToString(), parts[1].ToString(), parts[2].ToString());
        return reason;
    }
}
