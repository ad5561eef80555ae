using System;
using System.Collections.Generic;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Splits a cell with several email addresses or phone numbers: <c>a ::: b</c>, <c>a; b</c>, <c>a / b</c>, <c>a, b</c>, <c>a | b</c>, or one per
/// line.</summary>
internal static class CellValues
{
    private const int MinPhoneDigits = 7;
    private const int MinSeveralPhones = (2 * MinPhoneDigits) + 1;

    // The separators among the first 64 characters, one bit each.
    private const ulong LowSeparators = (1UL << ';') | (1UL << ',') | (1UL << '/') | (1UL << ':') | (1UL << '\n') | (1UL << '\r');

    /// <summary>Finds the values of a cell that has several.</summary>
    /// <param name="key">The cell's key.</param>
    /// <param name="value">The cell.</param>
    /// <param name="parts">Receives the start and the length of each value. Cleared first.</param>
    /// <returns>False for a cell with one value, which is read as a whole. If a part of a number has fewer than 7 digits, the cell is one number, such as
    /// <c>030/1234567</c> or a number with an extension after a semicolon.</returns>
    public static bool TrySplit(SchemaKey key, ReadOnlySpan<char> value, List<(int Start, int Length)> parts)
    {
        parts.Clear();
        return key switch
        {
            SchemaKey.EMAIL => value.IndexOf('@') != value.LastIndexOf('@') && Split(value, parts, static part => part.IndexOf('@') >= 0, isStrict: false),
            SchemaKey.PHONE => value.Length >= MinSeveralPhones && HasSeparator(value) && Split(value, parts, static part => CountDigits(part) >= MinPhoneDigits, isStrict: true),
            _ => false,
        };
    }

    private static bool Split(ReadOnlySpan<char> value, List<(int Start, int Length)> parts, PartPredicate isValue, bool isStrict)
    {
        int start = 0;
        for (int i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && !IsSeparator(value, i))
            {
                continue;
            }

            ReadOnlySpan<char> part = value.Slice(start, i - start);
            if (isValue(part))
            {
                parts.Add((start, part.Length));
            }
            else if (isStrict && !Normalization.TextRules.IsBlank(part))
            {
                return false;
            }

            start = i + 1;
        }

        return parts.Count > 1;
    }

    /// <summary>Returns whether the value can have several parts. Avoids counting digits for most phone numbers.</summary>
    private static bool HasSeparator(ReadOnlySpan<char> value)
    {
        foreach (char c in value)
        {
            if (c < 64 ? ((LowSeparators >> c) & 1) != 0 : c is '|' or >= '\u0600')
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSeparator(ReadOnlySpan<char> value, int i) => value[i]
        is ';' or ',' or '|' or '/' or '\n' or '\r' or '\uFF1B' or '\u3001' or '\u060C'
        || (value[i] == ':' && ((i > 0 && value[i - 1] == ':') || (i + 1 < value.Length && value[i + 1] == ':')));

    private static int CountDigits(ReadOnlySpan<char> part)
    {
        int digits = 0;
        foreach (char c in part)
        {
            digits += Normalization.TextRules.TryReadDigit(c, out _) ? 1 : 0;
        }

        return digits;
    }

    private delegate bool PartPredicate(ReadOnlySpan<char> part);
}
