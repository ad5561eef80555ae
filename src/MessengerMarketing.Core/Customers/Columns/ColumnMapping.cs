using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>Maps the columns of a list to schema keys. Resolved once, before the first row.</summary>
internal sealed class ColumnMapping
{
    private const int LastRank = 1000;

    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyList<ColumnMeaning> _meanings;

    private ColumnMapping(IReadOnlyList<string> names, IReadOnlyList<ColumnMeaning> meanings, IReadOnlyList<MappedColumn> columns)
    {
        _names = names;
        _meanings = meanings;
        Columns = columns;
        UnusedColumns = [.. names.Where((_, index) => columns.All(column => column.Index != index || column.Target.IsConsent))];
        Schema = [.. SchemaKeys.All.Where(key => columns.Any(column => Fills(column.Target, key)))];
    }

    /// <summary>The columns that are read, in the order of a row's values. Several columns can have the same target: the first usable value of a row is used,
    /// by <see cref="MappedColumn.Rank"/>.</summary>
    public IReadOnlyList<MappedColumn> Columns { get; }

    /// <summary>Number of columns of the list, including unused columns.</summary>
    public int ColumnCount => _names.Count;

    /// <summary>Names of unused columns.</summary>
    public IReadOnlyList<string> UnusedColumns { get; }

    /// <summary>The schema keys that the columns fill, in the order in which the upload sends them.</summary>
    public IReadOnlyList<SchemaKey> Schema { get; }

    /// <summary>All columns of the list, in order, and how they are used.</summary>
    public IReadOnlyList<ListColumn> ListColumns => [.. _names.Select((name, index) => CreateListColumn(name, index))];

    /// <summary>Consent columns.</summary>
    public IReadOnlyList<ConsentColumn> ConsentColumns => [.. _meanings
        .Select((meaning, index) => meaning.Consent is { } consent && Columns.All(column => column.Index != index || column.Target.IsConsent) ? new ConsentColumn(_names[index], index, consent) : null)
        .OfType<ConsentColumn>()];

    /// <summary>Unused columns whose names look like a misspelled name of a key that no column fills.</summary>
    public IEnumerable<KeyValuePair<string, ColumnTarget>> NearMisses => ListColumns
        .Where(static column => column.Use == ColumnUse.NotUsed && !LooksLikeData(column.Name))
        .Select(static column => new KeyValuePair<string, ColumnTarget?>(column.Name, ColumnNames.FindNear(column.Name)))
        .Where(near => near.Value is { } target && Columns.All(column => column.Target != target))
        .Select(static near => new KeyValuePair<string, ColumnTarget>(near.Key, near.Value!.Value));

    /// <summary>Whether there is an EMAIL or PHONE column, which is required for matching.</summary>
    public bool HasIdentifier => Schema.Any(static key => key.IsIdentifier());

    /// <summary>Returns whether a column name looks like the data of a person.</summary>
    public static bool LooksLikeData(string columnName) => ColumnMappingException.LooksLikeData(columnName);

    /// <summary>Returns the likely target of a column whose name contains the name of a key and unknown words. Reliable enough for a suggestion, but not for an
    /// upload.</summary>
    public static ColumnTarget? Guess(string columnName) => ColumnNameReader.Read(columnName).Likely;

    /// <summary>Recognizes columns by their names. A key named in <paramref name="overrides"/> is filled only by the columns specified there. EXTERN_ID and the
    /// IDs of people are never recognized by name, because they are sent unhashed and must be requested explicitly.</summary>
    /// <param name="columnNames">The list's columns, in order.</param>
    /// <param name="overrides">Column names by target, in order of preference, or null.</param>
    /// <exception cref="ColumnMappingException">An override contains a column that the list does not have.</exception>
    public static ColumnMapping Resolve(IReadOnlyList<string> columnNames, IReadOnlyDictionary<ColumnTarget, IReadOnlyList<string>>? overrides = null)
    {
        ColumnMeaning[] meanings = [.. columnNames.Select(ColumnNameReader.Read)];
        MappedColumn[] given = [.. (overrides ?? new Dictionary<ColumnTarget, IReadOnlyList<string>>()).SelectMany(entry => FindGiven(columnNames, entry.Key, entry.Value))];
        var selection = new ColumnSelection(
            columnNames, meanings, (index, target) => Array.Exists(given, column => column.Index == index || column.Target == target));
        List<MappedColumn> columns = [.. given, .. selection.Select()];
        FillBirthDateOnce(columns, meanings, given);
        return new ColumnMapping(columnNames, meanings, [.. columns.OrderBy(static column => column.Index)]);
    }

    /// <summary>Creates a mapping for values by key, in the order of <paramref name="keys"/>.</summary>
    public static ColumnMapping ForKeys(IEnumerable<ColumnTarget> keys)
    {
        MappedColumn[] columns = [.. keys.Select(static (key, index) => new MappedColumn(key.ToString(), index, key))];
        return Create([.. columns.Select(static column => column.Name)], columns);
    }

