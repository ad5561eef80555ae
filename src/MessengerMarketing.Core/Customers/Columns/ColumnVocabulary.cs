using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using MessengerMarketing.Text;

namespace MessengerMarketing.Customers.Columns;

/// <summary>The vocabulary of column names, from the table <c>column-words.tsv</c>, which documents its format.</summary>
internal sealed class ColumnVocabulary
{
    private const string ResourceName = "MessengerMarketing.column-words.tsv";

    // Shorter words would be found inside other words.
    private const int MinPart = 3;

    private static readonly Lazy<ColumnVocabulary> Loaded = new(() => new ColumnVocabulary(EmbeddedTable.Lines(ResourceName)));

    private readonly Dictionary<string, List<WordMeaning>> _phrases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<WordMeaning>> _wholeNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    private ColumnVocabulary(IEnumerable<string> lines)
    {
        foreach (string[] fields in lines.Select(static line => line.Split('\t')))
        {
            bool isWholeName = fields[0][0] == '=';
            WordMeaning meaning = Parse(fields[0].TrimStart('='), fields[1].Split(','));
            foreach (IReadOnlyList<string> words in fields[2].Split('|').Select(ColumnWords.Split))
            {
                Add(isWholeName ? _wholeNames : _phrases, ColumnWords.ToPhrase(words), meaning);
                _words.UnionWith(words);
                MaxWords = Math.Max(MaxWords, words.Count);
            }
        }
    }

    /// <summary>The vocabulary that comes with the module.</summary>
    public static ColumnVocabulary Default => Loaded.Value;

    /// <summary>Number of words in the longest phrase.</summary>
    public int MaxWords { get; }

    /// <summary>The phrases for keys, which misspelled names are compared with.</summary>
    public IEnumerable<string> KeyPhrases => _phrases
        .Where(static phrase => phrase.Value.Exists(static meaning => meaning is { Kind: WordKind.Key, Beside: null }))
        .Select(static phrase => phrase.Key);

    /// <summary>Returns the meanings of a phrase anywhere in a name.</summary>
    public bool TryGetPhrase(string phrase, [NotNullWhen(true)] out IReadOnlyList<WordMeaning>? meanings) => TryGet(_phrases, phrase, out meanings);

    /// <summary>Returns the meanings of a phrase that is the whole name.</summary>
    public bool TryGetWholeName(string phrase, [NotNullWhen(true)] out IReadOnlyList<WordMeaning>? meanings) => TryGet(_wholeNames, phrase, out meanings);

    /// <summary>Returns whether any phrase contains the word.</summary>
    public bool IsKnown(string word) => _words.Contains(word);

    /// <summary>Splits an unknown compound word into as few known words as possible: <c>firstname</c>, <c>telefonnummer</c>.</summary>
    /// <returns>The word itself if it is known or cannot be split.</returns>
    public IEnumerable<string> Decompose(string word)
    {
        if (_words.Contains(word) || char.IsDigit(word[0]))
        {
            return [word];
        }

        // parts[i] is the best way to write the first i characters.
        var parts = new List<string>?[word.Length + 1];
        parts[0] = [];
        for (int end = 1; end <= word.Length; end++)
        {
            for (int start = 0; start < end; start++)
            {
                if (parts[start] is { } before && (parts[end] is null || before.Count + 1 < parts[end]!.Count) && IsPart(word, start, end))
                {
                    parts[end] = [.. before, word.Substring(start, end - start)];
                }
            }
        }

        return parts[word.Length] ?? [word];
    }

    private bool IsPart(string word, int start, int end)
        => (end - start >= MinPart || ColumnWords.IsUnspaced(word[start])) && _words.Contains(word.Substring(start, end - start));

    private static bool TryGet(Dictionary<string, List<WordMeaning>> table, string phrase, [NotNullWhen(true)] out IReadOnlyList<WordMeaning>? meanings)
    {
        meanings = table.TryGetValue(phrase, out List<WordMeaning>? found) ? found : null;
        return meanings is not null;
    }

