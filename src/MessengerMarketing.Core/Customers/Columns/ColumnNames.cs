using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>The meaning of column names without regard to the list.</summary>
internal static class ColumnNames
{
    private static readonly Lazy<string[]> KeyPhrases = new(static () => [.. ColumnVocabulary.Default.KeyPhrases.Select(static phrase => phrase.Replace(" ", string.Empty)).Distinct()]);
    private static readonly Lazy<string[]> KeyWords = new(static () => [.. ColumnVocabulary.Default.KeyPhrases.SelectMany(static phrase => phrase.Split(' ')).Distinct()]);

    /// <summary>Returns the target of a column name, or null.</summary>
    public static ColumnTarget? Find(string columnName) => ColumnNameReader.Read(columnName).Target;

    /// <summary>Returns the most likely target of a misspelled column name, or null if no name is similar.</summary>
    public static ColumnTarget? FindNear(string columnName)
    {
        IReadOnlyList<string> words = ColumnWords.Split(columnName);

        // A second address has its own column, and a known word is not misspelled.
        if (words.Any(static word => char.IsDigit(word[0])) || words.All(ColumnVocabulary.Default.IsKnown))
        {
            return null;
        }

        string? corrected = words.Count == 1
            ? NearMiss.Find(words[0], KeyPhrases.Value)
            : ColumnWords.ToPhrase(words.Select(static word => ColumnVocabulary.Default.IsKnown(word) ? word : NearMiss.Find(word, KeyWords.Value, max: 1) ?? word));
        return corrected is null ? null : Find(corrected);
    }
}
