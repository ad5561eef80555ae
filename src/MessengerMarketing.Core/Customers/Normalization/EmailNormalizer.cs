using System;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>
/// EMAIL: trimmed, lower case. Source: Meta's guide; the trailing dots that go too are trimmed by Meta's own helpers.
/// Dots and plus tags stay: no rule of Meta's folds them. What cannot be an address is refused, because its hash would
/// only spoil the match rate; addresses in other scripts than Latin are taken. Invisible characters go wherever they stand:
/// web pages put them into addresses so that these can be broken, and they are copied along.
/// </summary>
internal static class EmailNormalizer
{
    // The characters that no address contains, one bit each: controls, the blank and " ( ) , : ; < >, then [ \ ] and delete.
    private const ulong ForbiddenLow = ((1UL << (' ' + 1)) - 1) | (1UL << '"') | (1UL << '(') | (1UL << ')') | (1UL << ',') | (1UL << ':') | (1UL << ';') | (1UL << '<') | (1UL << '>');
    private const ulong ForbiddenHigh = (1UL << ('[' - 64)) | (1UL << ('\\' - 64)) | (1UL << (']' - 64)) | (1UL << ('\x7F' - 64));

    public static RejectReason Normalize(ReadOnlySpan<char> value, CellBuffer output)
    {
        output.Clear();
        output.Reserve(value.Length);
        (int start, int end) = TextRules.Trim(value);
        while (end > start && (value[end - 1] == '.' || TextRules.IsTrimmed(value[end - 1])))
        {
            end--;
        }

        char[] chars = output.Chars;
        int length = 0;
        int at = -1;
        int lastDot = -1;
        for (int i = start; i < end; i++)
        {
            char c = value[i];
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                // Nearly all of an address.
                chars[length++] = c;
                continue;
            }

            if (c >= 0x80)
            {
                if (TextRules.IsUndecodableAt(value, i))
                {
                    return RejectReason.UndecodableText;
                }

                if (TextRules.IsInvisible(c))
                {
                    continue;
                }

                c = TextRules.FoldWidth(c);
            }

            c = TextRules.ToLower(c);
            if (c == '@')
            {
                if (at >= 0)
                {
                    return RejectReason.NotAnEmailAddress;
                }

                at = length;
            }
            else if (c == '.')
            {
                if (lastDot == length - 1 && at >= 0)
                {
                    return RejectReason.NotAnEmailAddress;
                }

                lastDot = length;
            }
            else if (at < 0 ? IsForbidden(c) : !IsOfDomain(c))
            {
                return RejectReason.NotAnEmailAddress;
            }

            chars[length++] = c;
        }

        // At least one character before the @, and a dot inside the domain with one on either side.
        output.SetLength(length);
        bool plausible = at > 0 && lastDot > at + 1 && lastDot < length - 1 && chars[at + 1] != '.';
        return plausible ? RejectReason.None : RejectReason.NotAnEmailAddress;
    }

    private static bool IsForbidden(char c) => c switch
    {
        < (char)64 => ((ForbiddenLow >> c) & 1) != 0,
        < (char)128 => ((ForbiddenHigh >> (c - 64)) & 1) != 0,
        _ => char.IsWhiteSpace(c) || char.IsControl(c),
    };

    /// <summary>Letters, digits and hyphens; of other scripts whatever is no blank.</summary>
    private static bool IsOfDomain(char c)
        => c < 0x80 ? c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' : !IsForbidden(c);
}