    /// <summary>Lines of several languages with the same meaning are merged.</summary>
    private static void Add(Dictionary<string, List<WordMeaning>> table, string phrase, WordMeaning meaning)
    {
        if (!table.TryGetValue(phrase, out List<WordMeaning>? meanings))
        {
            table.Add(phrase, meanings = []);
        }

        int same = meanings.FindIndex(known => known.Kind == meaning.Kind && known.Target == meaning.Target && known.Role == meaning.Role && known.Beside == meaning.Beside && known.Of.SequenceEqual(meaning.Of));
        if (same < 0)
        {
            meanings.Add(meaning);
        }
        else
        {
            meanings[same] = meaning with { Languages = [.. meanings[same].Languages.Union(meaning.Languages)] };
        }
    }

    private static WordMeaning Parse(string text, string[] languages)
    {
        string[] parts = text.Split(':');
        WordMeaning meaning = (parts[0], parts.ElementAtOrDefault(1)) switch
        {
            ("role", "mobile") => new WordMeaning(WordKind.Key) { Target = SchemaKey.PHONE, Role = ColumnRole.Mobile },
            ("role", "landline") => new WordMeaning(WordKind.Key) { Target = SchemaKey.PHONE, Role = ColumnRole.Home },
            ("role", "sms") => new WordMeaning(WordKind.Key) { Target = SchemaKey.PHONE, Role = ColumnRole.Sms },
            ("bare", { } role) => new WordMeaning(WordKind.Key) { Target = SchemaKey.PHONE, Role = (ColumnRole)Enum.Parse(typeof(ColumnRole), role, ignoreCase: true), Beside = ColumnSelection.BesideMobile },
            ("role", { } role) => new WordMeaning(WordKind.Role) { Role = (ColumnRole)Enum.Parse(typeof(ColumnRole), role, ignoreCase: true) },
            ("person", _) => new WordMeaning(WordKind.Person),
            ("birth", _) => new WordMeaning(WordKind.Birth),
            ("part", "date") => new WordMeaning(WordKind.DatePart),
            ("part", "year") => new WordMeaning(WordKind.DatePart) { Target = SchemaKey.DOBY },
            ("part", "month") => new WordMeaning(WordKind.DatePart) { Target = SchemaKey.DOBM },
            ("part", "day") => new WordMeaning(WordKind.DatePart) { Target = SchemaKey.DOBD },
            ("name", _) => new WordMeaning(WordKind.Name),
            ("neutral", null) => new WordMeaning(WordKind.Neutral),
            ("neutral", { } keys) => new WordMeaning(WordKind.Neutral) { Of = [.. keys.Split(',').Select(ParseTarget)] },
            ("consent", "yes") => new WordMeaning(WordKind.ConsentYes),
            ("consent", "no") => new WordMeaning(WordKind.ConsentNo) { Target = parts.Length > 2 ? ParseTarget(parts[2]) : null },
            ("consent", "status") => new WordMeaning(WordKind.ConsentStatus),
            ("consent", "time") => new WordMeaning(WordKind.ConsentTime),
            ("consent", "detail") => new WordMeaning(WordKind.ConsentDetail),
            ("record", _) => new WordMeaning(WordKind.Record),
            ("other", _) => new WordMeaning(WordKind.Other),
            _ => ParseKey(text),
        };
        return meaning with { Languages = languages };
    }

    private static WordMeaning ParseKey(string text)
    {
        int condition = text.IndexOfAny(['?', '!']);
        return condition < 0
            ? new WordMeaning(WordKind.Key) { Target = ParseTarget(text) }
            : new WordMeaning(WordKind.Key) { Target = ParseTarget(text.Substring(0, condition)), Beside = text.Substring(text[condition] == '!' ? condition : condition + 1) };
    }

    private static ColumnTarget ParseTarget(string name) => ColumnTarget.TryParse(name, out ColumnTarget? target)
        ? target.Value
        : throw new InvalidOperationException($"The table of column words has an unknown meaning: {name}.");
}
