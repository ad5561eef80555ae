using System;
using System.Globalization;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>
/// The text of a cell that arrives as an object. Numbers stay what they were: a phone number that a database or a
/// spreadsheet hands over as a number keeps all its digits and does not become <c>8.49E+10</c>.
/// </summary>
internal static class CellText
{
    private const double LargestExactInteger = 1L << 53;

    public static string? From(object? value)
    {
        if (value is PSObject wrapped)
        {
            value = wrapped.BaseObject;
        }

        return value switch
        {
            null or DBNull => null,
            string text => text,
            double number => FromDouble(number),
            float number => FromDouble(number),
            decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
            DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable other when other.GetType().FullName == "System.DateOnly" => other.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    private static string FromDouble(double number)
        => number == Math.Floor(number) && Math.Abs(number) <= LargestExactInteger
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}
