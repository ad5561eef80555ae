using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Recognizes placeholders for missing values: <c>N/A</c>, <c>NULL</c>, <c>nan</c>, <c>-</c>, <c>#N/A</c>, <c>(blank)</c>, <c>unbekannt</c>. A word
/// that is also a name, a place, or a country code is not a placeholder if the key allows it, because the hash of a real name is more important than a missed
/// placeholder:
/// <list type="bullet">
/// <item>Null, None, and Nan with an initial capital are last names. Nan and Null are also first names.</item>
/// <item>Na is a name in FN, LN, and FI, Naples in ST in Italy, and Namibia in COUNTRY. <c>N/A</c> is always a placeholder.</item>
/// <item>Capitals with dots, such as N.A. and K.A., are initials in FN, LN, and FI.</item>
/// <item>Nan is a place in Thailand, and None a place in Italy.</item>
/// <item>Blank, Empty, Missing, and Nil are placeholders only with punctuation: <c>(blank)</c>.</item>
/// </list>
/// </summary>
internal static class PlaceholderWords
{
    private const int MaxLength = 32;

    /// <summary>Placeholders for every key, with or without punctuation, in any case.</summary>
    private static readonly HashSet<string> Phrases = Build(
        "unknown undefined unspecified notspecified notprovided notavailable notapplicable notgiven notset nodata novalue rathernotsay prefernottosay "
        + "unbekannt keineangabe keineangaben ohneangabe nichtangegeben nichtverfügbar "
        + "inconnu inconnue nonrenseigné nonrenseignée nonspécifié nondisponible "
        + "desconocido desconocida noespecificado sinespecificar sindatos nodisponible "
        + "sconosciuto sconosciuta nonspecificato nondisponibile "
        + "desconhecido desconhecida nãoinformado naoinformado nãoespecificado nãodisponível "
        + "onbekend nietopgegeven nietbeschikbaar nieznany nieznane niepodano nieokreślony brakdanych "
        + "bilinmiyor belirtilmemiş belirtilmedi khôngrõ khôngxácđịnh chưaxácđịnh chưacó khôngcó "
        + "tidakdiketahui tidakada belumdiisi 不明 未設定 未回答 該当なし なし "
        + "غيرمعروف غيرمحدد لايوجد неизвестно неизвестен неизвестна неуказано неуказан неуказана нетданных");

    /// <summary>Tokens of programming languages and databases, without punctuation.</summary>
    private static readonly HashSet<string> Tokens = Build("null nan none");

    /// <summary>Placeholders only with punctuation: <c>n/a</c>, <c>(blank)</c>, <c>\N</c>, <c>k. A.</c>, <c>s/d</c>, <c>#DIV/0!</c>.</summary>
    private static readonly HashSet<string> Marked = Build("na null nan none nil n nd ka sd nv blank empty missing void leer vide vacío vacio vuoto vazio leeg puste boş");

    /// <summary>The errors of spreadsheets in several languages, without the number sign.</summary>
    private static readonly HashSet<string> SpreadsheetErrors = Build("ref value name div div0 num null spill calc wert bezug zahl valeur nom nombre valor nome errore");

    // The possible lengths of placeholders by their first two letters (the low five bits of each): of those with letters only, and of all. With this filter,
    // nearly all names skip the other checks.
    private static readonly ulong[] BareLengths = new ulong[32 * 32];
    private static readonly ulong[] AllLengths = new ulong[32 * 32];

    static PlaceholderWords()
    {
        var buffer = new CellBuffer();
        foreach (string word in Phrases.Concat(Tokens).Concat(Marked).Concat(SpreadsheetErrors))
        {
            PlaceNormalizer.NormalizeCity(word.AsSpan(), buffer);
            Add(AllLengths, word);
            Add(AllLengths, buffer.ToString());
        }

        foreach (string word in Phrases.Concat(Tokens))
        {
            Add(BareLengths, word);
        }

        // A missing value in R, but Naples in Italy.
        Add(BareLengths, "na");
    }

    /// <summary>Whether a name or place could be a placeholder. False for nearly all values.</summary>
    /// <param name="normalized">The normalized value, which is not empty.</param>
    /// <param name="length">The number of characters in the cell.</param>
    public static bool MayBe(CellBuffer normalized, int length)
    {
        if (normalized.Length > MaxLength)
        {
            return false;
        }

        ulong[] lengths = normalized.Length == length ? BareLengths : AllLengths;
        int index = ((normalized[0] & 31) << 5) | (normalized.Length > 1 ? normalized[1] & 31 : 0);
        return (lengths[index] & (1UL << normalized.Length)) != 0;
    }

