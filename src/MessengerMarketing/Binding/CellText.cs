using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Converts a cell that is an object to text. A phone number that a database or a spreadsheet returns as a number keeps all its digits and does not
/// become <c>8.49E+10</c>.</summary>
internal static class CellText
{
    private const double MaxExactDouble = 1L << 53;
    private const float MaxExactSingle = 1 << 24;

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
            float number => FromSingle(number),
            decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
            DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable other when other.GetType().FullName == "System.DateOnly" => other.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IDictionary => null,
            IEnumerable items => string.Join(" ", items.Cast<object?>().Select(From).Where(text => !string.IsNullOrEmpty(text))),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    private static string FromDouble(double number)
        => number == Math.Floor(number) && Math.Abs(number) <= MaxExactDouble
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A larger number has already lost digits. Its exponent shows this, and phone numbers with an exponent are refused.</summary>
    private static string FromSingle(float number)
        => number == Math.Floor(number) && Math.Abs(number) <= MaxExactSingle
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}