    /// <summary>Creates a mapping that was resolved earlier, for a list with the same columns.</summary>
    /// <param name="columnNames">The list's columns, in order.</param>
    /// <param name="columns">The columns that are read. Their names, and the meaning of consent columns, are taken from the list.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the list.</exception>
    public static ColumnMapping Create(IReadOnlyList<string> columnNames, IEnumerable<MappedColumn> columns)
    {
        MappedColumn[] read = [.. columns.Select(column => column with { Name = columnNames[column.Index] })];
        return new ColumnMapping(
            columnNames,
            [.. columnNames.Select((name, index) => Array.Exists(read, column => column.Index == index && column.Target.IsConsent) ? ColumnNameReader.Read(name) : new ColumnMeaning())],
            read);
    }

    /// <summary>Returns the mapping with consent columns, whose cells are then also read into blocks.</summary>
    public ColumnMapping WithConsentColumns() => new(
        _names, _meanings, [.. Columns.Where(static column => !column.Target.IsConsent), .. ConsentColumns.Select(static column => new MappedColumn(column.Name, column.Index, ColumnTarget.Consent))]);

    /// <summary>Returns the mapping with all email and phone columns, including those that an upload does not use. They have the lowest rank.</summary>
    internal ColumnMapping WithAllIdentifierColumns() => new(_names, _meanings, [.. Columns, .. ListColumns
        .Where(static column => column.Use == ColumnUse.OtherColumnUsed)
        .SelectMany(static column => column.Targets.Select(target => new MappedColumn(column.Name, column.Index, target) { Rank = LastRank + column.Index }))
        .Where(static column => column.Target.Key is { } key && key.IsIdentifier())]);

    /// <summary>Returns the mapping without the columns of other keys.</summary>
    internal ColumnMapping WithOnly(Func<SchemaKey, bool> isWanted) => new(_names, _meanings, [.. Columns.Where(column => column.Target.Key is { } key && isWanted(key))]);

    /// <summary>Ensures that no key is filled twice. Separate columns for year, month, and day take precedence over a date column, unless the date column was
    /// requested.</summary>
    private static void FillBirthDateOnce(List<MappedColumn> columns, ColumnMeaning[] meanings, MappedColumn[] given)
    {
        MappedColumn? date = columns.Find(static column => column.Target == ColumnTarget.DateOfBirth);
        if (date is null)
        {
            return;
        }

        if (Array.Exists(given, static column => column.Target == ColumnTarget.DateOfBirth) && !Array.Exists(given, static column => IsBirthPart(column.Target)))
        {
            columns.RemoveAll(static column => IsBirthPart(column.Target));
            return;
        }

        ColumnTarget[] parts = [.. columns.Select(static column => column.Target).Where(IsBirthPart).Distinct()];
        if (parts.Length > 0)
        {
            columns.RemoveAll(static column => column.Target == ColumnTarget.DateOfBirth);
        }

        // "Birth day" next to a year and a month is the day. Alone, it is a birthday, which is a whole date.
        if (parts.Length == 2 && !parts.Contains(SchemaKey.DOBD) && meanings[date.Index].IsBirthDay)
        {
            columns.Add(date with { Target = SchemaKey.DOBD });
        }
    }

    private static bool IsBirthPart(ColumnTarget target) => target.Key is SchemaKey.DOBY or SchemaKey.DOBM or SchemaKey.DOBD;

    /// <summary>Returns whether a column with this target fills the key.</summary>
    private static bool Fills(ColumnTarget target, SchemaKey key) => target.Key is { } own ? own == key : target == ColumnTarget.DateOfBirth && IsBirthPart(key);

    /// <summary>Finds the requested columns by name. If several columns have the name, returns all of them.</summary>
    private static IEnumerable<MappedColumn> FindGiven(IReadOnlyList<string> columnNames, ColumnTarget target, IReadOnlyList<string> wanted) => wanted
        .SelectMany(name => IndexesOf(columnNames, target, name.Trim()))
        .Distinct()
        .Select((index, rank) => new MappedColumn(columnNames[index], index, target) { Rank = rank });

    private static int[] IndexesOf(IReadOnlyList<string> columnNames, ColumnTarget target, string wanted)
    {
        int[] found = [.. Enumerable.Range(0, columnNames.Count).Where(index => string.Equals(columnNames[index].Trim(), wanted, StringComparison.OrdinalIgnoreCase))];
        return found.Length > 0 ? found : throw ColumnMappingException.NoSuchColumn(columnNames, target, wanted);
    }

    private ListColumn CreateListColumn(string name, int index)
    {
        MappedColumn[] read = [.. Columns.Where(column => column.Index == index && !column.Target.IsConsent)];
        if (read.Length > 0)
        {
            bool isFirst = Array.Exists(read, static column => column.Rank == 0 && column.Address <= 1);
            return new ListColumn(name, index, isFirst ? ColumnUse.Used : ColumnUse.Fallback, [.. read.Select(static column => column.Target)]);
        }

        ColumnMeaning meaning = _meanings[index];
        bool isRival = meaning.Target is { } target && Columns.Any(column => column.Target == target || (target == ColumnTarget.DateOfBirth && IsBirthPart(column.Target)));
        return isRival ? new ListColumn(name, index, ColumnUse.OtherColumnUsed, [meaning.Target!.Value])
            : meaning.Consent is not null ? new ListColumn(name, index, ColumnUse.Consent, [])
            : meaning.IsFullName ? new ListColumn(name, index, ColumnUse.FullName, [])
            : new ListColumn(name, index, ColumnUse.NotUsed, meaning.Likely is { } likely && likely.Key?.IsIdentifier() == true ? [likely] : []);
    }
}
