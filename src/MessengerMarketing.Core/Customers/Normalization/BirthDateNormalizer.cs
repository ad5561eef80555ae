using System;
using System.Globalization;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>
/// DOBY (1900 to this year), DOBM (01 to 12) and DOBD (01 to 31), and whole dates that fill the three. Source: Meta's guide.
/// </summary>
internal static class BirthDateNormalizer
{
    private const int EarliestYear = 1900;

    private static readonly string[] DateFormats = ["yyyyMMdd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d"];

    private static readonly string[] MonthNames =
    [
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ];

    public static RejectReason NormalizeYear(string value, CellBuffer output)
    {
        output.Clear();
        return TryReadNumber(value, 4, 4, out int year)
            ? Append(year, EarliestYear, DateTime.UtcNow.Year, "0000", output)
            : RejectReason.NotRecognized;
    }

    public static RejectReason NormalizeMonth(string value, CellBuffer output)
    {
        output.Clear();
        if (TryReadNumber(value, 1, 2, out int month))
        {
            return Append(month, 1, 12, "00", output);
        }

        (int start, int end) = TextRules.Trim(value);
        string name = value.Substring(start, end - start).TrimEnd('.');

        // The name in full, or shortened to its first three letters or more ("Sept").
        int index = name.Length < 3 ? -1 : Array.FindIndex(MonthNames, full => full.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? RejectReason.NotRecognized : Append(index + 1, 1, 12, "00", output);
    }

    public static RejectReason NormalizeDay(string value, CellBuffer output)
    {
        output.Clear();
        return TryReadNumber(value, 1, 2, out int day) ? Append(day, 1, 31, "00", output) : RejectReason.NotRecognized;
    }

    /// <summary>
    /// Reads a date in ISO form (<c>1990-04-15</c>, with or without a time behind it, also with <c>/</c> or <c>.</c>) or as
    /// <c>yyyyMMdd</c>. Any other order is refused: nobody can tell 04/05 from 05/04.
    /// </summary>
    public static RejectReason NormalizeDate(string value, CellBuffer year, CellBuffer month, CellBuffer day)
    {
        year.Clear();
        month.Clear();
        day.Clear();
        string text = FoldDigits(value);
        int time = text.IndexOfAny(['T', 't', ' ']);
        bool hasTime = time > 0 && time + 1 < text.Length && text[time + 1] is >= '0' and <= '9';
        string date = hasTime ? text.Substring(0, time) : text;
        if (!DateTime.TryParseExact(date, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime born))
        {
            return RejectReason.NotADate;
        }

        RejectReason reason = Append(born.Year, EarliestYear, DateTime.UtcNow.Year, "0000", year);
        if (reason == RejectReason.None)
        {
            Append(born.Month, 1, 12, "00", month);
            Append(born.Day, 1, 31, "00", day);
        }

        return reason;
    }

    private static RejectReason Append(int number, int least, int most, string format, CellBuffer output)
    {
        if (number < least || number > most)
        {
            return RejectReason.OutOfRange;
        }

        output.Append(number.ToString(format, CultureInfo.InvariantCulture));
        return RejectReason.None;
    }

    private static bool TryReadNumber(string value, int leastDigits, int mostDigits, out int number)
    {
        string text = FoldDigits(value);
        number = 0;
        return text.Length >= leastDigits
            && text.Length <= mostDigits
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The trimmed value with the digits of every script as ASCII digits.</summary>
    private static string FoldDigits(string value)
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
}
