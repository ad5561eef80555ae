using System.Globalization;
using System.Text;

namespace MessengerMarketing.Customers;

/// <summary>Converts country names to keys that ignore case, spaces, punctuation, accents, "and", and "the".</summary>
internal static class CountryName
{
    // Twice the length of the longest name. Longer text is not a country.
    private const int MaxName = 128;

    /// <summary>Returns the key of a name, or empty text if it has no letter or is too long. Never throws.</summary>
    internal static string ToKey(string name)
    {
        if (name.Length > MaxName)
        {
            return string.Empty;
        }

        string decomposed = LettersOnly(name).Trim().Normalize(NormalizationForm.FormKD);
        var key = new StringBuilder(decomposed.Length);
        int wordStart = 0;
        for (int i = 0; i < decomposed.Length; i++)
        {
            char c = decomposed[i];
            if (c == ' ')
            {
                DropArticle(key, wordStart);
                wordStart = key.Length;
                continue;
            }

            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter))
            {
                AppendBase(key, char.ToLowerInvariant(c));
            }
        }

        // A single word is not an article: AND is Andorra.
        if (wordStart > 0)
        {
            DropArticle(key, wordStart);
        }

        return key.ToString();
    }

    /// <summary>Keeps letters, marks, and digits, and replaces other characters between them with one space. All names are in the Basic Multilingual Plane.
    /// Characters outside of it, lone surrogates, and noncharacters are replaced too.</summary>
    private static string LettersOnly(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            bool keeps = char.IsLetterOrDigit(c)
                || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            letters.Append(keeps ? c : ' ');
        }

        return letters.ToString();
    }

    /// <summary>Appends the base letter of letters that do not decompose.</summary>
    private static void AppendBase(StringBuilder key, char c)
    {
        switch (c)
        {
            case 'ø':
                key.Append('o');
                break;
            case 'đ' or 'ð':
                key.Append('d');
                break;
            case 'ł':
                key.Append('l');
                break;
            case 'ı':
                key.Append('i');
                break;
            case 'ß':
                key.Append("ss");
                break;
            case 'æ':
                key.Append("ae");
                break;
            case 'œ':
                key.Append("oe");
                break;
            default:
                key.Append(c);
                break;
        }
    }

    private static void DropArticle(StringBuilder key, int wordStart)
    {
        if (key.Length - wordStart == 3 && key.ToString(wordStart, 3) is "and" or "the")
        {
            key.Length = wordStart;
        }
    }
}
