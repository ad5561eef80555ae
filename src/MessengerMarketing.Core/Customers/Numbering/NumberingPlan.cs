using System.Threading;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>
/// How one country writes its phone numbers: calling code, trunk prefix, and which national numbers there are.
/// Immutable; patterns are compiled when first needed. Source: libphonenumber's metadata (see tools/numbering-plans).
/// </summary>
internal sealed class NumberingPlan
{
    private readonly string _internationalPrefixPattern;
    private readonly string _numberPattern;
    private readonly string _mobilePattern;
    private readonly int _possibleLengths;
    private DigitPattern? _number;
    private DigitPattern? _mobile;
    private DigitPattern? _internationalPrefix;
    private TrunkPrefixPattern? _prefixPattern;
    private int _canStartWithZero;

    internal NumberingPlan(
        string countryCode,
        string callingCode,
        bool isMainCountry,
        string internationalPrefixPattern,
        string trunkPrefix,
        string prefixPattern,
        string prefixRule,
        string numberPattern,
        string mobilePattern,
        int possibleLengths)
    {
        CountryCode = countryCode;
        CallingCode = callingCode;
        IsMainCountry = isMainCountry;
        _internationalPrefixPattern = internationalPrefixPattern;
        TrunkPrefix = trunkPrefix;
        PrefixPatternText = prefixPattern;
        PrefixRule = prefixRule;
        _numberPattern = numberPattern;
        _mobilePattern = mobilePattern;
        _possibleLengths = possibleLengths;
    }

    /// <summary>ISO 3166-1 alpha-2 code, upper case; <c>001</c> for a calling code that belongs to no country.</summary>
    public string CountryCode { get; }

    /// <summary>Country calling code, one to three digits, without a plus sign.</summary>
    public string CallingCode { get; }

    /// <summary>
    /// Digits dialled before a number inside the country and dropped after its calling code, mostly <c>0</c>; empty where
    /// there are none. Italy's zero is not one: it belongs to the number.
    /// </summary>
    public string TrunkPrefix { get; }

    /// <summary>Whether this plan speaks for all countries that share its calling code.</summary>
    public bool IsMainCountry { get; }

    /// <summary>The pattern of prefixes to drop, where it is more than <see cref="TrunkPrefix"/>; else empty.</summary>
    internal string PrefixPatternText { get; }

    /// <summary>What the digits the prefix pattern captured are rewritten to; empty where nothing is rewritten.</summary>
    internal string PrefixRule { get; }

    /// <summary>The pattern of prefixes to drop, or null where there is only <see cref="TrunkPrefix"/>.</summary>
    internal TrunkPrefixPattern? PrefixPattern
    {
        get
        {
            if (PrefixPatternText.Length == 0)
            {
                return null;
            }

            if (Volatile.Read(ref _prefixPattern) is { } known)
            {
                return known;
            }

            // Two threads may both build it; either copy does.
            var built = new TrunkPrefixPattern(PrefixPatternText, PrefixRule);
            Volatile.Write(ref _prefixPattern, built);
            return built;
        }
    }

    /// <summary>Whether a national number of the plan may begin with 0, as Italy's do.</summary>
    internal bool CanStartWithZero
    {
        get
        {
            // 0 not asked yet, 1 no, 2 yes; asked for every number, hence kept apart from the pattern.
            if (_canStartWithZero == 0)
            {
                _canStartWithZero = Compiled(ref _number, _numberPattern).CanStartWith('0') ? 2 : 1;
            }

            return _canStartWithZero == 2;
        }
    }

    /// <summary>Whether the ASCII digits are a national number of the plan, without trunk prefix.</summary>
    internal bool Fits(char[] digits, int start, int length) =>
        Compiled(ref _number, _numberPattern).Matches(digits, start, length);

    /// <summary>Whether the ASCII digits are one of the plan's mobile numbers; false where the plan tells no mobile numbers apart.</summary>
    internal bool FitsMobile(char[] digits, int start, int length) =>
        _mobilePattern.Length > 0 && Compiled(ref _mobile, _mobilePattern).Matches(digits, start, length);

    /// <summary>Whether some national number of the plan has <paramref name="length"/> digits.</summary>
    internal bool IsPossibleLength(int length) => length is >= 0 and < 32 && (_possibleLengths & (1 << length)) != 0;

    /// <summary>Whether every national number of the plan has fewer than <paramref name="length"/> digits.</summary>
    internal bool IsTooLong(int length) => length > 31 || _possibleLengths >> length == 0;

    /// <summary>How many of the ASCII digits are the prefix that is dialled in the country to call abroad; 0 when they don't begin with it.</summary>
    internal int InternationalPrefixLength(char[] digits, int length) =>
        _internationalPrefixPattern.Length == 0
            ? 0
            : Compiled(ref _internationalPrefix, _internationalPrefixPattern).MaxPrefix(digits, 0, length);

    /// <summary>Whether the first <paramref name="length"/> of the ASCII digits are a complete prefix to call abroad.</summary>
    internal bool IsInternationalPrefix(char[] digits, int length) =>
        _internationalPrefixPattern.Length > 0 && Compiled(ref _internationalPrefix, _internationalPrefixPattern).Matches(digits, 0, length);

    private static DigitPattern Compiled(ref DigitPattern? pattern, string text)
    {
        if (Volatile.Read(ref pattern) is { } known)
        {
            return known;
        }

        // Two threads may both compile it; either copy does.
        DigitPattern compiled = DigitPatternCompiler.Compile(text);
        Volatile.Write(ref pattern, compiled);
        return compiled;
    }
}
