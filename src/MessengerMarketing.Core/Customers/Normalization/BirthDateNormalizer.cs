using System;
using System.Globalization;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Normalizes DOBY (1900 to this year), DOBM (01 to 12), DOBD (01 to 31), and whole dates, which fill all three. Source: Meta's guide.</summary>
internal static class BirthDateNormalizer
{
    private const int EarliestYear = 1900;

    public static RejectReason NormalizeYear(string value, CellBuffer output, out CellRepair repair)
    {
        output.Clear();
        string text = WithoutDecimals(value, out repair);
        if (TryReadNumber(text, 2, 2, out int year) && text.Length == 2)
        {
            int thisYear = DateTime.UtcNow.Year;
            int century = thisYear / 100 * 100;
            repair = CellRepair.TwoDigitYear;
            return Append(year <= thisYear % 100 ? century + year : century - 100 + year, EarliestYear, thisYear, "0000", output);
        }

        return TryReadNumber(text, 4, 4, out year)
            ? Append(year, EarliestYear, DateTime.UtcNow.Year, "0000", output)
            : RejectReason.NotRecognized;
    }

    public static RejectReason NormalizeMonth(string value, CellBuffer output, out CellRepair repair)
    {
        output.Clear();
        string text = WithoutDecimals(value, out repair);
        if (TryReadNumber(text, 1, 2, out int month))
        {
            return Append(month, 1, 12, "00", output);
        }

        return MonthNames.TryFind(text.TrimEnd('.'), out month) ? Append(month, 1, 12, "00", output) : RejectReason.NotRecognized;
    }

    public static RejectReason NormalizeDay(string value, CellBuffer output, out CellRepair repair)
    {
        output.Clear();
        return TryReadNumber(WithoutDecimals(value, out repair), 1, 2, out int day) ? Append(day, 1, 31, "00", output) : RejectReason.NotRecognized;
    }

    /// <summary>Reads a date and writes the parts that it contains. The other parts remain empty.</summary>
    /// <param name="value">The cell, not blank.</param>
    /// <param name="country">The row's country as a lowercase alpha-2 code, or null if it is unknown.</param>
    /// <param name="format">The declared order of the list, or null.</param>
    /// <param name="year">Receives the year.</param>
    /// <param name="month">Receives the month.</param>
    /// <param name="day">Receives the day.</param>
    /// <param name="repair">Receives the repair of the cell.</param>
    public static RejectReason NormalizeDate(
        string value, string? country, DateFormat? format, CellBuffer year, CellBuffer month, CellBuffer day, out CellRepair repair)
    {
        year.Clear();
        month.Clear();
        day.Clear();
        repair = CellRepair.None;
        RejectReason reason = BirthDateReader.Read(value, country, format, out BirthDate date);
        if (reason == RejectReason.None && date.IsPlaceholder)
        {
            return RejectReason.Placeholder;
        }

        reason = reason == RejectReason.None ? date.Validate() : reason;
        if (reason == RejectReason.None)
        {
            repair = date.Repair;
            AppendPart(date.Year, "0000", year);
            AppendPart(date.Month, "00", month);
            AppendPart(date.Day, "00", day);
        }

        return reason;
    }

    /// <summary>The trimmed value with ASCII digits in place of the digits of other scripts.</summary>
    internal static string FoldDigits(string value)
    {
        (int start, int end) = TextRules.Trim(value);
        char[] text = value.ToCharArray(start, end - start);
        for (int i = 0; i < text.Length; i++)
        {
            if (TextRules.TryReadDigit(text[i], out int digit))
            {
                text[i] = (char)('0' + digit);
            }
        }

        return new string(text);
    }

    private static string WithoutDecimals(string value, out CellRepair repair)
    {
        string text = FoldDigits(value);
        bool hasDecimals = CellSyntax.HasZeroFraction(text, out ReadOnlySpan<char> whole);
        repair = hasDecimals ? CellRepair.DecimalPlaces : CellRepair.None;
        return hasDecimals ? whole.ToString() : text;
    }

    private static void AppendPart(int number, string format, CellBuffer output)
    {
        if (number > 0)
        {
            output.Append(number.ToString(format, CultureInfo.InvariantCulture));
        }
    }

    private static RejectReason Append(int number, int min, int max, string format, CellBuffer output)
    {
        if (number < min || number > max)
        {
            return RejectReason.OutOfRange;
        }

        output.Append(number.ToString(format, CultureInfo.InvariantCulture));
        return RejectReason.None;
    }

    private static bool TryReadNumber(string text, int minDigits, int maxDigits, out int number)
    {
        number = 0;
        return text.Length >= minDigits
            && text.Length <= maxDigits
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
