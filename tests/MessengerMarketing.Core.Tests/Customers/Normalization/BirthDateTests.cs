using System;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Normalization;

public sealed class BirthDateTests
{
    [Theory]
    [InlineData("1990", "1990")]
    [InlineData(" 1900 ", "1900")]
    [InlineData("١٩٩٠", "1990")]
    [InlineData("１９９０", "1990")]
    [InlineData("1990.0", "1990")]
    [InlineData("90", "1990")]
    [InlineData("05", "2005")]
    public void A_year_has_four_digits(string value, string expected) => Assert.Equal(expected, Cell.Normalized(SchemaKey.DOBY, value));

    [Theory]
    [InlineData("1899", RejectReason.OutOfRange)]
    [InlineData("9999", RejectReason.OutOfRange)]
    [InlineData("990", RejectReason.NotRecognized)]
    [InlineData("19900", RejectReason.NotRecognized)]
    [InlineData("199o", RejectReason.NotRecognized)]
    [InlineData("-1990", RejectReason.NotRecognized)]
    public void An_invalid_year_is_rejected(string value, RejectReason expected) => Assert.Equal(expected, Cell.Rejected(SchemaKey.DOBY, value));

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
    public void A_month_is_padded_and_recognized_by_its_name(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.DOBM, value));

    [Theory]
    [InlineData("13", RejectReason.OutOfRange)]
    [InlineData("003", RejectReason.NotRecognized)]
    [InlineData("ma", RejectReason.NotRecognized)]
    [InlineData("marching", RejectReason.NotRecognized)]
    [InlineData("1.5", RejectReason.NotRecognized)]
    public void An_invalid_month_is_rejected(string value, RejectReason expected) => Assert.Equal(expected, Cell.Rejected(SchemaKey.DOBM, value));

    [Theory]
    [InlineData("1", "01")]
    [InlineData("09", "09")]
    [InlineData("31", "31")]
    public void A_day_is_padded(string value, string expected) => Assert.Equal(expected, Cell.Normalized(SchemaKey.DOBD, value));

    [Theory]
    [InlineData("32", RejectReason.OutOfRange)]
    [InlineData("1st", RejectReason.NotRecognized)]
    [InlineData("001", RejectReason.NotRecognized)]
    public void An_invalid_day_is_rejected(string value, RejectReason expected) => Assert.Equal(expected, Cell.Rejected(SchemaKey.DOBD, value));

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
    [InlineData("19900415T12")]
    [InlineData("1990-04-15T12")]
    [InlineData("1990-04-15T0930")]
    [InlineData("1990-04-15T9")]
    [InlineData("1990-04-15t12:00")]
    [InlineData("1990-04-15 9:00")]
    [InlineData("１９９０-０４-１５")]
    public void A_complete_date_fills_year_month_and_day(string value)
    {
        Assert.Equal(RejectReason.None, Split(value, out string year, out string month, out string day));
        Assert.Equal(("1990", "04", "15"), (year, month, day));
    }

    [Theory]
    [InlineData("4/15/1990")]
    [InlineData("04/15/1990 12:00:00 AM")]
    [InlineData("15/04/1990")]
    [InlineData("15.04.1990")]
    [InlineData("15-4-1990")]
    [InlineData("4/15/90")]
    [InlineData("15.04.90")]
    [InlineData("90-04-15")]
    [InlineData("15 April 1990")]
    [InlineData("April 15, 1990")]
    [InlineData("15th of April 1990")]
    [InlineData("15-Apr-90")]
    [InlineData("1990 Apr 15")]
    [InlineData("15. April 1990")]
    [InlineData("15 avril 1990")]
    [InlineData("15 de abril de 1990")]
    [InlineData("15 aprile 1990")]
    [InlineData("15 kwietnia 1990")]
    [InlineData("15 Nisan 1990")]
    [InlineData("15 апреля 1990 г.")]
    [InlineData("١٥ أبريل ١٩٩٠")]
    [InlineData("15 tháng 4 năm 1990")]
    [InlineData("1990年4月15日")]
    [InlineData("32978")]
    [InlineData("32978.0")]
    [InlineData("'1990-04-15")]
    public void A_date_whose_parts_cannot_be_swapped_is_read_in_every_form(string value) =>
        Assert.Equal(("1990", "04", "15"), Convert(value, country: null));

    [Theory]
    [InlineData("1st of April 1990", "01")]
    [InlineData("April 2nd, 1990", "02")]
    [InlineData("3rd April 1990", "03")]
    [InlineData("15 de abril del 1990", "15")]
    [InlineData("15 do abril 1990", "15")]
    [InlineData("le 15 avril 1990", "15")]
    [InlineData("1er avril 1990", "01")]
    [InlineData("den 15. April 1990", "15")]
    [InlineData("15 апреля 1990 года", "15")]
    [InlineData("ngày 15 thg 4 năm 1990", "15")]
    [InlineData("45 Apr 15", "15", "1945")]
    [InlineData("30 Apr 45", "30", "1945")]
    [InlineData("April 15 45", "15", "1945")]
    [InlineData("1990-04-10T12", "10")]
    [InlineData("1990-04-19T12", "19")]
    public void Words_between_the_parts_are_passed_over(string value, string day, string year = "1990") => Assert.Equal((year, "04", day), Convert(value, country: null));

    [Theory]
    [InlineData("April 45", "1945", "04", "")]
    [InlineData("March 31", "", "03", "31")]
    [InlineData("31 Mar 15", "2015", "03", "31")]
    [InlineData("15 August1990", "1990", "08", "15")]
    [InlineData("1990.00", "1990", "", "")]
    [InlineData("10000", "1927", "05", "18")]
    [InlineData("0/0/1990", "1990", "", "")]
    [InlineData("45/04/15", "1945", "04", "15")]
    [InlineData("31/03/15", "2015", "03", "31")]
    [InlineData("12/13/1990", "1990", "12", "13")]
    [InlineData("--04-15", "", "04", "15")]
    [InlineData("--0415", "", "04", "15")]
    [InlineData("--02-29", "", "02", "29")]
    [InlineData("04/15", "", "04", "15")]
    [InlineData("15 April", "", "04", "15")]
    [InlineData("1990-04", "1990", "04", "")]
    [InlineData("04/1990", "1990", "04", "")]
    [InlineData("April 1990", "1990", "04", "")]
    [InlineData("1990", "1990", "", "")]
    [InlineData("1990-00-00", "1990", "", "")]
    public void A_date_keeps_its_parts(string value, string year, string month, string day) =>
        Assert.Equal((year, month, day), Convert(value, country: null));

    [Theory]
    [InlineData("04/05/1990", "US", "04", "05")]
    [InlineData("04/05/1990", "PH", "04", "05")]
    [InlineData("04/05/1990", "GB", "05", "04")]
    [InlineData("4-5-90", "DE", "05", "04")]
    [InlineData("04/05", "FR", "05", "04")]
    [InlineData("05/05/1990", null, "05", "05")]
    [InlineData("04.05.1990", null, "05", "04")]
    [InlineData("4. 5. 1990", null, "05", "04")]
    [InlineData("04.12.1990", null, "12", "04")]
    public void The_country_decides_if_day_and_month_are_ambiguous(string value, string? country, string month, string day)
    {
        (string _, string readMonth, string readDay) = Convert(value, country);

        Assert.Equal((month, day), (readMonth, readDay));
    }

    [Theory]
    [InlineData("04/05/1990", "dd/MM/yyyy", "1990", "05", "04")]
    [InlineData("04/05/1990", "mm/dd/yyyy", "1990", "04", "05")]
    [InlineData("04/05/06", "yy/MM/dd", "2004", "05", "06")]
    [InlineData("04.05.1990", "MM.dd.yyyy", "1990", "04", "05")]
    [InlineData("04051990", "ddMMyyyy", "1990", "05", "04")]
    [InlineData("040590", "MMddyy", "1990", "04", "05")]
    [InlineData("1990-04-05", "dd/MM/yyyy", "1990", "04", "05")]
    [InlineData("1990-15-04", "yyyy-dd-MM", "1990", "04", "15")]
    [InlineData("90/15/04", "yy/dd/MM", "1990", "04", "15")]
    [InlineData("12/15/04", "yy/dd/MM", "2012", "04", "15")]
    [InlineData("19900405", "yyyyMMdd", "1990", "04", "05")]
    [InlineData("19900405", "dd/MM/yyyy", "1990", "04", "05")]
    public void A_declared_format_decides_before_the_country(string value, string format, string year, string month, string day) =>
        Assert.Equal((year, month, day), Convert(value, "GB", format));

    [Theory]
    [InlineData("04/05/1990", null, RejectReason.AmbiguousDate)]
    [InlineData("04/05/1990", "CA", RejectReason.AmbiguousDate)]
    [InlineData("04/05", null, RejectReason.AmbiguousDate)]
    [InlineData("1990-02-30", null, RejectReason.NotADate)]
    [InlineData("1990-13-01", null, RejectReason.NotADate)]
    [InlineData("19901301", null, RejectReason.NotADate)]
    [InlineData("31/02/1990", null, RejectReason.NotADate)]
    [InlineData("15/15/1990", "US", RejectReason.NotADate)]
    [InlineData("1990-04-15 or so", null, RejectReason.NotADate)]
    [InlineData("T1990-04-15", null, RejectReason.NotADate)]
    [InlineData("1990-04-15T", null, RejectReason.NotADate)]
    [InlineData("1990-04-15TBC", null, RejectReason.NotADate)]
    [InlineData("12:30", null, RejectReason.NotADate)]
    [InlineData("15 April 0000", null, RejectReason.NotADate)]
    [InlineData("--4", null, RejectReason.NotADate)]
    [InlineData("April", null, RejectReason.NotADate)]
    [InlineData("1234567", null, RejectReason.NotADate)]
    [InlineData("09999", null, RejectReason.NotADate)]
    [InlineData("--04-1", null, RejectReason.NotADate)]
    [InlineData("--0015", null, RejectReason.NotADate)]
    [InlineData("--0400", null, RejectReason.NotADate)]
    [InlineData("--04ab", null, RejectReason.NotADate)]
    [InlineData("April 0", null, RejectReason.NotADate)]
    [InlineData("April 19900", null, RejectReason.NotADate)]
    [InlineData("0-Jan-1990", null, RejectReason.NotADate)]
    [InlineData("0-Feb-00", null, RejectReason.NotADate)]
    [InlineData("1-2-3 April", null, RejectReason.NotADate)]
    [InlineData("April May 1990", null, RejectReason.NotADate)]
    [InlineData("199.00", null, RejectReason.NotADate)]
    [InlineData("04/00", "US", RejectReason.NotADate)]
    [InlineData("00/04", "US", RejectReason.NotADate)]
    [InlineData("1990/00", null, RejectReason.NotADate)]
    [InlineData("1990/004", null, RejectReason.NotADate)]
    [InlineData("1990-150-01", null, RejectReason.NotADate)]
    [InlineData("19900-01-01", null, RejectReason.NotADate)]
    [InlineData("45/04/1990", null, RejectReason.NotADate)]
    [InlineData("0/4/1990", null, RejectReason.NotADate)]
    [InlineData("4/0/1990", null, RejectReason.NotADate)]
    [InlineData("0/0/45", null, RejectReason.NotADate)]
    [InlineData("1990-04-15-16", null, RejectReason.NotADate)]
    [InlineData("1899-12-29", null, RejectReason.OutOfRange)]
    [InlineData("2999-01-01", null, RejectReason.OutOfRange)]
    public void A_nonexistent_or_ambiguous_date_is_rejected(string value, string? country, RejectReason expected)
    {
        Assert.Equal(expected, Read(value, country, format: null, out CellState[] states, out _));
        Assert.All(states, state => Assert.Equal(CellState.Blank, state));
    }

    [Fact]
    public void A_text_of_more_than_64_characters_is_not_a_date()
    {
        Assert.Equal(("1990", "04", "15"), Convert("15 April 1990".PadRight(64, '.'), country: null));
        Assert.Equal(RejectReason.NotADate, Read("15 April 1990".PadRight(65, '.'), country: null, format: null, out _, out _));
    }

    [Fact]
    public void Two_digits_of_this_year_are_this_year()
    {
        string year = DateTime.UtcNow.ToString("yyyy", CultureInfo.InvariantCulture);

        Assert.Equal(year, Cell.Normalized(SchemaKey.DOBY, year.Substring(2)));
    }

    [Fact]
    public void A_date_that_contradicts_the_declared_format_is_rejected() =>
        Assert.Equal(RejectReason.NotADate, Read("4/15/1990", "US", "dd/MM/yyyy", out _, out _));

    [Theory]
    [InlineData("0/0/00")]
    [InlineData("00/00/0000")]
    [InlineData("0000-00-00")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("1/0/1900")]
    [InlineData("0-Jan-00")]
    [InlineData("1900-01-01")]
    [InlineData("01/01/1900")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("1899-12-30")]
    [InlineData("9999-12-31")]
    [InlineData("0")]
    [InlineData("N/A")]
    [InlineData("-")]
    public void A_placeholder_date_is_blank(string value) =>
        Assert.Equal(RejectReason.Placeholder, Read(value, country: null, format: null, out _, out _));

    [Theory]
    [InlineData("dd/MM")]
    [InlineData("d")]
    [InlineData("dd/dd/yyyy")]
    [InlineData("MM/yyyy/dd")]
    [InlineData("")]
    public void A_format_that_does_not_name_day_month_and_year_is_refused(string pattern) =>
        Assert.Throws<FormatException>(() => DateFormat.Parse(pattern));

    [Fact]
    public void A_leap_day_is_a_date_in_a_leap_year_only()
    {
        Assert.Equal(RejectReason.None, Split("2000-02-29", out _, out _, out string day));
        Assert.Equal("29", day);
        Assert.Equal(RejectReason.NotADate, Split("1900-02-29", out _, out _, out _));
    }

    private static (string Year, string Month, string Day) Convert(string value, string? country, string? format = null)
    {
        Assert.Equal(RejectReason.None, Read(value, country, format, out CellState[] states, out string[] texts));
        Assert.Equal(states, texts.Select(text => text.Length == 0 ? CellState.Blank : CellState.Plain));
        return (texts[0], texts[1], texts[2]);
    }

    private static RejectReason Read(string value, string? country, string? format, out CellState[] states, out string[] texts)
    {
        states = new CellState[3];
        CellBuffer[] parts = [new(), new(), new()];
        Array.ForEach(parts, static part => part.Append("left over"));
        var cells = new CellNormalizer(new HashingOptions { DateFormat = format is null ? null : DateFormat.Parse(format) });
        RejectReason reason = cells.NormalizeDate(value, new CountryResolver(country), parts, states, 0);
        texts = [.. parts.Select(part => part.ToString())];
        return reason;
    }

    private static RejectReason Split(string value, out string year, out string month, out string day)
    {
        RejectReason reason = Read(value, country: null, format: null, out _, out string[] texts);
        (year, month, day) = (texts[0], texts[1], texts[2]);
        return reason;
    }
}
