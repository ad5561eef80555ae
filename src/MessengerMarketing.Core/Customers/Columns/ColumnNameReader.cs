using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>Determines what a column name means. A name means a key only if all of its words are known: "Email" and "Primary e-mail address" do, "Email status"
/// and "IP country" do not.</summary>
internal static class ColumnNameReader
{
    private const int MaxNumber = 20;

    // The precedence of roles in a name with several roles. Roles that speak against using the column come first.
    private static readonly ColumnRole[] RolesByWeight =
    [
        ColumnRole.Shipping, ColumnRole.Buyer, ColumnRole.User, ColumnRole.Sms, ColumnRole.Other, ColumnRole.Mobile,
        ColumnRole.Work, ColumnRole.Mailing, ColumnRole.Billing, ColumnRole.Home, ColumnRole.Primary,
    ];

    private static readonly WordKind[] NotOfKeys =
    [
        WordKind.Other, WordKind.Record, WordKind.ConsentYes, WordKind.ConsentNo, WordKind.ConsentStatus, WordKind.ConsentTime, WordKind.ConsentDetail,
    ];

    /// <summary>Reads a name.</summary>
    public static ColumnMeaning Read(string name)
    {
        string[] words = [.. ColumnWords.Split(name).SelectMany(ColumnVocabulary.Default.Decompose)];
        var terms = ColumnTerms.Find(words);
        return ReadConsent(terms) is { } consent ? new ColumnMeaning { Consent = consent } : ReadKey(terms, string.Concat(words));
    }

    private static ConsentMeaning? ReadConsent(ColumnTerms terms)
    {
        bool yes = terms.Has(WordKind.ConsentYes);
        bool no = terms.Has(WordKind.ConsentNo);
        bool status = terms.Has(WordKind.ConsentStatus) && terms.Unknown == 0 && !terms.Has(WordKind.Other) && !terms.Has(WordKind.Record);
        bool hasTime = terms.Has(WordKind.ConsentTime) || terms.Has(WordKind.DatePart);
        if (terms.Has(WordKind.ConsentDetail) || (hasTime && !no) || !(yes || no || status))
        {
            return null;
        }

        SchemaKey? channel = terms.GetMeanings(WordKind.ConsentNo).Concat(terms.Keys).Select(static term => term.Target?.Key).FirstOrDefault(static key => key?.IsIdentifier() == true);
        return new ConsentMeaning(yes == no ? WordKind.ConsentStatus : yes ? WordKind.ConsentYes : WordKind.ConsentNo, channel);
    }

    private static ColumnMeaning ReadKey(ColumnTerms terms, string joined)
    {
        WordMeaning[] keys = [.. terms.Keys];
        if (terms.Has(WordKind.Name) && Array.Exists(keys, static key => !IsName(key.Target!.Value)))
        {
            // "Country name" is not a last name.
            keys = Array.FindAll(keys, static key => key.Beside is null || !IsName(key.Target!.Value));
        }

        ColumnTarget[] targets = [.. keys.Select(static key => key.Target!.Value).Distinct()];
        ColumnTarget? target = ReadBirth(terms, targets) ?? (targets.Length == 1 && !terms.Has(WordKind.Birth) ? targets[0] : null);
        int unknown = terms.Unknown + CountMisplaced(terms, target);
        bool isOther = NotOfKeys.Any(terms.Has);
        bool isKey = target is not null && unknown == 0 && !isOther && IsOneOfSeveral(target.Value, terms.Number);
        return new ColumnMeaning
        {
            Target = isKey ? target : null,
            Beside = isKey && keys.Length > 0 && Array.TrueForAll(keys, static key => key.Beside is not null) ? keys[0].Beside : null,
            Languages = [.. keys.SelectMany(static key => key.Languages)],
            Role = RolesByWeight.FirstOrDefault(terms.Roles.Contains),
            Number = terms.Number ?? 1,
            IsPerson = terms.Has(WordKind.Person),
            IsRecord = terms.Has(WordKind.Record),
            IsBirthDay = isKey && joined == "birthday",
            IsFullName = unknown == 0 && !isOther && !terms.Has(WordKind.Birth) && IsFullName(terms, targets),
            Likely = target is not null && !isKey && !isOther && unknown > 0 ? target : null,
        };
    }

