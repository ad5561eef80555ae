using System;
using System.Globalization;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Reads the digits of a phone number. Digits of any script become ASCII digits, symbols and letters are removed, and an extension ends the number.
/// Never throws.</summary>
internal static class DigitReader
{
    // The length of the shortest phone numbers. An extension can only follow at least this many digits.
    private const int MinDigits = 7;

    // Enough for all prefixes before a number of 15 digits. A longer value is not a phone number.
    private const int MaxDigits = 40;

    // The most zeros that an international prefix begins with.
    private const int MaxLeadingZeros = 4;

    private const int MaxZeroFraction = 2;

    private static readonly string[] ExtensionWords = ["ext", "xt", "int", "anexo", "доб"];

    /// <summary>Reads <paramref name="value"/>.</summary>
    /// <param name="value">The cell.</param>
    /// <param name="output">Receives the ASCII digits, including leading zeros. It is cleared first.</param>
    /// <param name="hasPlus">Whether a plus sign precedes the first digit.</param>
    /// <returns>
    /// <see cref="RejectReason.RoundedNumber"/> for scientific notation, <see cref="RejectReason.TooManyDigits"/> when there
    /// are more than any prefix explains, else <see cref="RejectReason.None"/>.
    /// </returns>
    internal static RejectReason Read(ReadOnlySpan<char> value, CellBuffer output, out bool hasPlus)
    {
        output.Clear();
        output.Reserve(MaxDigits);
        char[] digits = output.Chars;
        int length = 0;
        hasPlus = false;
        bool isUnbroken = true;
        bool onlyZeros = true;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            int digit = c < 128 ? c - '0' : DigitOf(value, ref i);
            if ((uint)digit <= 9)
            {
                onlyZeros &= digit == 0;
                if (onlyZeros && length == MaxLeadingZeros)
                {
                    continue;
                }

                if (length == MaxDigits)
                {
                    return RejectReason.TooManyDigits;
                }

                digits[length++] = (char)('0' + digit);
                continue;
            }

            if (length == 0)
            {
                hasPlus |= c is '+' or '\uFF0B' or '\uFE62';
                continue;
            }

            if (c is 'e' or 'E' && IsScientific(value, i))
            {
                return RejectReason.RoundedNumber;
            }

            if (length >= MinDigits && c is not (' ' or '-')
                && (IsExtension(value, i) || (isUnbroken && c is '.' or ',' && IsZeroFraction(value, i + 1))))
            {
                break;
            }

            isUnbroken = false;
        }

        output.SetLength(length);
        return RejectReason.None;
    }

    /// <summary>The length of the first sequence of digits in the cell, or 0.</summary>
    internal static int FirstGroupLength(ReadOnlySpan<char> value)
    {
        int length = 0;
        for (int i = 0; i < value.Length; i++)
        {
            if (DigitOf(value, ref i) >= 0)
            {
                length++;
            }
            else if (length > 0)
            {
                break;
            }
        }

        return length;
    }

    /// <summary>The decimal digit at <paramref name="i"/>, or -1 for any other character. Advances <paramref name="i"/> past a surrogate pair.</summary>
    private static int DigitOf(ReadOnlySpan<char> value, ref int i)
    {
        if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
        {
            string pair = value.Slice(i, 2).ToString();
            i++;
            return CharUnicodeInfo.GetUnicodeCategory(pair, 0) == UnicodeCategory.DecimalDigitNumber ? CharUnicodeInfo.GetDecimalDigitValue(pair, 0) : -1;
        }

        return CharUnicodeInfo.GetUnicodeCategory(value[i]) == UnicodeCategory.DecimalDigitNumber ? CharUnicodeInfo.GetDecimalDigitValue(value[i]) : -1;
    }

    /// <summary>Whether the whole cell is a number in scientific notation whose exponent begins at <paramref name="e"/>: <c>8.49E+10</c>.</summary>
    private static bool IsScientific(ReadOnlySpan<char> value, int e)
    {
        int i = SkipBlanks(value, 0);
        i += i < e && value[i] is '+' or '-' ? 1 : 0;
        i = SkipDigits(value, i);
        if (i < e && value[i] is '.' or ',')
        {
            i = SkipDigits(value, i + 1);
        }

        if (i != e)
        {
            return false;
        }

        i++;
        i += i < value.Length && value[i] is '+' or '-' ? 1 : 0;
        int afterExponent = SkipDigits(value, i);
        return afterExponent > i && SkipBlanks(value, afterExponent) == value.Length;
    }

    /// <summary>Whether only the zeros of decimal places follow: <c>84912345678.0</c>.</summary>
    private static bool IsZeroFraction(ReadOnlySpan<char> value, int i)
    {
        int zeros = 0;
        while (i < value.Length && value[i] == '0')
        {
            i++;
            zeros++;
        }

        return zeros is >= 1 and <= MaxZeroFraction && SkipBlanks(value, i) == value.Length;
    }

    /// <summary>Whether an extension begins at <paramref name="i"/>, or a parameter of a <c>tel:</c> address.</summary>
    private static bool IsExtension(ReadOnlySpan<char> value, int i)
    {
        if (value[i] is ' ' or '-' or '(' or ')' or '.')
        {
            return false;
        }

        char c = Fold(value[i]);
        switch (c)
        {
            case ',':
                return i + 1 < value.Length && Fold(value[i + 1]) == ',';
            case ';':
                return i + 1 < value.Length && char.IsLetter(value[i + 1]);
            case '#' or '~' or '×':
                return DigitFollows(value, i + 1);
            case 'x' when DigitFollows(value, i + 1):
                return true;
        }

        if (!char.IsLetter(c) || char.IsLetter(value[i - 1]))
        {
            return false;
        }

        foreach (string word in ExtensionWords)
        {
            if (StartsWith(value, i, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool DigitFollows(ReadOnlySpan<char> value, int i)
    {
        while (i < value.Length && (char.IsWhiteSpace(value[i]) || value[i] is '.' or ':' or '#'))
        {
            i++;
        }

        return i < value.Length && char.IsDigit(value[i]);
    }

    private static bool StartsWith(ReadOnlySpan<char> value, int i, string word)
    {
        if (i + word.Length > value.Length)
        {
            return false;
        }

        for (int k = 0; k < word.Length; k++)
        {
            if (Fold(value[i + k]) != word[k])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Converts to lowercase and full-width forms to ASCII.</summary>
    private static char Fold(char c) =>
        char.ToLowerInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);

    private static int SkipBlanks(ReadOnlySpan<char> value, int i)
    {
        while (i < value.Length && char.IsWhiteSpace(value[i]))
        {
            i++;
        }

        return i;
    }

    private static int SkipDigits(ReadOnlySpan<char> value, int i)
    {
        while (i < value.Length && value[i] is >= '0' and <= '9')
        {
            i++;
        }

        return i;
    }
}
