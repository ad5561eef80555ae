using System;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Reads dates of birth in common formats: <c>1990-04-15</c> with or without a time, <c>4/15/1990</c>, <c>15.04.90</c>, <c>15 avril 1990</c>,
/// <c>19900415</c>, <c>--04-15</c> (no year), <c>04/15</c>, <c>April 1990</c>, <c>1990</c>, and the serial numbers of spreadsheets. Missing parts are 0. If the
/// order of day and month is ambiguous, the declared format decides, then the country. Without either, the date is rejected.</summary>
internal static class BirthDateReader
{
    private const int MaxLength = 64;

    // Five-digit serial numbers are dates from 1927 on. Shorter numbers are years or days.
    private const int MinSerialDate = 10_000;

    private static readonly DateTime SerialDateOrigin = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Reads a date.</summary>
    /// <param name="value">The cell, not blank.</param>
    /// <param name="country">The row's country as a lowercase alpha-2 code, or null if it is unknown.</param>
    /// <param name="format">The declared order of the list, or null.</param>
    /// <param name="date">The date, which is not validated yet.</param>
    /// <returns><see cref="RejectReason.None"/>, <see cref="RejectReason.NotADate"/> or <see cref="RejectReason.AmbiguousDate"/>.</returns>
    public static RejectReason Read(string value, string? country, DateFormat? format, out BirthDate date)
    {
        date = default;
        if (value.Length > MaxLength)
        {
            return RejectReason.NotADate;
        }

        string text = BirthDateNormalizer.FoldDigits(value);
        text = text.Substring(0, EndOfDate(text));
        if (text.StartsWith("--", StringComparison.Ordinal))
        {
            return ReadWithoutYear(text, out date);
        }

        if (!TryTokenize(text, out List<string> numbers, out int month, out bool monthComesFirst, out char separator))
        {
            return RejectReason.NotADate;
        }

        if (month > 0)
        {
            return ReadWithMonthName(numbers, month, monthComesFirst, out date);
        }

        return numbers.Count switch
        {
            1 => ReadOneNumber(numbers[0], format, out date),
            2 => separator is '.' or ',' && numbers[1].Trim('0').Length == 0 && numbers[0].Length >= 4
                ? ReadOneNumber(numbers[0], format, out date)
                : ReadTwoNumbers(numbers, country, format, out date),
            3 => ReadThreeNumbers(numbers, separator, country, format, out date),
            _ => RejectReason.NotADate,
        };
    }

    /// <summary>The position of the time of day, or the end of the text: <c>1990-04-15T00:00:00Z</c>, <c>4/15/1990 12:00 AM</c>.</summary>
    private static int EndOfDate(string text)
    {
        int end = text.IndexOf(':');
        if (end >= 0)
        {
            while (end > 0 && text[end - 1] is >= '0' and <= '9')
            {
                end--;
            }

            return end > 0 && text[end - 1] is 'T' or 't' ? end - 1 : end;
        }

        int letter = text.IndexOfAny(['T', 't']);
        return letter > 7 && text[letter - 1] is >= '0' and <= '9' && letter + 1 < text.Length && text[letter + 1] is >= '0' and <= '9' ? letter : text.Length;
    }

    /// <summary>The vCard formats <c>--04-15</c> and <c>--0415</c>.</summary>
    private static RejectReason ReadWithoutYear(string text, out BirthDate date)
    {
        string digits = text.Substring(2).Replace("-", string.Empty);
        bool isDate = digits.Length == 4 && int.TryParse(digits, NumberStyles.None, null, out _);
        date = isDate ? new BirthDate(0, DateOrder.ToNumber(digits.Substring(0, 2)), DateOrder.ToNumber(digits.Substring(2))) : default;
        return isDate && date.Month > 0 && date.Day > 0 ? RejectReason.None : RejectReason.NotADate;
    }

    /// <summary>Extracts the numbers and the name of the month. Returns false if the text contains other words, or too many numbers or names.</summary>
    private static bool TryTokenize(string text, out List<string> numbers, out int month, out bool monthComesFirst, out char separator)
    {
        numbers = [];
        month = 0;
        monthComesFirst = false;
        separator = '\0';
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            if (text[i] is >= '0' and <= '9')
            {
                while (i < text.Length && text[i] is >= '0' and <= '9')
                {
                    i++;
                }

                numbers.Add(text.Substring(start, i - start));
            }
            else if (char.IsLetter(text[i]))
            {
                while (i < text.Length && (char.IsLetter(text[i]) || char.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark))
                {
                    i++;
                }

                if (!TryReadWord(text.Substring(start, i - start), numbers.Count, ref month, ref monthComesFirst))
                {
                    return false;
                }
            }
            else
            {
                if (numbers.Count == 1 && separator == '\0')
                {
                    separator = text[i];
                }

                i++;
            }
        }