    /// <summary>Whether an ID could be a placeholder. False for nearly all IDs, because they contain digits.</summary>
    public static bool MayBeId(CellBuffer id)
    {
        if (id.Length > MaxLength)
        {
            return false;
        }

        for (int i = 0; i < id.Length; i++)
        {
            if (id[i] is >= '1' and <= '9')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the cell is a placeholder.</summary>
    /// <param name="key">The cell's key.</param>
    /// <param name="value">The original cell, which is not blank.</param>
    /// <param name="country">The row's country as a lowercase alpha-2 code, or null if it is unknown.</param>
    public static bool Match(SchemaKey key, ReadOnlySpan<char> value, string? country)
    {
        (int start, int end) = TextRules.Trim(value);
        value = value.Slice(start, end - start);
        if (value.Length is 0 or > MaxLength + MaxLength)
        {
            return false;
        }

        string word = ToWord(value, out bool isMarked, out bool hasOnlyZeros, out bool hasSymbols);
        if (word.Length == 0)
        {
            return !hasSymbols;
        }

        if (hasOnlyZeros)
        {
            return key is SchemaKey.PHONE or SchemaKey.ZIP or SchemaKey.GEN or SchemaKey.DOBY or SchemaKey.DOBM or SchemaKey.DOBD or SchemaKey.COUNTRY;
        }

        if (Phrases.Contains(word) || (value[0] == '#' && (value[value.Length - 1] is '!' or '?' || word is "na" or "nv")))
        {
            return true;
        }

        bool isName = key is SchemaKey.FN or SchemaKey.LN or SchemaKey.FI;
        if (isMarked)
        {
            return Marked.Contains(word) && !(isName && AreInitials(value));
        }

        return word switch
        {
            "na" => !isName && key != SchemaKey.COUNTRY && !(key == SchemaKey.ST && country == "it"),
            "u" => key == SchemaKey.GEN,
            _ => Tokens.Contains(word) && !(IsCapitalized(value) && MayBeProper(key, word, country)),
        };
    }

    private static bool MayBeProper(SchemaKey key, string word, string? country) => key switch
    {
        SchemaKey.LN => true,
        SchemaKey.FN or SchemaKey.FI => word != "none",
        SchemaKey.CT or SchemaKey.ST => (word == "nan" && country is null or "th") || (word == "none" && country == "it"),
        _ => false,
    };

    /// <summary>The letters and digits of the value in lowercase.</summary>
    private static string ToWord(ReadOnlySpan<char> value, out bool isMarked, out bool hasOnlyZeros, out bool hasSymbols)
    {
        var word = new StringBuilder(value.Length);
        isMarked = false;
        hasOnlyZeros = true;
        hasSymbols = false;
        foreach (char c in value)
        {
            if (char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                word.Append(TextRules.ToLower(TextRules.FoldWidth(c)));
                hasOnlyZeros &= TextRules.TryReadDigit(c, out int digit) && digit == 0;
            }
            else
            {
                isMarked |= !char.IsWhiteSpace(c);
                hasSymbols |= char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.OtherSymbol or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
            }
        }

        return word.ToString();
    }

    /// <summary>Capital letters, each with a dot: <c>N.A.</c></summary>
    private static bool AreInitials(ReadOnlySpan<char> value)
    {
        foreach (char c in value)
        {
            if (c is not ('.' or ' ') && !char.IsUpper(c))
            {
                return false;
            }
        }

        return value.IndexOf('.') >= 0;
    }

    /// <summary>A capital letter followed by lowercase letters.</summary>
    private static bool IsCapitalized(ReadOnlySpan<char> value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (char.IsUpper(value[i]) != (i == 0))
            {
                return false;
            }
        }

        return true;
    }

    private static HashSet<string> Build(string words) => new(words.Split(' '), StringComparer.Ordinal);

    private static void Add(ulong[] lengths, string word)
    {
        if (word.Length > 0)
        {
            lengths[((word[0] & 31) << 5) | (word.Length > 1 ? word[1] & 31 : 0)] |= 1UL << word.Length;
        }
    }
}
