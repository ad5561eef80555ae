using System;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Normalization;

/// <summary>Which number is the day, and which dates can be dates of birth.</summary>
public sealed class DateOrderTests
{
    [Theory]
    [InlineData(31, 12, null, "dd.MM.yyyy", RejectReason.None, true, CellRepair.None)]
    [InlineData(1, 13, null, "dd.MM.yyyy", RejectReason.NotADate, true, CellRepair.None)]
    [InlineData(12, 31, null, "MM/dd/yyyy", RejectReason.None, false, CellRepair.None)]
    [InlineData(13, 1, null, "MM/dd/yyyy", RejectReason.NotADate, false, CellRepair.None)]
    [InlineData(2, 3, "us", "dd.MM.yyyy", RejectReason.None, true, CellRepair.None)]
    [InlineData(2, 3, "us", "yyyy-MM-dd", RejectReason.None, false, CellRepair.DateOrder)]
    [InlineData(13, 12, null, null, RejectReason.None, true, CellRepair.None)]
    [InlineData(12, 13, null, null, RejectReason.None, false, CellRepair.None)]
    [InlineData(13, 13, null, null, RejectReason.NotADate, true, CellRepair.None)]
    [InlineData(5, 5, null, null, RejectReason.None, false, CellRepair.None)]
    [InlineData(12, 11, null, null, RejectReason.AmbiguousDate, false, CellRepair.None)]
    [InlineData(11, 12, null, null, RejectReason.AmbiguousDate, false, CellRepair.None)]
    [InlineData(12, 11, "us", null, RejectReason.None, false, CellRepair.DateOrder)]
    [InlineData(12, 11, "de", null, RejectReason.None, true, CellRepair.DateOrder)]
    [InlineData(12, 11, "ca", null, RejectReason.AmbiguousDate, false, CellRepair.None)]
    [InlineData(13, 11, "us", null, RejectReason.None, true, CellRepair.None)]
    public void The_day_is_found_by_the_format_the_numbers_or_the_country(int first, int second, string? country, string? format, RejectReason reason, bool dayFirst, CellRepair repair)
    {
        RejectReason found = DateOrder.Find(first, second, country, format is null ? null : DateFormat.Parse(format), out bool isDayFirst, out CellRepair made);

        Assert.Equal((reason, dayFirst, repair), (found, isDayFirst, made));
    }

    [Theory]
    [InlineData("dmy", "02", "03", "1990", 1990, 3, 2, CellRepair.None)]
    [InlineData("mdy", "02", "03", "1990", 1990, 2, 3, CellRepair.None)]
    [InlineData("ymd", "1990", "02", "03", 1990, 2, 3, CellRepair.None)]
    [InlineData("ydm", "1990", "02", "03", 1990, 3, 2, CellRepair.None)]
    [InlineData("dmy", "02", "03", "90", 1990, 3, 2, CellRepair.TwoDigitYear)]
    [InlineData("dmy", "02", "03", "05", 2005, 3, 2, CellRepair.TwoDigitYear)]
    [InlineData("dmy", "02", "03", "00", 2000, 3, 2, CellRepair.TwoDigitYear)]
    [InlineData("dmy", "00", "00", "00", 0, 0, 0, CellRepair.None)]
    [InlineData("dmy", "00", "00", "90", 1990, 0, 0, CellRepair.TwoDigitYear)]
    [InlineData("dmy", "x", "03", "1990", 1990, 3, -1, CellRepair.None)]
    public void Three_numbers_are_a_date(string order, string first, string second, string third, int year, int month, int day, CellRepair repair) =>
        Assert.Equal(new BirthDate(year, month, day, repair), DateOrder.Arrange(order, first, second, third, CellRepair.None));

    [Fact]
    public void A_year_of_two_digits_is_the_last_one_that_is_not_in_the_future()
    {
        int now = DateTime.UtcNow.Year;
        Assert.Equal(now, DateOrder.WithYear($"{now % 100:D2}", 1, 1, CellRepair.None).Year);
        Assert.Equal(now - 99, DateOrder.WithYear($"{(now + 1) % 100:D2}", 1, 1, CellRepair.None).Year);
    }

