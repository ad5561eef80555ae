using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>How a list's columns are mapped, from their names and the first rows.</summary>
internal sealed class ListPreview
{
    /// <summary>Number of rows that a preview reads.</summary>
    public const int SampleRows = 20;

    private const int MinPhoneDigits = 7;
    private const int MaxPhoneDigits = 15;

    private readonly ColumnMapping _mapping;
    private readonly IReadOnlyList<IReadOnlyList<string?>> _sample;
    private readonly Func<ColumnTarget, IEnumerable<string>, string> _formatColumnMap;
    private readonly Dictionary<string, ColumnTarget> _nearMisses;

    /// <param name="mapping">The list's columns.</param>
    /// <param name="sample">The first rows of the list, a value for each column. The values are not stored or shown.</param>
    /// <param name="formatColumnMap">Words the column map that reads columns, in this order, for a target.</param>
    public ListPreview(ColumnMapping mapping, IReadOnlyList<IReadOnlyList<string?>> sample, Func<ColumnTarget, IEnumerable<string>, string> formatColumnMap)
    {
        _formatColumnMap = formatColumnMap;
        _mapping = mapping;
        _sample = sample;
        _nearMisses = mapping.NearMisses.GroupBy(static near => near.Key).ToDictionary(static group => group.Key, static group => group.First().Value);
        Columns = [.. mapping.ListColumns.Where(static column => !ColumnMapping.LooksLikeData(column.Name)).Select(CreatePreview)];
    }

    /// <summary>All columns, in the order of the list. Columns whose names look like personal data are left out.</summary>
    public IReadOnlyList<ColumnPreview> Columns { get; }

    private ColumnPreview CreatePreview(ListColumn column)
    {
        string[] values = [.. _sample.Select(row => row.ElementAtOrDefault(column.Index)).OfType<string>().Where(static value => value.Trim().Length > 0)];
        string? columnMap = FindMissedTarget(column, values) is { } missed ? FormatColumnMap(missed, column.Name) : null;
        return new ColumnPreview(
            column.Name,
            string.Join(", ", column.Use is ColumnUse.NotUsed ? [] : column.Targets.Select(static target => target.ToString())),
            values.Length > 0 ? ValueShape.FromValue(values[0]) : string.Empty,
            column.Use.ToString(),
            FormatNote(column, columnMap),
            columnMap);
    }

    /// <summary>Finds the likely target of an unused column: its name is similar to a known name, or contains the name of a key and has matching
    /// values.</summary>
    private ColumnTarget? FindMissedTarget(ListColumn column, string[] values)
    {
        if (column.Use != ColumnUse.NotUsed)
        {
            return null;
        }

        if (_nearMisses.TryGetValue(column.Name, out ColumnTarget near))
        {
            return near;
        }

        bool hasAddresses = HoldsMostly(values, static value => value.IndexOf('@') > 0);
        bool hasNumbers = HoldsMostly(values, IsPhoneNumber);
        return column.Targets.Any(static target => target == SchemaKey.EMAIL) && hasAddresses ? SchemaKey.EMAIL
            : column.Targets.Any(static target => target == SchemaKey.PHONE) && hasNumbers ? SchemaKey.PHONE
            : !_mapping.HasIdentifier && hasAddresses ? SchemaKey.EMAIL
            : null;
    }

    private static bool HoldsMostly(string[] values, Func<string, bool> matches) => values.Length > 0 && values.Count(matches) * 2 > values.Length;

    private static bool IsPhoneNumber(string value) => value.Count(char.IsDigit) is >= MinPhoneDigits and <= MaxPhoneDigits && !value.Any(char.IsLetter);

    /// <summary>Columns that already fill the target keep their precedence.</summary>
    private string FormatColumnMap(ColumnTarget target, string name)
    {
        IEnumerable<string> names = _mapping.Columns.Where(column => column.Target == target).OrderBy(static column => column.Rank).Select(static column => column.Name).Append(name);
        return _formatColumnMap(target, names);
    }

    private string FormatNote(ListColumn column, string? columnMap) => column.Use switch
    {
        ColumnUse.Used => string.Empty,
        ColumnUse.Fallback => $"where {FormatPredecessor(column)} is blank",
        ColumnUse.FullName => "full names are not split; use separate columns for first and last names",
        ColumnUse.Consent => "consent to marketing",
        ColumnUse.OtherColumnUsed => $"{FormatRival(column.Targets[0])} is read instead",
        _ => columnMap ?? string.Empty,
    };

    private string FormatPredecessor(ListColumn column)
    {
        MappedColumn read = _mapping.Columns.First(each => each.Index == column.Index);
        return read.Rank == 0
            ? "the address before it"
            : Quote(_mapping.Columns.First(each => each.Target == read.Target && each.Address == read.Address && each.Rank == read.Rank - 1).Name);
    }

    private string FormatRival(ColumnTarget target)
        => _mapping.Columns.FirstOrDefault(column => column.Target == target && column.Rank == 0) is { } rival ? Quote(rival.Name) : "separate columns for the parts of the date";

    private static string Quote(string name) => $"'{name.Replace("'", "''")}'";
}