        return numbers.Count is >= 1 and <= 3 && !(month > 0 && numbers.Count == 3);
    }

    private static bool TryReadWord(string word, int numbersBefore, ref int month, ref bool monthComesFirst)
    {
        if (MonthNames.TryFind(word, out int found))
        {
            bool isFirst = month == 0;
            month = found;
            monthComesFirst = numbersBefore == 0;
            return isFirst;
        }

        // "15th of April", "15 de abril de 1990", "15 апреля 1990 г.", "15 tháng 4 năm 1990", "1990年4月15日".
        return word.ToLowerInvariant() is "st" or "nd" or "rd" or "th" or "of" or "de" or "del" or "do" or "le" or "er" or "den" or "г" or "года"
            or "ngày" or "tháng" or "thg" or "năm" or "年" or "月" or "日";
    }

    private static RejectReason ReadWithMonthName(List<string> numbers, int month, bool monthComesFirst, out BirthDate date)
    {
        if (numbers.Count == 1)
        {
            bool isYear = numbers[0].Length == 4 || DateOrder.ToNumber(numbers[0]) > 31;
            date = isYear ? DateOrder.WithYear(numbers[0], month, 0, CellRepair.None) : new BirthDate(0, month, DateOrder.ToNumber(numbers[0]));
            return numbers[0].Length <= 4 && (isYear || date.Day > 0) ? RejectReason.None : RejectReason.NotADate;
        }

        bool yearFirst = !monthComesFirst && (numbers[0].Length == 4 || DateOrder.ToNumber(numbers[0]) > 31);
        string day = numbers[yearFirst ? 1 : 0];
        string year = numbers[yearFirst ? 0 : 1];
        date = DateOrder.ToNumber(day) == 0 && month == 1 && DateOrder.ToNumber(year) is 0 or 1900 ? default : DateOrder.WithYear(year, month, DateOrder.ToNumber(day), CellRepair.None);
        return date == default ? RejectReason.None : date.Year > 0 && date.Day > 0 ? RejectReason.None : RejectReason.NotADate;
    }

    private static RejectReason ReadOneNumber(string number, DateFormat? format, out BirthDate date)
    {
        date = default;
        int value = DateOrder.ToNumber(number);
        switch (number.Length)
        {
            case 8 when format is { IsCompact: true } && format.Order[0] != 'y':
                date = DateOrder.Arrange(format.Order, number.Substring(0, 2), number.Substring(2, 2), number.Substring(4), CellRepair.None);
                return RejectReason.None;
            case 6 when format is { IsCompact: true }:
                date = DateOrder.Arrange(format.Order, number.Substring(0, 2), number.Substring(2, 2), number.Substring(4), CellRepair.None);
                return RejectReason.None;
            case 8 or 14:
                date = new BirthDate(DateOrder.ToNumber(number.Substring(0, 4)), DateOrder.ToNumber(number.Substring(4, 2)), DateOrder.ToNumber(number.Substring(6, 2)));
                return RejectReason.None;
            case 5 when value >= MinSerialDate:
                DateTime day = SerialDateOrigin.AddDays(value);
                date = new BirthDate(day.Year, day.Month, day.Day, CellRepair.SerialDate);
                return RejectReason.None;
            case 4:
                date = new BirthDate(value, 0, 0);
                return value > 0 ? RejectReason.None : RejectReason.NotADate;
            default:
                return RejectReason.NotADate;
        }
    }

    /// <summary>Reads a month and a year, or a day and a month.</summary>
    private static RejectReason ReadTwoNumbers(List<string> numbers, string? country, DateFormat? format, out BirthDate date)
    {
        if (numbers[0].Length == 4 || numbers[1].Length == 4)
        {
            (string year, string month) = numbers[0].Length == 4 ? (numbers[0], numbers[1]) : (numbers[1], numbers[0]);
            date = new BirthDate(DateOrder.ToNumber(year), DateOrder.ToNumber(month), 0);
            return month.Length <= 2 && date.Month > 0 ? RejectReason.None : RejectReason.NotADate;
        }

        RejectReason reason = DateOrder.Find(DateOrder.ToNumber(numbers[0]), DateOrder.ToNumber(numbers[1]), country, format, out bool dayFirst, out CellRepair repair);
        date = dayFirst
            ? new BirthDate(0, DateOrder.ToNumber(numbers[1]), DateOrder.ToNumber(numbers[0]), repair)
            : new BirthDate(0, DateOrder.ToNumber(numbers[0]), DateOrder.ToNumber(numbers[1]), repair);
        return reason == RejectReason.None && (date.Month == 0 || date.Day == 0) ? RejectReason.NotADate : reason;
    }

    private static RejectReason ReadThreeNumbers(List<string> numbers, char separator, string? country, DateFormat? format, out BirthDate date)
    {
        (string first, string second, string third) = (numbers[0], numbers[1], numbers[2]);
        date = default;
        if (numbers.Exists(static number => number.Length > 4) || second.Length > 2)
        {
            return RejectReason.NotADate;
        }

        int a = DateOrder.ToNumber(first);
        bool yearFirst = first.Length > 2 || (a > 31 && third.Length <= 2) || (format is { Order: "ymd" or "ydm" } && third.Length <= 2);
        if (yearFirst)
        {
            date = DateOrder.Arrange(format?.Order == "ydm" ? "ydm" : "ymd", first, second, third, CellRepair.None);
            return RejectReason.None;
        }

        if (a == 0 || DateOrder.ToNumber(second) == 0)
        {
            // 0/0/00, 00.00.0000, and 1/0/1900 (from a spreadsheet) are not dates. 0/0/1990 is a year.
            int year = DateOrder.ToNumber(third) is 1900 or 0 ? 0 : DateOrder.ToNumber(third);
            date = new BirthDate(year, 0, 0);
            return year == 0 || (third.Length == 4 && a == 0 && DateOrder.ToNumber(second) == 0) ? RejectReason.None : RejectReason.NotADate;
        }

        bool isDotted = separator == '.' && format is null && DateOrder.ToNumber(second) <= 12;
        CellRepair repair = CellRepair.None;
        bool dayFirst = true;
        RejectReason reason = isDotted ? RejectReason.None : DateOrder.Find(a, DateOrder.ToNumber(second), country, format, out dayFirst, out repair);
        if (reason == RejectReason.None)
        {
            date = DateOrder.Arrange(dayFirst ? "dmy" : "mdy", first, second, third, repair);
        }

        return reason;
    }
}
