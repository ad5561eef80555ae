using System.Threading;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>The phone numbering plan of a country: calling code, trunk prefix, and national numbers. Immutable. Patterns are compiled on first use. Source:
/// libphonenumber's metadata (see tools/numbering-plans).</summary>
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

    /// <summary>Digits that are dialed before a number inside the country and removed after its calling code, usually <c>0</c>, or empty. Italy's zero is not a
    /// trunk prefix, but part of the number.</summary>
    public string TrunkPrefix { get; }

    /// <summary>Whether this is the main plan of all countries that share its calling code.</summary>
    public bool IsMainCountry { get; }

    /// <summary>The pattern of prefixes to remove if it is more than <see cref="TrunkPrefix"/>. Otherwise empty.</summary>
    internal string PrefixPatternText { get; }

    /// <summary>The replacement for the digits that the prefix pattern captures, or empty.</summary>
    internal string PrefixRule { get; }

    /// <summary>The pattern of prefixes to remove, or null if there is only <see cref="TrunkPrefix"/>.</summary>
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

            // Two threads may both create it. Either copy is valid.
            var built = new TrunkPrefixPattern(PrefixPatternText, PrefixRule);
            Volatile.Write(ref _prefixPattern, built);
            return built;
        }
    }

    /// <summary>Whether national numbers of the plan can begin with 0, as in Italy.</summary>
    internal bool CanStartWithZero
    {
        get
        {
            // 0: unknown, 1: no, 2: yes. Cached, because it is needed for every number.
            if (_canStartWithZero == 0)
            {
                _canStartWithZero = Compiled(ref _number, _numberPattern).CanStartWith('0') ? 2 : 1;
            }

            return _canStartWithZero == 2;
        }
    }

    /// <summary>Returns whether the ASCII digits are a national number of the plan, without its trunk prefix.</summary>
    internal bool Fits(char[] digits, int start, int length) =>
        Compiled(ref _number, _numberPattern).Matches(digits, start, length);

    /// <summary>Returns whether the ASCII digits are a mobile number of the plan. False if the plan does not distinguish mobile numbers.</summary>
    internal bool FitsMobile(char[] digits, int start, int length) =>
        _mobilePattern.Length > 0 && Compiled(ref _mobile, _mobilePattern).Matches(digits, start, length);

    /// <summary>Returns whether a national number of the plan can have <paramref name="length"/> digits.</summary>
    internal bool IsPossibleLength(int length) => length is >= 0 and < 32 && (_possibleLengths & (1 << length)) != 0;

    /// <summary>Returns whether all national numbers of the plan have fewer than <paramref name="length"/> digits.</summary>
    internal bool IsTooLong(int length) => length > 31 || _possibleLengths >> length == 0;

    /// <summary>Returns the length of the prefix for international calls from the country at the start of the ASCII digits, or 0.</summary>
    internal int InternationalPrefixLength(char[] digits, int length) =>
        _internationalPrefixPattern.Length == 0
            ? 0
            : Compiled(ref _internationalPrefix, _internationalPrefixPattern).MaxPrefix(digits, 0, length);

    /// <summary>Whether the first <paramref name="length"/> of the ASCII digits are a complete prefix for international calls.</summary>
    internal bool IsInternationalPrefix(char[] digits, int length) =>
        _internationalPrefixPattern.Length > 0 && Compiled(ref _internationalPrefix, _internationalPrefixPattern).Matches(digits, 0, length);

    private static DigitPattern Compiled(ref DigitPattern? pattern, string text)
    {
        if (Volatile.Read(ref pattern) is { } known)
        {
            return known;
        }

        // Two threads may both compile it. Either copy is valid.
        DigitPattern compiled = DigitPatternCompiler.Compile(text);
        Volatile.Write(ref pattern, compiled);
        return compiled;
    }
}
