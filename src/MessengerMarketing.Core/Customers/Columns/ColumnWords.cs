using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MessengerMarketing.Text;

namespace MessengerMarketing.Customers.Columns;

/// <summary>Splits column names into words that can be compared regardless of case, accents, width, and punctuation.</summary>
internal static class ColumnWords
{
    // Letters that do not decompose into a base letter and an accent.
    private static readonly Dictionary<char, string> BaseLetters = new()
    {
        ['đ'] = "d", ['ł'] = "l", ['ø'] = "o", ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ı'] = "i", ['ى'] = "ي", ['ة'] = "ه",
    };

    /// <summary>Splits at spaces, punctuation, changes from lower to upper case (<c>zipCode</c>), and between letters and digits, and between Latin letters and
    /// those of Japanese: <c>"Address1_zipCode"</c> becomes <c>address 1 zip code</c>.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        string text = UnicodeText.Normalize(name, NormalizationForm.FormKC);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (!IsWordCharacter(c))
            {
                // A zero-width character does not end a word.
                if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
                {
                    End(words, word);
                }

                continue;
            }

            if (word.Length > 0 && IsBoundary(text, i))
            {
                End(words, word);
            }

            word.Append(c);
        }

        End(words, word);
        return words;
    }

    /// <summary>Joins words to a phrase of the vocabulary.</summary>
    public static string ToPhrase(IEnumerable<string> words) => string.Join(" ", words);

    /// <summary>Returns whether the character belongs to a script without spaces between words.</summary>
    public static bool IsUnspaced(char c) => c is (>= '\u3005' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF');

    private static bool IsWordCharacter(char c) => IsLetterOrDigit(c) || IsMark(c);

    private static bool IsLetterOrDigit(char c) => char.IsLetterOrDigit(c) || c == '〒';

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static bool IsBoundary(string text, int i)
    {
        char c = text[i];
        if (IsMark(c))
        {
            return false;
        }

        // An accent or a zero-width character belongs to the letter before it.
        int last = i - 1;
        while (last > 0 && !IsLetterOrDigit(text[last]))
        {
            last--;
        }

        char before = text[last];
        if (char.IsDigit(before) != char.IsDigit(c) || IsUnspaced(before) != IsUnspaced(c))
        {
            return true;
        }

        // zipCode, and the last capital of IDNumber.
        return char.IsUpper(c) && (char.IsLower(before) || (char.IsUpper(before) && i + 1 < text.Length && char.IsLower(text[i + 1])));
    }

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            // Accents without a letter are not a word.
            if (Fold(word.ToString()) is { Length: > 0 } folded)
            {
                words.Add(folded);
            }

            word.Clear();
        }
    }

    private static string Fold(string word)
    {
        // The dotted capital I of Turkish would become two characters in lower case.
        string lower = word.Replace('\u0130', 'i').ToLowerInvariant();
        var folded = new StringBuilder(lower.Length);
        foreach (char c in lower.Normalize(NormalizationForm.FormD).Where(static c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            folded.Append(BaseLetters.TryGetValue(c, out string? letters) ? letters : c.ToString());
        }

        return folded.ToString();
    }
}
