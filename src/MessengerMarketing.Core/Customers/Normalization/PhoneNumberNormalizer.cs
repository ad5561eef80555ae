using System;
using MessengerMarketing.Customers.Numbering;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>
/// Normalises PHONE: digits only, calling code first, no leading zero. Meta's guide asks for symbols, letters and leading
/// zeros to be removed and for the country's calling code to be put in front; the marketing-messages page's example drops
/// the trunk zero behind the calling code too. Holds no state: one call may run on any number of threads.
/// </summary>
public static class PhoneNumberNormalizer
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    /// <summary>Normalises one phone number. Never throws on a cell's content.</summary>
    /// <param name="value">
    /// The cell: <c>(+84) 091-2345678</c>, <c>0084…</c>, <c>(650)555-1212</c>, in any script's digits, with or without an extension.
    /// </param>
    /// <param name="country">
    /// Country of numbers written without calling code; null when there is none, and such numbers only lose their leading zeros.
    /// </param>
    /// <param name="keepTrunkZero">
    /// Keeps a trunk prefix that stands between calling code and number, as other uploaders do: <c>840912345678</c>. The trunk
    /// prefix of a number written without calling code leads it, and goes in any case.
    /// </param>
    /// <param name="output">Receives the number; cleared first, and empty on rejection.</param>
    /// <param name="lacksCallingCode">
    /// Whether the result most likely has no calling code: there was no country to take it from, and the number has a single
    /// leading zero or is no international number of any plan.
    /// </param>
    /// <returns>
    /// <see cref="RejectReason.None"/>, <see cref="RejectReason.TooFewDigits"/> under 7 digits,
    /// <see cref="RejectReason.TooManyDigits"/> over 15, or <see cref="RejectReason.RoundedNumber"/>. A number that fits no plan is not rejected.
    /// </returns>
    public static RejectReason Normalize(
        ReadOnlySpan<char> value, NumberingPlan? country, bool keepTrunkZero, CellBuffer output, out bool lacksCallingCode)
    {
        if (output is null)
        {
            throw new ArgumentNullException(nameof(output));
        }

        lacksCallingCode = false;
        RejectReason reason = DigitReader.Read(value, output, out bool hasPlus);
        if (reason == RejectReason.None)
        {
            if (!TryWriteInternational(output, hasPlus, country, keepTrunkZero))
            {
                if (country is null)
                {
                    lacksCallingCode = WriteWithoutCountry(output);
                }
                else
                {
                    WriteNational(output, country, keepTrunkZero);
                }
            }

            reason = output.Length < MinDigits ? RejectReason.TooFewDigits
                : output.Length > MaxDigits ? RejectReason.TooManyDigits
                : RejectReason.None;
        }

        if (reason != RejectReason.None)
        {
            output.Clear();
            lacksCallingCode = false;
        }

        return reason;
    }

    /// <summary>Writes a number that says it is international: by a plus sign, by 00, or by the country's own international prefix.</summary>
    private static bool TryWriteInternational(CellBuffer output, bool hasPlus, NumberingPlan? country, bool keepTrunkZero)
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
            if (!hasPlus && !isHome && TryWriteAfterPrefix(output, country, isMarked, keepTrunkZero))
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

    private static void WriteNational(CellBuffer output, NumberingPlan country, bool keepTrunkZero)
    {
        NationalNumber national = NationalNumber.WithoutTrunkPrefix(country, output, 0);
        if (InternationalNumber.TryReadUnmarked(country, output, national, out InternationalNumber international))
        {
            international.WriteTo(output, keepTrunkZero);
        }
        else
        {
            national.WriteTo(output, country.CallingCode);
        }
    }

    /// <summary>The guide to the letter: only leading zeros go. Answers whether the number lacks its calling code.</summary>
    private static bool WriteWithoutCountry(CellBuffer output)
    {
        int zeros = NationalNumber.ZerosAt(output, 0);
        output.RemoveStart(zeros);
        return zeros > 0 || !InternationalNumber.At(output, 0).Fits(output);
    }
}
