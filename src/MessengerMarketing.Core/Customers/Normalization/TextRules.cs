using System;
using System.Globalization;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Rules that several keys share.</summary>
internal static class TextRules
{
    private const char ReplacementCharacter = '\uFFFD';
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>
    /// Finds the part of a value that remains when white space, control and invisible format characters are cut off both ends.
    /// Meta's own helpers trim NUL and vertical tab as well as blanks; exports add byte order marks and zero-width spaces.
    /// </summary>
    public static (int Start, int End) Trim(ReadOnlySpan<char> value)
    {
        int start = 0;
        int end = value.Length;
        while (start < end && IsTrimmed(value[start]))
        {
            start++;
        }

        while (end > start && IsTrimmed(value[end - 1]))
        {
            end--;
        }

        return (start, end);
    }

    /// <summary>Whether the value has nothing but what <see cref="Trim"/> removes.</summary>
    public static bool IsBlank(ReadOnlySpan<char> value)
    {
        foreach (char c in value)
        {
            if (!IsTrimmed(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the text was read in another encoding than it was written in.</summary>
    public static bool IsUndecodable(ReadOnlySpan<char> value) => value.IndexOf(ReplacementCharacter) >= 0;

    /// <summary>
    /// Whether the character is one that no encoding has: the replacement character, or half of a surrogate pair, as where a
    /// text was cut in the middle of an emoji.
    /// </summary>
    public static bool IsUndecodableAt(ReadOnlySpan<char> value, int index)
    {
        char c = value[index];
        return c == ReplacementCharacter
            || (char.IsHighSurrogate(c) && (index + 1 == value.Length || !char.IsLowSurrogate(value[index + 1])))
            || (char.IsLowSurrogate(c) && (index == 0 || !char.IsHighSurrogate(value[index - 1])));
    }

    /// <summary>Whether the character is never seen: a zero-width space, a soft hyphen, a mark for the direction of writing.</summary>
    public static bool IsInvisible(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;

    /// <summary>The letter or digit that a full-width form stands for; any other character as it is.</summary>
    public static char FoldWidth(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - '\uFF01' + '!') : c;

    /// <summary>Lower case by the invariant culture, without a call for the letters that make up most of the input.</summary>
    public static char ToLower(char c)
    {
        if (c < 0x80)
        {
            return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        }

        return char.ToLowerInvariant(c);
    }

    /// <summary>
    /// Lower case of a value that keeps Latin letters only. Meta's own helper writes the dotted capital I of Turkish as an i and a dot
    /// above, and then deletes the dot.
    /// </summary>
    public static char ToLatinLower(char c) => c == '\u0130' ? 'i' : ToLower(FoldWidth(c));

    /// <summary>Reads a digit of any script: ASCII, full-width, Arabic-Indic, Devanagari and so on.</summary>
    public static bool TryReadDigit(char c, out int digit)
    {
        digit = c < 0x80 ? c - '0' : CharUnicodeInfo.GetDecimalDigitValue(c);
        return digit is >= 0 and <= 9;
    }

    /// <summary>White space, control and invisible format characters.</summary>
    public static bool IsTrimmed(char c)
    {
        if (c < 0x80)
        {
            return c is <= ' ' or '\x7F';
        }

        return char.IsWhiteSpace(c)
            || c == ByteOrderMark
            || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control;
    }
}