    /// <summary>A date of birth may be made of words: <c>Date of birth</c>, <c>Birth year</c>, <c>DOB (month)</c>.</summary>
    private static ColumnTarget? ReadBirth(ColumnTerms terms, ColumnTarget[] targets)
    {
        bool isBirth = terms.Has(WordKind.Birth) ? targets.All(static target => target == ColumnTarget.DateOfBirth) : targets.Length == 1 && targets[0] == ColumnTarget.DateOfBirth;
        ColumnTarget?[] parts = [.. terms.GetMeanings(WordKind.DatePart).Select(static part => part.Target).Where(static part => part is not null).Distinct()];
        bool isDate = targets.Length > 0 || terms.Has(WordKind.DatePart);
        return !isBirth || !isDate ? null
            : parts.Length == 0 ? ColumnTarget.DateOfBirth
            : parts.Length == 1 ? parts[0]
            : null;
    }

    private static bool IsName(ColumnTarget target) => target.Key is SchemaKey.FN or SchemaKey.LN;

    /// <summary>Counts known words that do not fit this key.</summary>
    private static int CountMisplaced(ColumnTerms terms, ColumnTarget? target)
    {
        int misplaced = terms.GetMeanings(WordKind.Neutral).Count(word => word.Of.Count > 0 && (target is null || !word.Of.Contains(target.Value)));
        if (target?.Key is SchemaKey.EMAIL or SchemaKey.PHONE or SchemaKey.ZIP or SchemaKey.GEN)
        {
            misplaced += terms.GetMeanings(WordKind.Name).Count();
        }

        return target is null || IsBirth(target.Value) ? misplaced : misplaced + terms.GetMeanings(WordKind.DatePart).Count();
    }

    private static bool IsBirth(ColumnTarget target) => target.Key is null or SchemaKey.DOBY or SchemaKey.DOBM or SchemaKey.DOBD;

    /// <summary>A second name or date of birth belongs to another person. A second address does not.</summary>
    private static bool IsOneOfSeveral(ColumnTarget target, int? number)
        => number is null or 1 || target.Key is SchemaKey.EMAIL or SchemaKey.PHONE or SchemaKey.CT or SchemaKey.ST or SchemaKey.ZIP or SchemaKey.COUNTRY;

    private static bool IsFullName(ColumnTerms terms, ColumnTarget[] targets)
    {
        bool areNames = Array.TrueForAll(targets, IsName);
        bool hasName = terms.Has(WordKind.Name) || targets.Length == 2;
        return areNames && hasName && !terms.Roles.Contains(ColumnRole.User);
    }

    /// <summary>The phrases of a name.</summary>
    private sealed class ColumnTerms
    {
        private readonly List<WordMeaning> _meanings = [];

        public IEnumerable<WordMeaning> Keys => GetMeanings(WordKind.Key);

        public IEnumerable<ColumnRole> Roles => _meanings.Select(static meaning => meaning.Role).Where(static role => role != ColumnRole.None);

        public int? Number { get; private set; }

        public int Unknown { get; private set; }

        /// <summary>Finds the longest phrases, from left to right.</summary>
        public static ColumnTerms Find(string[] words)
        {
            var terms = new ColumnTerms();
            string name = ColumnWords.ToPhrase(words);
            if (ColumnVocabulary.Default.TryGetWholeName(name, out IReadOnlyList<WordMeaning>? whole))
            {
                terms._meanings.AddRange(whole);
                if (ColumnVocabulary.Default.TryGetPhrase(name, out IReadOnlyList<WordMeaning>? otherwise))
                {
                    terms._meanings.AddRange(otherwise.Where(static meaning => meaning.Kind == WordKind.Name));
                }

                return terms;
            }

            for (int i = 0; i < words.Length;)
            {
                i += terms.AddPhrase(words, i);
            }

            return terms;
        }

        public bool Has(WordKind kind) => _meanings.Exists(meaning => meaning.Kind == kind);

        public IEnumerable<WordMeaning> GetMeanings(WordKind kind) => _meanings.Where(meaning => meaning.Kind == kind);

        private int AddPhrase(string[] words, int start)
        {
            for (int count = Math.Min(ColumnVocabulary.Default.MaxWords, words.Length - start); count > 0; count--)
            {
                if (ColumnVocabulary.Default.TryGetPhrase(ColumnWords.ToPhrase(words.Skip(start).Take(count)), out IReadOnlyList<WordMeaning>? meanings))
                {
                    _meanings.AddRange(meanings);
                    return count;
                }
            }

            if (int.TryParse(words[start], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= MaxNumber)
            {
                Number = number;
            }
            else
            {
                Unknown++;
            }

            return 1;
        }
    }
}
