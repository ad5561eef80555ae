using System;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Normalizes EMAIL: trims it and converts it to lowercase. Source: Meta's guide. Like Meta's helpers, it also removes trailing dots. It keeps other
/// dots and plus tags, because Meta has no rule that removes them. It rejects values that cannot be addresses, because their hashes would lower the match rate,
/// and accepts addresses in all scripts. It removes all invisible characters, which web pages add to addresses for line breaks.</summary>
internal static class EmailNormalizer
{
    // One bit per character that no address contains: control characters, the space, and " ( ) , : ; < >, then [ \ ] and delete.
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
                // Nearly all characters of an address.
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

        // At least one character before the @, and a dot inside the domain with a character on each side.
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

    /// <summary>Letters, digits, hyphens, and all non-ASCII characters that are not white space.</summary>
    private static bool IsOfDomain(char c)
        => c < 0x80 ? c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' : !IsForbidden(c);
}
