using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>A reading of the digits in a buffer as calling code and national number.</summary>
internal readonly struct InternationalNumber
{
    // The shortest mobile numbers of the plans in which a number can be read both ways.
    private const int MinMobileDigits = 8;

    // Seven digits are a local number that lacks its area code, even where they could be one of Saint Helena's.
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

    /// <summary>The plan of the calling code; null when no country has it.</summary>
    internal NumberingPlan? Plan { get; }

    /// <summary>Reads the digits from <paramref name="start"/> on.</summary>
    internal static InternationalNumber At(CellBuffer digits, int start) =>
        NumberingPlans.TryGetByCallingCode(digits.Chars, start, digits.Length - start, out NumberingPlan? plan)
            ? new(plan, digits, start)
            : new(plan: null, digits, start);

    /// <summary>Whether the digits after the calling code are a number of its plan.</summary>
    internal bool Fits(CellBuffer digits) => Plan is not null && _national.Fits(Plan, digits);

    /// <summary>Makes <paramref name="digits"/> this number, without trunk prefix unless told to keep it.</summary>
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

    /// <summary>
    /// Whether digits without any mark of an international number are one all the same: they make no number of
    /// <paramref name="country"/> and a complete one of the plan whose calling code they begin with, or they begin with the
    /// country's own calling code and make no better national number.
    /// </summary>
    /// <param name="country">The country the number is taken to be from.</param>
    /// <param name="digits">The digits.</param>
    /// <param name="national">Their reading as a national number.</param>
    /// <param name="firstGroup">How many digits stand before the first space or symbol.</param>
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

        // Sweden's 468 123 456 is a number of Ljungby without its zero, 46 8 12 34 56 one of Stockholm.
        if (firstGroup == country.CallingCode.Length && firstGroup < digits.Length && international.Fits(digits))
        {
            return true;
        }

        // Germany, Finland, Indonesia and Kosovo have national numbers so long that 49 151… could be one. It would lack
        // its trunk prefix and be a rare one, while lists are full of mobile numbers that lost their plus sign.
        return international._national.Length >= MinMobileDigits
            && international._national.FitsMobile(country, digits)
            && !national.FitsMobile(country, digits);
    }
}
