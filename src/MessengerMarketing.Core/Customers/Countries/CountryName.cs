using System.Globalization;
using System.Text;

namespace MessengerMarketing.Customers;

/// <summary>Makes a country's name comparable: case, blanks, punctuation, accents, "and" and "the" make no difference.</summary>
internal static class CountryName
{
    // Twice the longest name there is; what is longer is no country and not worth the work.
    private const int MaxName = 128;

    /// <summary>The key of a name; empty when it has no letter or is longer than any name. Never throws.</summary>
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

        // A word that stands alone is no article: AND is Andorra.
        if (wordStart > 0)
        {
            DropArticle(key, wordStart);
        }

        return key.ToString();
    }

    /// <summary>
    /// Letters, marks and digits, with one blank for whatever stands between. All names are in the basic plane; anything
    /// beyond it, and what normalisation would refuse (half a surrogate pair, noncharacters), counts as between.
    /// </summary>
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

    /// <summary>The base letter of letters that are not written with a separate accent.</summary>
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
