using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>Selects the columns that fill a key, based on the other columns of the list.</summary>
internal sealed class ColumnSelection
{
    /// <summary>The condition for a phone column named "Home" or "Work": another column is named "Mobile", without the word "phone".</summary>
    public const string BesideMobile = "mobile";

    private const string BesideAddress = "address";
    private const string BesideName = "name";
    private const string NotOfRecord = "!record";
    private const string NotBesideAnother = "!another";

    private readonly IReadOnlyList<Candidate> _candidates;
    private readonly bool _isOfRecords;

    /// <param name="names">The list's column names.</param>
    /// <param name="meanings">The meaning of each name.</param>
    /// <param name="isTaken">Returns whether a column or a target is already assigned.</param>
    public ColumnSelection(IReadOnlyList<string> names, IReadOnlyList<ColumnMeaning> meanings, Func<int, ColumnTarget, bool> isTaken)
    {
        _isOfRecords = meanings.Any(static meaning => meaning.IsRecord);
        _candidates = [.. meanings
            .Select((meaning, index) => new Candidate(names[index], index, meaning))
            .Where(candidate => candidate.Meaning.Target is { } target && !isTaken(candidate.Index, target))];
    }

    /// <summary>Returns the columns to read, with their ranks and addresses.</summary>
    public IReadOnlyList<MappedColumn> Select()
    {
        Candidate[] possible = [.. _candidates.Where(IsPossible)];
        List<MappedColumn> columns = [.. possible
            .Where(static candidate => !IsAddress(candidate.Target))
            .GroupBy(static candidate => candidate.Target)
            .SelectMany(static candidates => Rank(WithoutLastResorts(candidates)))];
        columns.AddRange(SelectAddresses([.. possible.Where(static candidate => IsAddress(candidate.Target))]));
        return columns;
    }

    private bool IsPossible(Candidate candidate)
    {
        ColumnTarget target = candidate.Target;
        return candidate.Meaning.Beside switch
        {
            null => true,
            BesideAddress => IsOfAddress(candidate) || _candidates.Any(other => other != candidate && IsAddress(other.Target) && SharesLanguage(candidate, other)),
            BesideName => _candidates.Any(other => other.Target.Key is SchemaKey.FN or SchemaKey.LN && SharesLanguage(candidate, other)),
            BesideMobile => _candidates.Any(static other => other.Target == SchemaKey.PHONE && other.Meaning.Role == ColumnRole.Mobile && ColumnWords.Split(other.Name).Count == 1),
            NotOfRecord => IsOfAddress(candidate)
                || _candidates.Any(other => other.Target != target && IsAddress(other.Target))
                || !(candidate.Meaning.IsPerson || candidate.Meaning.Role != ColumnRole.None || _isOfRecords),
            NotBesideAnother => !_candidates.Any(other => other != candidate && other.Target == target),
            { } key => _candidates.Any(other => other != candidate && other.Target.ToString() == key && SharesLanguage(candidate, other))
                && !_candidates.Any(other => other.Target == target && other.Meaning.Beside is null),
        };
    }

    private static bool IsOfAddress(Candidate candidate) => candidate.Meaning.Role
        is ColumnRole.Primary or ColumnRole.Home or ColumnRole.Billing or ColumnRole.Mailing or ColumnRole.Work or ColumnRole.Shipping;

    private static bool SharesLanguage(Candidate one, Candidate other) => one.Meaning.Languages.Intersect(other.Meaning.Languages).Any();

    private static bool IsAddress(ColumnTarget target) => target.Key is SchemaKey.CT or SchemaKey.ST or SchemaKey.ZIP or SchemaKey.COUNTRY;

    private static bool IsLastResort(ColumnRole role) => role >= ColumnRole.Buyer;

    /// <summary>Columns that can belong to another person are used only if there is no other column, and then only one kind.</summary>
    private static IEnumerable<Candidate> WithoutLastResorts(IEnumerable<Candidate> candidates)
    {
        Candidate[] all = [.. candidates];
        ColumnRole first = all.Min(static candidate => candidate.Meaning.Role);
        return all.Where(candidate => IsLastResort(first) ? candidate.Meaning.Role == first : !IsLastResort(candidate.Meaning.Role));
    }

    private static IEnumerable<MappedColumn> Rank(IEnumerable<Candidate> candidates, int address = 0, int firstRank = 0) => candidates
        .OrderBy(static candidate => candidate.Meaning.Role)
        .ThenBy(static candidate => candidate.Meaning.Number)
        .ThenBy(static candidate => candidate.Index)
        .Select((candidate, rank) => new MappedColumn(candidate.Name, candidate.Index, candidate.Target) { Rank = firstRank + rank, Address = address });

    /// <summary>Billing, home, and similar addresses are separate. Addresses with a city or a postal code come first. An address with neither, such as a
    /// customer's country, completes the first address if possible, as does the other half of a home address: <c>City of residence</c> and <c>Postal
    /// code</c>.</summary>
    private static IEnumerable<MappedColumn> SelectAddresses(Candidate[] candidates)
    {
        List<Candidate[]> addresses = [.. candidates
            .GroupBy(static candidate => (candidate.Meaning.Role, candidate.Meaning.Number))
            .OrderBy(static address => address.Any(static candidate => IsLocal(candidate.Target)) ? 0 : 1)
            .ThenBy(static address => address.Key.Role)
            .ThenBy(static address => address.Key.Number)
            .Select(static address => address.ToArray())];
        if (addresses.Count > 0 && !IsLastResort(addresses.Min(static address => address[0].Meaning.Role)) && !IsLastResort(addresses[0][0].Meaning.Role))
        {
            addresses.RemoveAll(static address => IsLastResort(address[0].Meaning.Role));
        }
        else if (addresses.Count > 0)
        {
            ColumnRole first = addresses[0][0].Meaning.Role;
            addresses.RemoveAll(address => IsLastResort(address[0].Meaning.Role) && address[0].Meaning.Role != first);
        }

        for (int i = addresses.Count - 1; i > 0; i--)
        {
            bool completes = !addresses[i].Any(static candidate => IsLocal(candidate.Target)) || (IsHome(addresses[0][0].Meaning) && IsHome(addresses[i][0].Meaning));
            if (completes && !addresses[i].Any(part => addresses[0].Any(candidate => candidate.Target == part.Target)))
            {
                addresses[0] = [.. addresses[0], .. addresses[i]];
                addresses.RemoveAt(i);
            }
        }

        return addresses.SelectMany((address, index) => address
            .GroupBy(static candidate => candidate.Target)
            .SelectMany(parts => Rank(parts, addresses.Count > 1 ? index + 1 : 0)));
    }

    private static bool IsHome(ColumnMeaning meaning) => meaning is { Role: ColumnRole.None or ColumnRole.Primary or ColumnRole.Home, Number: 1 };

    private static bool IsLocal(ColumnTarget target) => target.Key is SchemaKey.CT or SchemaKey.ZIP;

    /// <summary>A column that may fill a key.</summary>
    private sealed record Candidate(string Name, int Index, ColumnMeaning Meaning)
    {
        public ColumnTarget Target => Meaning.Target!.Value;
    }
}
