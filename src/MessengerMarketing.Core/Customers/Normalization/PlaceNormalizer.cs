using System;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Normalizes CT and ZIP. Source: Meta's guide (city: only a-z, without punctuation, special characters, and white space; ZIP: lowercase, without
/// white space, in the United States the first five digits) and its parameter page (no dash in a ZIP).</summary>
internal static class PlaceNormalizer
{
    private const int UsZipDigits = 5;
    private const int UsZipPlusFourDigits = 9;
    private const int PlusFourDigits = 4;

    // A spreadsheet removes leading zeros. More than two are rare, so a shorter number has a different cause.
    private const int MaxLostZeros = 2;

    /// <summary>The number of digits in countries whose postal codes all have the same length and can begin with a zero. Source: Unicode CLDR 26 and the postal
    /// operators.</summary>
    private static readonly Dictionary<string, int> CodeLengths = Build(
        "us:5 pr:5 gu:5 vi:5 as:5 mp:5 de:5 fr:5 es:5 it:5 mx:5 fi:5 tr:5 sk:5 ua:5 my:5 dz:5 kr:5 jp:7 sg:6 ro:6 cn:6 au:4 za:4 nz:4 no:4 re:5 gp:5 mq:5 gf:5 yt:5");

    public static RejectReason NormalizeCity(ReadOnlySpan<char> value, CellBuffer output)
    {
        output.Clear();
        if (TextRules.IsUndecodable(value))
        {
            return RejectReason.UndecodableText;
        }

        foreach (char c in value)
        {
            char lower = TextRules.ToLatinLower(c);
            if (lower is >= 'a' and <= 'z')
            {
                output.Append(lower);
            }
        }

        return output.Length > 0 ? RejectReason.None : RejectReason.NothingLeft;
    }

    /// <param name="value">The original postal code.</param>
    /// <param name="country">The person's country as a lowercase alpha-2 code, or null if it is unknown.</param>
    /// <param name="output">Receives the normalized code.</param>
    /// <param name="repair">The repair of the cell.</param>
    public static RejectReason NormalizeZip(ReadOnlySpan<char> value, string? country, CellBuffer output, out CellRepair repair)
    {
        output.Clear();
        repair = CellRepair.None;
        if (CellSyntax.HasZeroFraction(value, out ReadOnlySpan<char> whole))
        {
            value = whole;
            repair = CellRepair.DecimalPlaces;
        }

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

        if (digitsOnly && country is not null && CodeLengths.TryGetValue(country, out int length))
        {
            bool isUnitedStates = length == UsZipDigits && country is "us" or "pr" or "gu" or "vi" or "as" or "mp";
            bool isPlusFour = isUnitedStates && ((dash > 0 && output.Length - dash == PlusFourDigits) || output.Length > UsZipDigits + 1);
            if (RestoreZeros(output, isPlusFour ? UsZipPlusFourDigits : length))
            {
                repair = CellRepair.LeadingZero;
            }

            if (isUnitedStates && output.Length > UsZipDigits)
            {
                output.Truncate(UsZipDigits);
            }
        }

        // 12345-6789 is a ZIP+4 code of the United States if the country is unknown. Without the dash, the country must be the United States.
        if (digitsOnly && country is null && output.Length == UsZipPlusFourDigits && dash == UsZipDigits)
        {
            output.Truncate(UsZipDigits);
        }

        return output.Length > 0 ? RejectReason.None : RejectReason.NothingLeft;
    }

    /// <summary>Restores missing leading zeros. Returns false if none or too many are missing.</summary>
    private static bool RestoreZeros(CellBuffer digits, int length)
    {
        int lost = length - digits.Length;
        if (lost is < 1 or > MaxLostZeros)
        {
            return false;
        }

        digits.InsertStart('0', lost);
        return true;
    }

    private static Dictionary<string, int> Build(string lengths)
    {
        var byCountry = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string entry in lengths.Split(' '))
        {
            byCountry.Add(entry.Substring(0, 2), entry[3] - '0');
        }

        return byCountry;
    }

    /// <summary>Whether the character is a hyphen or a dash that word processors use instead.</summary>
    private static bool IsDash(char c) => c == '-' || (c >= 0x80 && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation);
}
