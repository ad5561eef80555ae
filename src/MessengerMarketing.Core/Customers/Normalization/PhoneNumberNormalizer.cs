using System;
using MessengerMarketing.Customers.Numbering;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>
/// Normalizes PHONE: digits only, calling code first, no leading zero. Meta's guide asks for symbols, letters and leading
/// zeros to be removed and for the country's calling code to be put in front; the marketing-messages page's example drops
/// the trunk zero behind the calling code too. Holds no state: one call may run on any number of threads.
/// </summary>
internal static class PhoneNumberNormalizer
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    /// <summary>Normalizes one phone number. Never throws on a cell's content.</summary>
    /// <param name="value">
    /// The cell: <c>(+84) 091-2345678</c>, <c>0084…</c>, <c>(650)555-1212</c>, in any script's digits, with or without an extension.
    /// </param>
    /// <param name="country">
    /// Country of numbers written without calling code; null when there is none. Such a number is then rejected, unless all of
    /// its digits are a complete number of the plan whose calling code they begin with.
    /// </param>
    /// <param name="keepTrunkZero">
    /// Keeps a trunk prefix that stands between calling code and number, as other uploaders do: <c>840912345678</c>. The trunk
    /// prefix of a number written without calling code leads it, and is dropped in any case.
    /// </param>
    /// <param name="output">Receives the number; cleared first, and empty on rejection.</param>
    /// <returns>
    /// <see cref="RejectReason.None"/>, <see cref="RejectReason.TooFewDigits"/> under 7 digits,
    /// <see cref="RejectReason.TooManyDigits"/> over 15, <see cref="RejectReason.RoundedNumber"/>, or
    /// <see cref="RejectReason.NoCallingCode"/>. A number that has a calling code but fits no plan is not rejected.
    /// </returns>
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

    /// <summary>Writes a number that says it is international: by a plus sign, by 00, or by the country's own international prefix.</summary>
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
                // No calling code begins with a zero: the plus sign was put before a national number.
                return false;
            }

            // Nobody dials home through a carrier, so Brazil's 0055… is 00 and 55, not the carrier prefix 0055.
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

    /// <summary>
    /// Whether the 00 that a number begins with is the whole international prefix, although the country has longer ones. Hong
    /// Kong dials 00, 001 and 009: 00 1 201… is a call to the United States, and 001 20 1… one to Egypt. Without a space
    /// behind either, 00 is the better guess where the country dials it, because lists of every country write it.
    /// </summary>
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

        // Hong Kong's prefix 008 also begins 00852, and a Japanese number may begin like 010: the rest must be a number.
        InternationalNumber number = InternationalNumber.At(output, prefix);
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
        NationalNumber national = NationalNumber.WithoutTrunkPrefix(country, output, 0);
        if (InternationalNumber.TryReadUnmarked(country, output, national, DigitReader.FirstGroupLength(value), out InternationalNumber international))
        {
            international.WriteTo(output, keepTrunkZero);
        }
        else
        {
            national.WriteTo(output, country.CallingCode);
        }
    }

    /// <summary>
    /// Writes a number that is complete in the plan of the calling code it begins with. Any other number lacks its calling
    /// code; so does one in groups of three, three and four digits: <c>(514) 555-0123</c> is a number of Montreal, not of Peru.
    /// </summary>
    private static bool TryWriteWithoutCountry(ReadOnlySpan<char> value, CellBuffer output, bool keepTrunkZero)
    {
        int zeros = NationalNumber.ZerosAt(output, 0);
        InternationalNumber international = InternationalNumber.At(output, zeros);
        if (zeros == 0 && international.Fits(output) && !IsNorthAmericanGrouping(value))
        {
            international.WriteTo(output, keepTrunkZero);
            return true;
        }

        output.RemoveStart(zeros);
        return false;
    }

    /// <summary>Whether the digits come in groups of three, three and four, with whatever symbols between them.</summary>
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
