using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>What a column name means when nothing is known of the list that it is in.</summary>
internal static class ColumnNames
{
    private static readonly Lazy<string[]> KeyPhrases = new(static () => [.. ColumnVocabulary.Default.KeyPhrases.Select(static phrase => phrase.Replace(" ", string.Empty)).Distinct()]);
    private static readonly Lazy<string[]> KeyWords = new(static () => [.. ColumnVocabulary.Default.KeyPhrases.SelectMany(static phrase => phrase.Split(' ')).Distinct()]);

    /// <summary>What a column of this name fills; null when its name says nothing of it.</summary>
    public static ColumnTarget? Find(string columnName) => ColumnNameReader.Read(columnName).Target;

    /// <summary>What a column was most likely meant to hold whose name is mistyped; null when nothing comes near.</summary>
    public static ColumnTarget? FindNear(string columnName)
    {
        IReadOnlyList<string> words = ColumnWords.Split(columnName);

        // A second address has a column of its own, and a word that is known was not mistyped.
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
