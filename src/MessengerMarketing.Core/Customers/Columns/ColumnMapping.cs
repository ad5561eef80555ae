using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>Which columns of a list fill which schema keys: resolved once, before the first row.</summary>
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

    /// <summary>
    /// The columns that are read, in the order in which a row's values are handed over. Several may have one target: a row's value is the
    /// first one that can be used, by <see cref="MappedColumn.Rank"/>.
    /// </summary>
    public IReadOnlyList<MappedColumn> Columns { get; }

    /// <summary>Columns of the list, those included that nothing is read from.</summary>
    public int ColumnCount => _names.Count;

    /// <summary>Names of the columns that nothing is read from.</summary>
    public IReadOnlyList<string> UnusedColumns { get; }

    /// <summary>The schema keys that the columns fill, in the order in which the upload sends them.</summary>
    public IReadOnlyList<SchemaKey> Schema { get; }

    /// <summary>Every column of the list, in order, and what is done with it.</summary>
    public IReadOnlyList<ListColumn> ListColumns => [.. _names.Select((name, index) => CreateListColumn(name, index))];

    /// <summary>Columns that say whether people permit marketing.</summary>
    public IReadOnlyList<ConsentColumn> ConsentColumns => [.. _meanings
        .Select((meaning, index) => meaning.Consent is { } consent && Columns.All(column => column.Index != index || column.Target.IsConsent) ? new ConsentColumn(_names[index], index, consent) : null)
        .OfType<ConsentColumn>()];

    /// <summary>Columns that nothing is read from, whose names look like a mistyped name of a key that no column fills.</summary>
    public IEnumerable<KeyValuePair<string, ColumnTarget>> NearMisses => ListColumns
        .Where(static column => column.Use == ColumnUse.NotUsed && !LooksLikeData(column.Name))
        .Select(static column => new KeyValuePair<string, ColumnTarget?>(column.Name, ColumnNames.FindNear(column.Name)))
        .Where(near => near.Value is { } target && Columns.All(column => column.Target != target))
        .Select(static near => new KeyValuePair<string, ColumnTarget>(near.Key, near.Value!.Value));

    /// <summary>Whether there is an EMAIL or a PHONE column, without which nobody can be matched.</summary>
    public bool HasIdentifier => Schema.Any(static key => key.IsIdentifier());

    /// <summary>Whether what stands where a column's name should be seems to be somebody's data.</summary>
    public static bool LooksLikeData(string columnName) => ColumnMappingException.LooksLikeData(columnName);

    /// <summary>
    /// What a column may hold whose name has a key's name in it and words that are not known. Good enough to be offered to somebody who
    /// looks at it, and not to upload by.
    /// </summary>
    public static ColumnTarget? Guess(string columnName) => ColumnNameReader.Read(columnName).Likely;

    /// <summary>
    /// Recognizes columns by their names. A key named in <paramref name="overrides"/> is filled by the columns given there and by no
    /// others. EXTERN_ID and the ids of people are never recognized by name: they travel unhashed, so they must be asked for.
    /// </summary>
    /// <param name="columnNames">The list's columns, in order.</param>
    /// <param name="overrides">Column names by target, those to be read first in front; null for none.</param>
    /// <exception cref="ColumnMappingException">An override names a column that the list does not have.</exception>
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

    /// <summary>A mapping for values that are handed over key by key, in the order of <paramref name="keys"/>.</summary>
    public static ColumnMapping ForKeys(IEnumerable<ColumnTarget> keys)
    {
        MappedColumn[] columns = [.. keys.Select(static (key, index) => new MappedColumn(key.ToString(), index, key))];
        return Create([.. columns.Select(static column => column.Name)], columns);
    }

    /// <summary>A mapping that was resolved before, for a list with the same columns.</summary>
    /// <param name="columnNames">The list's columns, in order.</param>
    /// <param name="columns">The columns that are read; their names are taken from the list, and so is what consent columns mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place is outside the list.</exception>
    public static ColumnMapping Create(IReadOnlyList<string> columnNames, IEnumerable<MappedColumn> columns)
    {
        MappedColumn[] read = [.. columns.Select(column => column with { Name = columnNames[column.Index] })];
        return new ColumnMapping(
            columnNames,
            [.. columnNames.Select((name, index) => Array.Exists(read, column => column.Index == index && column.Target.IsConsent) ? ColumnNameReader.Read(name) : new ColumnMeaning())],
            read);
    }

    /// <summary>The same mapping with the consent columns, whose cells are then read into blocks beside those of the keys.</summary>
    public ColumnMapping WithConsentColumns() => new(
        _names, _meanings, [.. Columns.Where(static column => !column.Target.IsConsent), .. ConsentColumns.Select(static column => new MappedColumn(column.Name, column.Index, ColumnTarget.Consent))]);

    /// <summary>
    /// The same mapping with every column of e-mail addresses and phone numbers, also those that an upload passes over for better ones. They rank
    /// behind the others.
    /// </summary>
    internal ColumnMapping WithAllIdentifierColumns() => new(_names, _meanings, [.. Columns, .. ListColumns
        .Where(static column => column.Use == ColumnUse.OtherColumnUsed)
        .SelectMany(static column => column.Targets.Select(target => new MappedColumn(column.Name, column.Index, target) { Rank = LastRank + column.Index }))
        .Where(static column => column.Target.Key is { } key && key.IsIdentifier())]);

    /// <summary>The same mapping without the columns of other keys.</summary>
    internal ColumnMapping WithOnly(Func<SchemaKey, bool> isWanted) => new(_names, _meanings, [.. Columns.Where(column => column.Target.Key is { } key && isWanted(key))]);

    /// <summary>
    /// No key may be filled twice. Years, months and days in columns of their own say more than a date beside them, unless the
    /// date was asked for.
    /// </summary>
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

        // "Birth day" beside a year and a month is the day; alone it is a birthday, which names a whole date.
        if (parts.Length == 2 && !parts.Contains(SchemaKey.DOBD) && meanings[date.Index].IsBirthDay)
        {
            columns.Add(date with { Target = SchemaKey.DOBD });
        }
    }

    private static bool IsBirthPart(ColumnTarget target) => target.Key is SchemaKey.DOBY or SchemaKey.DOBM or SchemaKey.DOBD;

    /// <summary>Whether a column with this target fills the key.</summary>
    private static bool Fills(ColumnTarget target, SchemaKey key) => target.Key is { } own ? own == key : target == ColumnTarget.DateOfBirth && IsBirthPart(key);

    /// <summary>Finds the columns that were asked for by name; where several have that name, all of them.</summary>
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
