using System;
using System.Globalization;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Rules that several keys share.</summary>
internal static class TextRules
{
    private const char ReplacementCharacter = '\uFFFD';
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Finds the part of a value without white space, control characters, and invisible format characters at both ends. Meta's helpers also trim NUL
    /// and vertical tab. Exports can add byte order marks and zero-width spaces.</summary>
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

    /// <summary>Whether the value contains only characters that <see cref="Trim"/> removes.</summary>
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

    /// <summary>Whether the text was read with the wrong encoding.</summary>
    public static bool IsUndecodable(ReadOnlySpan<char> value) => value.IndexOf(ReplacementCharacter) >= 0;

    /// <summary>Whether the character cannot come from valid text: the replacement character, or an unpaired surrogate, for example if a text was cut in the
    /// middle of an emoji.</summary>
    public static bool IsUndecodableAt(ReadOnlySpan<char> value, int index)
    {
        char c = value[index];
        return c == ReplacementCharacter
            || (char.IsHighSurrogate(c) && (index + 1 == value.Length || !char.IsLowSurrogate(value[index + 1])))
            || (char.IsLowSurrogate(c) && (index == 0 || !char.IsHighSurrogate(value[index - 1])));
    }

    /// <summary>Whether the character is invisible: a zero-width space, a soft hyphen, or a directional mark.</summary>
    public static bool IsInvisible(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;

    /// <summary>The letter or digit of a full-width form. Other characters do not change.</summary>
    public static char FoldWidth(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - '\uFF01' + '!') : c;

    /// <summary>Converts to lowercase in the invariant culture, with a fast path for common letters.</summary>
    public static char ToLower(char c)
    {
        if (c < 0x80)
        {
            return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        }

        return char.ToLowerInvariant(c);
    }

    /// <summary>Converts to lowercase for values that keep only Latin letters. Meta's helper converts the Turkish dotted capital I to i with a dot above, and
    /// then deletes the dot.</summary>
    public static char ToLatinLower(char c) => c == '\u0130' ? 'i' : ToLower(FoldWidth(c));

    /// <summary>Reads a digit of any script, for example ASCII, full-width, Arabic-Indic, or Devanagari.</summary>
    public static bool TryReadDigit(char c, out int digit)
    {
        digit = c < 0x80 ? c - '0' : CharUnicodeInfo.GetDecimalDigitValue(c);
        return digit is >= 0 and <= 9;
    }

    /// <summary>Whether the character is white space, a control character, or an invisible format character.</summary>
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
