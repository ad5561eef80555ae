using System;
using MessengerMarketing.Customers.Numbering;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Normalizes PHONE: only digits, with the calling code and without leading zeros. Meta's guide requires that symbols, letters, and leading zeros are
/// removed and that the calling code comes first. The example on the marketing messages page also removes the trunk zero after the calling code. Thread-safe,
/// because the class has no state.</summary>
internal static class PhoneNumberNormalizer
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    /// <summary>Normalizes a phone number. Never throws because of the content of a cell.</summary>
    /// <param name="value">The cell: <c>(+84) 091-2345678</c>, <c>0084…</c>, <c>(650)555-1212</c>, in the digits of any script, with or without an
    /// extension.</param>
    /// <param name="country">The country of numbers without a calling code, or null. If it is null, such a number is rejected, unless its digits are a complete
    /// number of the numbering plan whose calling code they begin with.</param>
    /// <param name="keepTrunkZero">Keeps a trunk prefix between calling code and number, like other uploaders: <c>840912345678</c>. The trunk prefix at the
    /// start of a number without a calling code is always removed.</param>
    /// <param name="output">Receives the number. It is cleared first, and empty if the cell is rejected.</param>
    /// <returns><see cref="RejectReason.None"/>, <see cref="RejectReason.TooFewDigits"/> under 7 digits, <see cref="RejectReason.TooManyDigits"/> over 15,
    /// <see cref="RejectReason.RoundedNumber"/>, or <see cref="RejectReason.NoCallingCode"/>. A number that has a calling code but fits no numbering plan is
    /// not rejected.</returns>
    public static RejectReason Normalize(ReadOnlySpan<char> value, NumberingPlan? country, bool keepTrunkZero, CellBuffer output)
    {
        if (output is null)
        {
            throw new ArgumentNullException(nameof(output));
        }

        RejectReason reason = DigitReader.Read(value, output, out bool hasPlus);
        bool hasCallingCode = true;
        if (reason == RejectReason.None)
        {
            if (!TryWriteInternational(value, output, hasPlus, country, keepTrunkZero))
            {
                if (country is null)
                {
                    hasCallingCode = TryWriteWithoutCountry(value, output, keepTrunkZero);
                }
                else
                {
                    WriteNational(value, output, country, keepTrunkZero);
                }
            }

            reason = output.Length < MinDigits ? RejectReason.TooFewDigits
                : output.Length > MaxDigits ? RejectReason.TooManyDigits
                : hasCallingCode ? RejectReason.None
                : RejectReason.NoCallingCode;
        }

        if (reason != RejectReason.None)
        {
            output.Clear();
        }

        return reason;
    }

    /// <summary>Writes a number that is marked as international by a plus sign, 00, or the international prefix of the country.</summary>
    private static bool TryWriteInternational(
        ReadOnlySpan<char> value, CellBuffer output, bool hasPlus, NumberingPlan? country, bool keepTrunkZero)
    {
        int zeros = NationalNumber.ZerosAt(output, 0);
        bool isMarked = hasPlus || zeros >= 2;
        InternationalNumber afterZeros = isMarked ? InternationalNumber.At(output, zeros) : default;
        if (country is not null)
        {
            bool fits = afterZeros.Fits(output);
            if (hasPlus && !fits && zeros == 1 && FitsNationally(output, country))
            {
                // No calling code begins with a zero, so the plus sign precedes a national number.
                return false;
            }

            // Carrier prefixes are not used for domestic numbers, so 0055… in Brazil is 00 and 55, not the carrier prefix 0055.
            bool isHome = fits && afterZeros.Plan!.CallingCode == country.CallingCode;
            bool isPlain = fits && !hasPlus && zeros == 2 && IsPlainPrefix(value, output, country);
            if (!hasPlus && !isHome && !isPlain && TryWriteAfterPrefix(output, country, isMarked, keepTrunkZero))
            {
                return true;
            }
        }

        if (isMarked)
        {
            afterZeros.WriteTo(output, keepTrunkZero);
        }

        return isMarked;
    }

    /// <summary>Whether a leading 00 is the complete international prefix, although the country has longer ones. Hong Kong uses 00, 001, and 009: 00 1 201… is
    /// a number in the United States, and 001 20 1… a number in Egypt. Without a space, 00 is the better guess if the country uses it, because 00 is common in
    /// lists of all countries.</summary>
    private static bool IsPlainPrefix(ReadOnlySpan<char> value, CellBuffer output, NumberingPlan country)
    {
        int group = DigitReader.FirstGroupLength(value);
        return group == 2 || (country.IsInternationalPrefix(output.Chars, 2) && !country.IsInternationalPrefix(output.Chars, group));
    }

    private static bool TryWriteAfterPrefix(CellBuffer output, NumberingPlan country, bool isMarked, bool keepTrunkZero)
    {
        int prefix = country.InternationalPrefixLength(output.Chars, output.Length);
        if (prefix == 0)
        {
            return false;
        }

        // 00852 begins with Hong Kong's prefix 008, and a Japanese number can begin with 010, so the rest must be a complete number.
        var number = InternationalNumber.At(output, prefix);
        if (!number.Fits(output) && (isMarked || number.Plan is null || FitsNationally(output, country)))
        {
            return false;
        }

        number.WriteTo(output, keepTrunkZero);
        return true;
    }

    private static bool FitsNationally(CellBuffer output, NumberingPlan country) =>
        NationalNumber.WithoutTrunkPrefix(country, output, 0).Fits(country, output);

    private static void WriteNational(ReadOnlySpan<char> value, CellBuffer output, NumberingPlan country, bool keepTrunkZero)
    {
        var national = NationalNumber.WithoutTrunkPrefix(country, output, 0);
        if (InternationalNumber.TryReadUnmarked(country, output, national, DigitReader.FirstGroupLength(value), out InternationalNumber international))
        {
            international.WriteTo(output, keepTrunkZero);
        }
        else
        {
            national.WriteTo(output, country.CallingCode);
        }
    }

    /// <summary>Writes a number that is complete in the numbering plan of the calling code that it begins with. Any other number has no calling code. Nor does
    /// a number in groups of three, three, and four digits: <c>(514) 555-0123</c> is a number in Montreal, not in Peru.</summary>
    private static bool TryWriteWithoutCountry(ReadOnlySpan<char> value, CellBuffer output, bool keepTrunkZero)
    {
        int zeros = NationalNumber.ZerosAt(output, 0);
        var international = InternationalNumber.At(output, zeros);
        if (zeros == 0 && international.Fits(output) && !IsNorthAmericanGrouping(value))
        {
            international.WriteTo(output, keepTrunkZero);
            return true;
        }

        output.RemoveStart(zeros);
        return false;
    }

    /// <summary>Whether the digits are in groups of three, three, and four, separated by any symbols.</summary>
    private static bool IsNorthAmericanGrouping(ReadOnlySpan<char> value)
    {
        int digits = 0;
        bool isApart = false;
        for (int i = 0; i < value.Length; i++)
        {
            if (!TextRules.TryReadDigit(value[i], out _))
            {
                isApart = true;
                continue;
            }

            bool beginsGroup = digits is 3 or 6;
            if (digits > 0 && isApart != beginsGroup)
            {
                return false;
            }

            isApart = false;
            digits++;
        }

        return digits == 10;
    }
}
