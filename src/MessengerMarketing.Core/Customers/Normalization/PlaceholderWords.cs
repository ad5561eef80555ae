using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>
/// Recognizes what programs and people write where there is no value: <c>N/A</c>, <c>NULL</c>, <c>nan</c>, <c>-</c>,
/// <c>#N/A</c>, <c>(blank)</c>, <c>unbekannt</c>. A word that is also a name, a place or a country's code stays one where its key
/// allows it, because the hash of a real name is worth more than a missed placeholder:
/// <list type="bullet">
/// <item>Null, None and Nan with one capital letter are last names, and Nan and Null first names too.</item>
/// <item>Na is a name in FN, LN and FI, Naples in ST in Italy, and Namibia in COUNTRY; <c>N/A</c> is not.</item>
/// <item>N.A., K.A. and the like in capitals with dots are initials in FN, LN and FI.</item>
/// <item>Nan is a place in Thailand, and None one in Italy.</item>
/// <item>Blank, Empty, Missing and Nil are placeholders only with punctuation: <c>(blank)</c>.</item>
/// </list>
/// </summary>
internal static class PlaceholderWords
{
    private const int MaxLength = 32;

    /// <summary>Bare or with punctuation, in any case, for every key.</summary>
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

    /// <summary>Tokens of programming languages and databases, bare.</summary>
    private static readonly HashSet<string> Tokens = Build("null nan none");

    /// <summary>Only with punctuation: <c>n/a</c>, <c>(blank)</c>, <c>\N</c>, <c>k. A.</c>, <c>s/d</c>, <c>#DIV/0!</c>.</summary>
    private static readonly HashSet<string> Marked = Build("na null nan none nil n nd ka sd nv blank empty missing void leer vide vacío vacio vuoto vazio leeg puste boş");

    // Whether some placeholder begins with a letter (by its low five bits) and has a length. Spares nearly every name the rest.
    private static readonly ulong[] LengthsByFirstLetter = BuildFilter();

    /// <summary>Whether a name or place that was normalized to this text may be a placeholder. False for nearly all.</summary>
    public static bool MayBe(CellBuffer normalized) =>
        normalized.Length <= MaxLength && (LengthsByFirstLetter[normalized[0] & 31] & (1UL << normalized.Length)) != 0;

    /// <summary>Whether an id may be a placeholder. False for nearly all, because ids have digits.</summary>
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

    /// <summary>Whether the cell stands for no value.</summary>
    /// <param name="key">The cell's key.</param>
    /// <param name="value">The cell as it stands in the list, not blank.</param>
    /// <param name="country">The row's country, alpha-2 in lower case; null when it is not known.</param>
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

    /// <summary>Letters and digits in lower case.</summary>
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

    /// <summary>One capital letter, then small ones.</summary>
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

    private static ulong[] BuildFilter()
    {
        ulong[] lengths = new ulong[32];
        var buffer = new CellBuffer();
        foreach (HashSet<string> words in new[] { Phrases, Tokens, Marked })
        {
            foreach (string word in words)
            {
                Add(word);
                PlaceNormalizer.NormalizeCity(word.AsSpan(), buffer);
                Add(buffer.ToString());
            }
        }

        // The errors of spreadsheets in any language have a few letters and a number sign, which are gone by now.
        foreach (string error in new[] { "ref", "value", "name", "div", "div0", "num", "null", "spill", "calc", "wert", "bezug", "zahl", "valeur", "nom", "nombre", "valor", "nome", "errore" })
        {
            Add(error);
        }

        return lengths;

        void Add(string word)
        {
            if (word.Length > 0)
            {
                lengths[word[0] & 31] |= 1UL << word.Length;
            }
        }
    }
}
