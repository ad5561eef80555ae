using System;
using System.Globalization;
using System.Text;
using MessengerMarketing.Text;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Normalizes FN, LN, and FI: lowercase letters of all scripts with their marks. Source: Meta's guide ("only FN and LN support special characters and
/// non-Roman alphabets") and the examples on its parameter page (<c>Valéry</c> → <c>valéry</c>, <c>정</c> → <c>정</c>). Removes white space, digits, and
/// punctuation.</summary>
internal static class NameNormalizer
{
    private const char CapitalIWithDot = '\u0130';
    private const char FirstCombiningMark = '\u0300';
    private const char LastCommonMark = '\u036F';

    // No writing system has more marks on one letter. The time to sort marks grows with the square of their number. Source: Unicode Standard Annex 15,
    // stream-safe text.
    private const int MaxMarks = 30;

    private const char FirstVietnameseLetter = '\u1EA0';
    private const char LastVietnameseLetter = '\u1EF9';
    private const char CombiningDotAbove = '\u0307';
    private const char CapitalSigma = '\u03A3';
    private const char FinalSigma = '\u03C2';

    public static RejectReason Normalize(ReadOnlySpan<char> value, CellBuffer output)
    {
        output.Clear();
        output.Reserve(value.Length);
        char[] chars = output.Chars;
        int length = 0;
        foreach (char c in value)
        {
            if (c >= 0x80)
            {
                return NormalizeUnicode(value, output);
            }

            char lower = (char)(c | 0x20);
            if (lower is >= 'a' and <= 'z')
            {
                chars[length++] = lower;
            }
        }

        output.SetLength(length);
        return length > 0 ? RejectReason.None : RejectReason.NothingLeft;
    }

    /// <summary>The first letter of the normalized name, as one code point.</summary>
    public static RejectReason NormalizeInitial(ReadOnlySpan<char> value, CellBuffer output)
    {
        RejectReason reason = Normalize(value, output);
        if (reason == RejectReason.None)
        {
            output.Truncate(char.IsHighSurrogate(output[0]) ? 2 : 1);
        }

        return reason;
    }

    private static RejectReason NormalizeUnicode(ReadOnlySpan<char> value, CellBuffer output)
    {
        if (TextRules.IsUndecodable(value))
        {
            return RejectReason.UndecodableText;
        }

        // A name can contain composed letters or letters with marks, but only one form can match.
        ReadOnlySpan<char> text = IsComposed(value) ? value : Compose(value.ToString()).AsSpan();
        bool isRearranged = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = TextRules.FoldWidth(text[i]);
            if (c < 0x80 && (char)(c | 0x20) is >= 'a' and <= 'z' and var letter)
            {
                output.Append(letter);
            }
            else if (c == CapitalIWithDot)
            {
                // Full case mapping, as in Meta's JavaScript normalizer. char.ToLowerInvariant does not change the letter.
                output.Append('i');
                output.Append(CombiningDotAbove);
                isRearranged = true;
            }
            else if (c == CapitalSigma && EndsWord(text, i))
            {
                output.Append(FinalSigma);
            }
            else if (char.IsHighSurrogate(c))
            {
                if (i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                {
                    string pair = text.Slice(i, 2).ToString();
                    if (IsLetterOrMark(CharUnicodeInfo.GetUnicodeCategory(pair, 0)) && !IsSupplementarySelector(pair))
                    {
                        output.Append(pair.ToLowerInvariant());
                    }
                    else
                    {
                        isRearranged = true;
                    }

                    i++;
                }
            }
            else if (IsLetterOrMark(CharUnicodeInfo.GetUnicodeCategory(c)) && !IsIgnorable(c))
            {
                output.Append(TextRules.ToLower(c));

                // Some lowercase letters have a composed form with the mark although the capital has none: J and a caron become one letter in lowercase.
                isRearranged |= c is >= FirstCombiningMark and <= LastCommonMark;
            }
            else
            {
                isRearranged = true;
            }
        }

        // A mark can now follow a different letter and form a composed letter with it.
        if (isRearranged && !IsComposed(output.Chars.AsSpan(0, output.Length)))
        {
            string composed = Compose(output.ToString());
            output.Clear();
            output.Append(composed);
        }

        return output.Length > 0 ? RejectReason.None : RejectReason.NothingLeft;
    }

    /// <summary>Whether the index is at the end of a word. Full case mapping converts a capital sigma there to a final sigma.</summary>
    private static bool EndsWord(ReadOnlySpan<char> text, int index)
        => index > 0 && char.IsLetter(text[index - 1]) && (index + 1 == text.Length || !char.IsLetter(text[index + 1]));

    /// <summary>Whether the character is an invisible mark: a variation selector (often left from an emoji) or the grapheme joiner.</summary>
    private static bool IsIgnorable(char c)
        => c is (>= '\uFE00' and <= '\uFE0F') or (>= '\u180B' and <= '\u180F') or '\u034F';

    /// <summary>Whether the pair is a supplementary variation selector (U+E0100 to U+E01EF), which distinguishes forms of a Chinese character.</summary>
    private static bool IsSupplementarySelector(string pair)
        => char.ConvertToUtf32(pair, 0) is >= 0xE0100 and <= 0xE01EF;

    /// <summary>Whether the text contains only characters that are never combined or replaced by normalization: all characters before the first combining mark,
    /// and the Latin letters of Vietnamese. Most names can therefore skip the normalization of the platform, which takes longer than all other rules
    /// together.</summary>
    private static bool IsComposed(ReadOnlySpan<char> value)
    {
        foreach (char c in value)
        {
            if (c is >= FirstCombiningMark and not (>= FirstVietnameseLetter and <= LastVietnameseLetter))
            {
                return false;
            }
        }

        return true;
    }

    private static string Compose(string value) => WithoutExcess(value).Normalize(NormalizationForm.FormC);

    /// <summary>Removes marks after the thirtieth on a letter, and characters that cause Normalize to throw: unpaired surrogates and noncharacters.</summary>
    private static string WithoutExcess(string value)
    {
        var text = new StringBuilder(value.Length);
        int marks = 0;
        for (int i = 0; i < value.Length; i++)
        {
            if (UnicodeText.IsInvalid(value, i))
            {
                continue;
            }

            bool isPair = char.IsHighSurrogate(value[i]);
            bool isMark = CharUnicodeInfo.GetUnicodeCategory(value, i) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
            marks = isMark ? marks + 1 : 0;
            if (marks <= MaxMarks)
            {
                text.Append(value, i, isPair ? 2 : 1);
            }

            i += isPair ? 1 : 0;
        }

        return text.ToString();
    }

    private static bool IsLetterOrMark(UnicodeCategory category) => category
        is UnicodeCategory.LowercaseLetter
        or UnicodeCategory.UppercaseLetter
        or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark;
}
