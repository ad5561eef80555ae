using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Threading;
using MessengerMarketing.Customers.Numbering;
using MessengerMarketing.Text;

namespace MessengerMarketing.Customers;

/// <summary>Countries by code and by name: ISO 3166-1 alpha-2, alpha-3 and numeric codes, calling codes, English names and common aliases, and the names in the
/// countries' own languages. Loaded on first use. Thread-safe.</summary>
internal static class Countries
{
    private const string ResourceName = "MessengerMarketing.countries.tsv";

    // A list uses few spellings of countries. More spellings than this are not cached.
    private const int MaxRemembered = 1024;

    private static readonly Lazy<Table> Known = new(Table.Read);
    private static readonly ConcurrentDictionary<string, string> Remembered = new(StringComparer.Ordinal);
    private static int _remembered;

    /// <summary>Finds the code of a country.</summary>
    /// <param name="nameOrCode"><c>VN</c>, <c>vnm</c>, <c>704</c>, <c>+84</c>, <c>Viet Nam</c>, <c>UK</c>, <c>Deutschland</c>, …; case, spaces, punctuation,
    /// and accents are ignored. A calling code that several countries share belongs to its main country.</param>
    /// <param name="alpha2Lower">ISO 3166-1 alpha-2 code, lower case.</param>
    /// <returns>Whether the country is known. This includes <c>XK</c> for Kosovo, which ISO has not assigned.</returns>
    public static bool TryGetCode(string nameOrCode, [NotNullWhen(true)] out string? alpha2Lower)
    {
        if (nameOrCode is null)
        {
            throw new ArgumentNullException(nameof(nameOrCode));
        }

        if (TryGetByAlpha2(nameOrCode, out alpha2Lower) || Remembered.TryGetValue(nameOrCode, out alpha2Lower))
        {
            return true;
        }

        if (!TryGetByNumber(nameOrCode.Trim(), out alpha2Lower) && !Known.Value.ByName.TryGetValue(CountryName.ToKey(nameOrCode), out alpha2Lower))
        {
            return false;
        }

        // Only names of countries are cached, so that no cell of an incorrectly mapped column stays in memory.
        if (Volatile.Read(ref _remembered) < MaxRemembered && Remembered.TryAdd(nameOrCode, alpha2Lower))
        {
            Interlocked.Increment(ref _remembered);
        }

        return true;
    }

    /// <summary>All countries: the ISO 3166-1 alpha-2 code in uppercase and the English name, sorted by code.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All => Known.Value.Names;

    /// <summary>Returns the country that a misspelled name most likely means, such as <c>Viet Nam (VN)</c>, or null if no name is similar.</summary>
    public static string? Suggest(string name)
    {
        if (NearMiss.Find(CountryName.ToKey(name), Known.Value.ByName.Keys) is not { } near)
        {
            return null;
        }

        string code = Known.Value.ByName[near].ToUpperInvariant();
        foreach (KeyValuePair<string, string> country in All)
        {
            if (country.Key == code)
            {
                return $"{country.Value} ({code})";
            }
        }

        return code;
    }

    /// <summary>Finds a country by its calling code (<c>+84</c>, <c>0084</c>, <c>84</c>) or its ISO 3166-1 numeric code (<c>704</c>). A three-digit number that
    /// is the numeric code of one country and the calling code of another is not used: 380 is Italy or Ukraine.</summary>
    private static bool TryGetByNumber(string text, [NotNullWhen(true)] out string? code)
    {
        // 004 and 008 are numeric codes, 001 and 007 are not.
        if (Known.Value.ByNumber.TryGetValue(text, out code) && text[0] == '0')
        {
            return true;
        }

        bool isCallingCode = text.StartsWith("+", StringComparison.Ordinal) || text.StartsWith("00", StringComparison.Ordinal);
        string digits = isCallingCode ? text.TrimStart('+', '0') : text;
        code = null;
        if (digits.Length is 0 or > 3 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return false;
        }

        string? byCallingCode = NumberingPlans.TryGetByCallingCode(digits.ToCharArray(), 0, digits.Length, out NumberingPlan? plan)
            && plan.CallingCode.Length == digits.Length && char.IsLetter(plan.CountryCode[0])
                ? plan.CountryCode.ToLowerInvariant()
                : null;
        string? byNumber = !isCallingCode && Known.Value.ByNumber.TryGetValue(digits, out string? numbered) ? numbered : null;
        code = byCallingCode is null || byNumber is null || byCallingCode == byNumber ? byCallingCode ?? byNumber : null;
        return code is not null;
    }

    private static bool TryGetByAlpha2(string text, [NotNullWhen(true)] out string? code)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        code = end - start == 2 && Table.IndexOf(text[start], text[start + 1]) is int index and >= 0
            ? Known.Value.ByAlpha2[index]
            : null;
        return code is not null;
    }

    private sealed class Table
    {
        internal string?[] ByAlpha2 { get; } = new string?[26 * 26];

        internal List<KeyValuePair<string, string>> Names { get; } = [];

        internal Dictionary<string, string> ByName { get; } = new(2048, StringComparer.Ordinal);

        internal Dictionary<string, string> ByNumber { get; } = new(256, StringComparer.Ordinal);

        /// <summary>Where <see cref="ByAlpha2"/> stores a code, or -1 if these are not two ASCII letters.</summary>
        internal static int IndexOf(char first, char second)
        {
            // This bit converts an ASCII letter to lowercase.
            int high = (first | 0x20) - 'a';
            int low = (second | 0x20) - 'a';
            return (uint)high < 26 && (uint)low < 26 ? (high * 26) + low : -1;
        }

        internal static Table Read()
        {
            var table = new Table();
            foreach (string line in EmbeddedTable.Lines(ResourceName))
            {
                table.Add(line.Split('\t'));
            }

            return table;
        }

        private void Add(string[] cells)
        {
            string code = cells[0].ToLowerInvariant();
            ByAlpha2[IndexOf(code[0], code[1])] = code;
            Names.Add(new KeyValuePair<string, string>(cells[0], cells[3].Split('|')[0]));

            // A code with dots or spaces (V.N.) is looked up like a name.
            ByName[code] = code;
            ByName[cells[1].ToLowerInvariant()] = code;
            if (cells[2].Length > 0)
            {
                ByNumber[cells[2]] = code;
            }

            foreach (string name in cells[3].Split('|'))
            {
                ByName[CountryName.ToKey(name)] = code;
            }
        }
    }
}
