using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace MessengerMarketing.Customers;

/// <summary>
/// Countries by code and by name: ISO 3166-1 alpha-2 and alpha-3, English names and common aliases, and the names in the
/// countries' own languages. Read once, when first needed. Safe for any number of threads.
/// </summary>
public static class Countries
{
    private const string ResourceName = "MessengerMarketing.countries.tsv";

    // A list spells its countries in a few ways, in every row the same ones; more spellings than this are not remembered.
    private const int MaxRemembered = 1024;

    private static readonly Lazy<Table> Known = new(Table.Read);
    private static readonly ConcurrentDictionary<string, string> Remembered = new(StringComparer.Ordinal);
    private static int _remembered;

    /// <summary>Finds a country's code.</summary>
    /// <param name="nameOrCode">
    /// <c>VN</c>, <c>vnm</c>, <c>Viet Nam</c>, <c>UK</c>, <c>Deutschland</c>, …; case, blanks, punctuation and accents make no difference.
    /// </param>
    /// <param name="alpha2Lower">ISO 3166-1 alpha-2 code, lower case.</param>
    /// <returns>Whether the country is known. Kosovo's <c>XK</c>, in use though not assigned by ISO, is.</returns>
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

        string key = CountryName.ToKey(nameOrCode);
        if (!Known.Value.ByName.TryGetValue(key, out alpha2Lower))
        {
            return false;
        }

        // Only what is a country's name is remembered, so that no cell of a wrongly mapped column stays in memory.
        if (Volatile.Read(ref _remembered) < MaxRemembered && Remembered.TryAdd(nameOrCode, alpha2Lower))
        {
            Interlocked.Increment(ref _remembered);
        }

        return true;
    }

    /// <summary>Every country: its ISO 3166-1 alpha-2 code in upper case, and its English name, in the order of the codes.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All => Known.Value.Names;

    /// <summary>The country that a mistyped name most likely means, as <c>Viet Nam (VN)</c>; null when none comes near.</summary>
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

        /// <summary>Where <see cref="ByAlpha2"/> keeps a code; -1 when these are not two ASCII letters.</summary>
        internal static int IndexOf(char first, char second)
        {
            // Setting this bit lower-cases an ASCII letter.
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
            Names.Add(new KeyValuePair<string, string>(cells[0], cells[2].Split('|')[0]));

            // Spelt with dots or blanks (V.N.), a code is looked up like a name.
            ByName[code] = code;
            ByName[cells[1].ToLowerInvariant()] = code;
            foreach (string name in cells[2].Split('|'))
            {
                ByName[CountryName.ToKey(name)] = code;
            }
        }
    }
}
