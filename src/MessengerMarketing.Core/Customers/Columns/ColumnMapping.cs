using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>Which column of a list fills which schema key: resolved once, before the first row.</summary>
public sealed class ColumnMapping
{
    private ColumnMapping(IReadOnlyList<MappedColumn> columns, IReadOnlyList<string> unused, IReadOnlyList<KeyValuePair<MappedColumn, string>>? rivals = null)
    {
        Rivals = rivals ?? [];
        Columns = columns;
        UnusedColumns = unused;
        Schema = SchemaKeys.All.Where(key => columns.Any(column => Fills(column.Target, key))).ToArray();
    }

    /// <summary>The columns that are read, in the order in which a row's values are handed over.</summary>
    public IReadOnlyList<MappedColumn> Columns { get; }

    /// <summary>Names of the columns that nothing is read from.</summary>
    public IReadOnlyList<string> UnusedColumns { get; }

    /// <summary>Columns that are read because nobody said which one is meant, each with the name of another that is recognised for the same key.</summary>
    public IReadOnlyList<KeyValuePair<MappedColumn, string>> Rivals { get; }

    /// <summary>Columns that nothing is read from, whose names look like a mistyped name of a key that no column fills.</summary>
    public IEnumerable<KeyValuePair<string, ColumnTarget>> NearMisses => UnusedColumns
        .Where(static name => !ColumnMappingException.LooksLikeData(name))
        .Select(static name => new KeyValuePair<string, ColumnTarget?>(name, ColumnNames.FindNear(name)))
        .Where(near => near.Value is { } target && Columns.All(column => column.Target != target))
        .Select(static near => new KeyValuePair<string, ColumnTarget>(near.Key, near.Value!.Value));

    /// <summary>The schema keys that the columns fill, in the order in which the upload sends them.</summary>
    public IReadOnlyList<SchemaKey> Schema { get; }

    /// <summary>Whether what stands where a column's name should be seems to be somebody's data.</summary>
    public static bool LooksLikeData(string columnName) => ColumnMappingException.LooksLikeData(columnName);

    /// <summary>Whether there is an EMAIL or a PHONE column, without which nobody can be matched.</summary>
    public bool HasIdentifier => Schema.Any(key => key.IsIdentifier());

    /// <summary>
    /// Recognises columns by name. A key named in <paramref name="overrides"/> is filled by the column given there and by no
    /// other. EXTERN_ID and the ids of people are never recognised by name: they travel unhashed, so they must be asked for.
    /// </summary>
    /// <param name="columnNames">The list's columns, in order.</param>
    /// <param name="overrides">Column names by target; null for none.</param>
    /// <exception cref="ColumnMappingException">An override names a column that the list does not have.</exception>
    public static ColumnMapping Resolve(IReadOnlyList<string> columnNames, IReadOnlyDictionary<ColumnTarget, string>? overrides = null)
    {
        overrides ??= new Dictionary<ColumnTarget, string>();
        var chosen = new Dictionary<ColumnTarget, int>();
        foreach (KeyValuePair<ColumnTarget, string> entry in overrides)
        {
            chosen.Add(entry.Key, IndexOf(columnNames, entry));
        }

        var recognised = columnNames
            .Select((name, index) => (index, Found: ColumnNames.Find(name)))
            .Where(column => column.Found is not null && !chosen.ContainsValue(column.index))
            .Select(column => (column.index, column.Found!.Value.Target, column.Found.Value.Rank))
            .Where(column => !chosen.ContainsKey(column.Target))
            .GroupBy(column => column.Target)
            .ToArray();
        foreach (var candidates in recognised)
        {
            chosen.Add(candidates.Key, candidates.OrderBy(column => column.Rank).ThenBy(column => column.index).First().index);
        }

        FillBirthDateOnce(chosen, columnNames, overrides);
        MappedColumn[] columns = chosen
            .OrderBy(entry => entry.Value)
            .Select(entry => new MappedColumn(columnNames[entry.Value], entry.Value, entry.Key))
            .ToArray();
        KeyValuePair<MappedColumn, string>[] rivals = columns
            .SelectMany(read => recognised
                .Where(candidates => candidates.Key == read.Target)
                .SelectMany(static candidates => candidates)
                .Where(other => !chosen.ContainsValue(other.index))
                .Select(other => new KeyValuePair<MappedColumn, string>(read, columnNames[other.index])))
            .ToArray();
        return new ColumnMapping(columns, columnNames.Where((_, index) => !chosen.ContainsValue(index)).ToArray(), rivals);
    }

