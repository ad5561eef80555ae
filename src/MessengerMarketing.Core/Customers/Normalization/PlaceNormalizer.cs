using System;
using System.Globalization;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>
/// CT and ZIP. Source: Meta's guide (city: a-z only, no punctuation, special characters or white space; ZIP: lower case, no
/// white space, in the United States the first five digits) and its parameter page (no dash in a ZIP).
/// </summary>
internal static class PlaceNormalizer
{
    private const int UsZipDigits = 5;
    private const int UsZipPlusFourDigits = 9;

    public static RejectReason NormalizeCity(ReadOnlySpan<char> value, CellBuffer output)
    {
        output.Clear();
        if (TextRules.IsUndecodable(value))
        {
            return RejectReason.UndecodableText;
        }

        foreach (char c in value)
        {
            char lower = TextRules.ToLower(TextRules.FoldWidth(c));
            if (lower is >= 'a' and <= 'z')
            {
                output.Append(lower);
            }
        }

        return output.Length > 0 ? RejectReason.None : RejectReason.NothingLeft;
    }

    /// <param name="value">The postal code as it was written.</param>
    /// <param name="country">The person's country, alpha-2 in lower case, or null when it is not known.</param>
    /// <param name="output">Takes the normalised code.</param>
    public static RejectReason NormalizeZip(ReadOnlySpan<char> value, string? country, CellBuffer output)
    {
        output.Clear();
        if (TextRules.IsUndecodable(value))
        {
            return RejectReason.UndecodableText;
        }

        int dash = -1;
        bool digitsOnly = true;
        foreach (char c in value)
        {
            char lower = TextRules.ToLower(TextRules.FoldWidth(c));
            if (TextRules.TryReadDigit(lower, out int digit))
            {
                output.Append((char)('0' + digit));
            }
            else if (char.IsLetter(lower))
            {
                output.Append(lower);
                digitsOnly = false;
            }
            else if (dash < 0 && IsDash(lower))
            {
                dash = output.Length;
            }
        }

        // 12345-6789 is a United States ZIP+4 where no other country is known; without the dash, more digits are one only there.
        bool zipPlusFour = country is null && output.Length == UsZipPlusFourDigits && dash == UsZipDigits;
        if (digitsOnly && (zipPlusFour || (country == "us" && output.Length > UsZipDigits)))
        {
            output.Truncate(UsZipDigits);
        }

        return output.Length > 0 ? RejectReason.None : RejectReason.NothingLeft;
    }

    /// <summary>A hyphen, or one of the dashes that word processors put in its place.</summary>
    private static bool IsDash(char c) => c == '-' || (c >= 0x80 && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation);
}
