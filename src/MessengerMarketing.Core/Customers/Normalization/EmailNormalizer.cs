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
    public static RejectReason Normalize(ReadOnlySpan<char> value, CellBuffer output)
    {
        output.Clear();
        output.Reserve(value.Length);
        (int start, int end) = TextRules.Trim(value);
        while (end > start && (value[end - 1] == '.' || TextRules.IsTrimmed(value[end - 1])))
        {
            end--;
        }

        int at = -1;
        int lastDot = -1;
        for (int i = start; i < end; i++)
        {
            char c = value[i];
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

                at = output.Length;
            }
            else if (c == '.')
            {
                if (lastDot == output.Length - 1 && at >= 0)
                {
                    return RejectReason.NotAnEmailAddress;
                }

                lastDot = output.Length;
            }
            else if (at < 0 ? IsForbidden(c) : !IsOfDomain(c))
            {
                return RejectReason.NotAnEmailAddress;
            }

            output.Append(c);
        }

        // At least one character before the @, and a dot inside the domain with one on either side.
        bool plausible = at > 0 && lastDot > at + 1 && lastDot < output.Length - 1 && output[at + 1] != '.';
        return plausible ? RejectReason.None : RejectReason.NotAnEmailAddress;
    }

    private static bool IsForbidden(char c)
        => c is <= ' ' or ',' or ';' or ':' or '<' or '>' or '(' or ')' or '[' or ']' or '"' or '\\' or '\x7F'
            || (c > 0x7F && (char.IsWhiteSpace(c) || char.IsControl(c)));

    /// <summary>Letters, digits and hyphens; of other scripts whatever is no blank.</summary>
    private static bool IsOfDomain(char c)
        => c < 0x80 ? c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' : !IsForbidden(c);
}