    /// <summary>A mapping for values that are handed over key by key, in the order of <paramref name="keys"/>.</summary>
    public static ColumnMapping ForKeys(IEnumerable<ColumnTarget> keys)
        => new(keys.Select((key, index) => new MappedColumn(key.ToString(), index, key)).ToArray(), []);

    /// <summary>A mapping that was resolved before, for a list with the same columns.</summary>
    /// <param name="columnNames">The list's columns, in order.</param>
    /// <param name="columns">Targets and their columns' places.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place is outside the list.</exception>
    public static ColumnMapping At(IReadOnlyList<string> columnNames, IEnumerable<KeyValuePair<ColumnTarget, int>> columns)
    {
        MappedColumn[] mapped = columns.Select(column => new MappedColumn(columnNames[column.Value], column.Value, column.Key)).ToArray();
        return new ColumnMapping(mapped, columnNames.Where((_, index) => !mapped.Any(column => column.Index == index)).ToArray());
    }

    /// <summary>
    /// No key may be filled twice. Years, months and days in columns of their own say more than a date beside them, unless the
    /// date was asked for.
    /// </summary>
    private static void FillBirthDateOnce(Dictionary<ColumnTarget, int> chosen, IReadOnlyList<string> columnNames, IReadOnlyDictionary<ColumnTarget, string> overrides)
    {
        if (!chosen.TryGetValue(ColumnTarget.DateOfBirth, out int date))
        {
            return;
        }

        ColumnTarget[] parts = [.. chosen.Keys.Where(target => target.Key is SchemaKey.DOBY or SchemaKey.DOBM or SchemaKey.DOBD)];
        if (overrides.ContainsKey(ColumnTarget.DateOfBirth) && !parts.Any(overrides.ContainsKey))
        {
            foreach (ColumnTarget part in parts)
            {
                chosen.Remove(part);
            }

            return;
        }

        if (parts.Length > 0)
        {
            chosen.Remove(ColumnTarget.DateOfBirth);
        }

        // "Birth day" beside a year and a month is the day; alone it is a birthday, which names a whole date.
        if (parts.Length == 2 && !chosen.ContainsKey(SchemaKey.DOBD) && ColumnNames.IsBirthDay(columnNames[date]))
        {
            chosen.Add(SchemaKey.DOBD, date);
        }
    }

    /// <summary>Whether a column with this target fills the key.</summary>
    private static bool Fills(ColumnTarget target, SchemaKey key)
        => target.Key is { } own ? own == key : key is SchemaKey.DOBY or SchemaKey.DOBM or SchemaKey.DOBD;

    private static int IndexOf(IReadOnlyList<string> columnNames, KeyValuePair<ColumnTarget, string> entry)
    {
        string wanted = entry.Value.Trim();
        for (int i = 0; i < columnNames.Count; i++)
        {
            if (string.Equals(columnNames[i].Trim(), wanted, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        Dictionary<string, string> names = columnNames.Where(static name => !LooksLikeData(name)).GroupBy(static name => name.Trim().ToLowerInvariant()).ToDictionary(static group => group.Key, static group => group.First().Trim());
        string meant = NearMiss.Find(wanted.ToLowerInvariant(), names.Keys) is { } near ? $" Did you mean '{names[near]}'?" : string.Empty;
        throw new ColumnMappingException(
            $"The column map names the column '{wanted}' for {entry.Key}, but the list has no such column.{meant} {ColumnMappingException.Describe(columnNames)}");
    }
}
