using System;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Decides which numbers of a date are the day, the month, and the year.</summary>
internal static class DateOrder
{
    /// <summary>Countries that write the month first. Source: Unicode CLDR, and usage in the territories of the United States.</summary>
    private static readonly HashSet<string> MonthFirst = new(StringComparer.Ordinal) { "us", "pr", "gu", "vi", "as", "mp", "um", "fm", "mh", "pw", "ph" };

    /// <summary>Countries that use both orders, or that write the year first, so that the order of day and month is unknown.</summary>
    private static readonly HashSet<string> Undecided = new(StringComparer.Ordinal) { "ca", "cn", "jp", "kr", "kp", "tw", "mn", "pa", "bz", "ky" };

    /// <summary>Whether the first of two numbers is the day.</summary>
    public static RejectReason Find(int first, int second, string? country, DateFormat? format, out bool dayFirst, out CellRepair repair)
    {
        repair = CellRepair.None;
        if (format is not null && format.Order[0] != 'y')
        {
            dayFirst = format.Order[0] == 'd';
            return (dayFirst ? second : first) <= 12 ? RejectReason.None : RejectReason.NotADate;
        }

        dayFirst = first > 12;
        if (first > 12 || second > 12 || first == second)
        {
            return first > 12 && second > 12 ? RejectReason.NotADate : RejectReason.None;
        }

        if (country is null || Undecided.Contains(country))
        {
            return RejectReason.AmbiguousDate;
        }

        dayFirst = !MonthFirst.Contains(country);
        repair = CellRepair.DateOrder;
        return RejectReason.None;
    }

    /// <summary>Creates a date from three numbers.</summary>
    /// <param name="order">The order of the numbers, for example <c>dmy</c>.</param>
    /// <param name="first">The first number.</param>
    /// <param name="second">The second number.</param>
    /// <param name="third">The third number.</param>
    /// <param name="repair">The repair of the cell.</param>
    public static BirthDate Arrange(string order, string first, string second, string third, CellRepair repair)
    {
        string[] parts = [first, second, third];
        return WithYear(parts[order.IndexOf('y')], ToNumber(parts[order.IndexOf('m')]), ToNumber(parts[order.IndexOf('d')]), repair);
    }

    /// <summary>Creates a date. A two-digit year becomes the last matching year that is not in the future.</summary>
    public static BirthDate WithYear(string year, int month, int day, CellRepair repair)
    {
        int number = ToNumber(year);
        if (year.Length > 2 || (number == 0 && month == 0))
        {
            return new BirthDate(number, month, day, repair);
        }

        int century = DateTime.UtcNow.Year / 100 * 100;
        return new BirthDate(number <= DateTime.UtcNow.Year % 100 ? century + number : century - 100 + number, month, day, CellRepair.TwoDigitYear);
    }

    /// <summary>The value of the digits, or -1 if the text is not a number or too large.</summary>
    public static int ToNumber(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
