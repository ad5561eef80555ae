using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>The digits in a buffer, read as a calling code and a national number.</summary>
internal readonly struct InternationalNumber
{
    // The shortest mobile numbers in plans where a number can be read in both ways.
    private const int MinMobileDigits = 8;

    // Seven digits are a local number without its area code, even if they could be a number in Saint Helena.
    private const int MinUnmarkedDigits = 8;

    private readonly int _start;
    private readonly int _nationalStart;
    private readonly NationalNumber _national;

    private InternationalNumber(NumberingPlan? plan, CellBuffer digits, int start)
    {
        Plan = plan;
        _start = start;
        if (plan is not null)
        {
            _nationalStart = start + plan.CallingCode.Length;
            _national = NationalNumber.WithoutTrunkPrefix(plan, digits, _nationalStart);
        }
    }

    /// <summary>The plan of the calling code, or null if no country has it.</summary>
    internal NumberingPlan? Plan { get; }

    /// <summary>Reads the digits from <paramref name="start"/> on.</summary>
    internal static InternationalNumber At(CellBuffer digits, int start) =>
        NumberingPlans.TryGetByCallingCode(digits.Chars, start, digits.Length - start, out NumberingPlan? plan)
            ? new(plan, digits, start)
            : new(plan: null, digits, start);

    /// <summary>Returns whether the digits after the calling code are a number of its plan.</summary>
    internal bool Fits(CellBuffer digits) => Plan is not null && _national.Fits(Plan, digits);

    /// <summary>Makes <paramref name="digits"/> this number, without its trunk prefix unless it must be kept.</summary>
    internal void WriteTo(CellBuffer digits, bool keepTrunkZero)
    {
        if (Plan is null)
        {
            digits.RemoveStart(_start);
        }
        else if (keepTrunkZero)
        {
            NationalNumber.AsWritten(digits, _nationalStart).WriteTo(digits, Plan.CallingCode);
        }
        else
        {
            _national.WriteTo(digits, Plan.CallingCode);
        }
    }

    /// <summary>Returns whether digits without a plus sign are an international number: they are not a number of <paramref name="country"/>, but a complete
    /// number of the plan whose calling code they begin with, or they begin with the calling code of the country and are not a better national
    /// number.</summary>
    /// <param name="country">The assumed country of the number.</param>
    /// <param name="digits">The digits.</param>
    /// <param name="national">Their reading as a national number.</param>
    /// <param name="firstGroup">Number of digits before the first space or symbol.</param>
    /// <param name="international">Their reading as an international number.</param>
    internal static bool TryReadUnmarked(
        NumberingPlan country, CellBuffer digits, NationalNumber national, int firstGroup, out InternationalNumber international)
    {
        if (!NationalNumber.StartsWith(digits, 0, country.CallingCode))
        {
            international = default;
            if (digits.Length < MinUnmarkedDigits || national.Fits(country, digits))
            {
                return false;
            }

            international = At(digits, 0);
            return international.Fits(digits);
        }

        international = new InternationalNumber(country, digits, 0);
        if (!national.Fits(country, digits))
        {
            return country.IsTooLong(national.Length) || international.Fits(digits);
        }

        // In Sweden, 468 123 456 is a number in Ljungby without its zero, and 46 8 12 34 56 is a number in Stockholm.
        if (firstGroup == country.CallingCode.Length && firstGroup < digits.Length && international.Fits(digits))
        {
            return true;
        }

        // In Germany, Finland, Indonesia, and Kosovo, national numbers are so long that 49 151… could be one. But it would lack its trunk prefix and be rare,
        // while mobile numbers without a plus sign are common in lists.
        return international._national.Length >= MinMobileDigits
            && international._national.FitsMobile(country, digits)
            && !national.FitsMobile(country, digits);
    }
}