    [Theory]
    [InlineData(1900, 1, 2, RejectReason.None)]
    [InlineData(1899, 12, 29, RejectReason.OutOfRange)]
    [InlineData(1990, 12, 31, RejectReason.None)]
    [InlineData(1990, 13, 1, RejectReason.NotADate)]
    [InlineData(1990, 1, 32, RejectReason.NotADate)]
    [InlineData(1990, 4, 31, RejectReason.NotADate)]
    [InlineData(1990, -1, 1, RejectReason.NotADate)]
    [InlineData(1990, 1, -1, RejectReason.NotADate)]
    [InlineData(1990, 0, 31, RejectReason.None)]
    [InlineData(1990, 0, 32, RejectReason.NotADate)]
    [InlineData(1990, 12, 0, RejectReason.None)]
    [InlineData(1991, 2, 29, RejectReason.NotADate)]
    [InlineData(1992, 2, 29, RejectReason.None)]
    [InlineData(0, 2, 29, RejectReason.None)]
    [InlineData(0, 2, 30, RejectReason.NotADate)]
    [InlineData(9999, 2, 28, RejectReason.OutOfRange)]
    [InlineData(0, 0, 0, RejectReason.None)]
    public void A_date_of_birth_exists_and_is_after_1899(int year, int month, int day, RejectReason reason) => Assert.Equal(reason, new BirthDate(year, month, day).Validate());

    // Where a list is written, it can be a day later than in UTC.
    [Theory]
    [InlineData(-1, RejectReason.None)]
    [InlineData(0, RejectReason.None)]
    [InlineData(1, RejectReason.None)]
    [InlineData(3, RejectReason.OutOfRange)]
    [InlineData(40, RejectReason.OutOfRange)]
    [InlineData(400, RejectReason.OutOfRange)]
    public void Nobody_was_born_after_tomorrow(int days, RejectReason reason)
    {
        DateTime date = DateTime.UtcNow.Date.AddDays(days);
        Assert.Equal(reason, new BirthDate(date.Year, date.Month, date.Day).Validate());
    }

    [Theory]
    [InlineData("2026-11-30", 2026, 12, 1, false)]
    [InlineData("2026-11-30", 2026, 12, 2, true)]
    [InlineData("2026-12-31", 2027, 1, 1, false)]
    [InlineData("2026-12-31", 2027, 1, 2, true)]
    [InlineData("2026-11-29", 2026, 11, 30, false)]
    [InlineData("2026-11-29", 2026, 12, 1, true)]
    [InlineData("2026-11-29", 2027, 0, 0, true)]
    [InlineData("2026-11-29", 2026, 0, 0, false)]
    [InlineData("2026-11-29", 2026, 12, 0, true)]
    [InlineData("2026-11-29", 2025, 12, 31, false)]
    public void Tomorrow_can_be_in_another_month_or_year(string today, int year, int month, int day, bool isFuture) =>
        Assert.Equal(isFuture, new BirthDate(year, month, day).IsAfterTomorrow(DateTime.Parse(today, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(1900, 1, 0, true)]
    [InlineData(1900, 1, 1, true)]
    [InlineData(1900, 1, 2, false)]
    [InlineData(1900, 2, 1, false)]
    [InlineData(1901, 1, 1, false)]
    [InlineData(1753, 1, 1, true)]
    [InlineData(1, 1, 1, true)]
    [InlineData(1899, 12, 30, true)]
    [InlineData(1899, 12, 31, true)]
    [InlineData(1899, 12, 29, false)]
    [InlineData(9999, 12, 31, true)]
    [InlineData(9999, 12, 30, false)]
    public void Dates_that_programs_write_for_none_are_placeholders(int year, int month, int day, bool isPlaceholder) => Assert.Equal(isPlaceholder, new BirthDate(year, month, day).IsPlaceholder);
}
