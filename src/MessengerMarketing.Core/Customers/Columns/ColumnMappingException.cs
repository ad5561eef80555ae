using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Text;

namespace MessengerMarketing.Customers.Columns;

/// <summary>The columns of a list cannot be mapped. The message lists the columns of the list.</summary>
public sealed class ColumnMappingException : Exception
{
    private const int MaxNames = 30;
    private const int MaxName = 60;
    private static readonly char[] AtSigns = ['@', '\uFF20', '\uFE6B'];

    /// <summary>Creates an exception with a description of the problem.</summary>
    public ColumnMappingException(string message, ColumnProblem problem = ColumnProblem.Mapping)
        : base(SafeText.SingleLine(message))
    {
        Problem = problem;
    }

    /// <summary>What does not fit.</summary>
    public ColumnProblem Problem { get; }

    /// <summary>The column that may be meant as EMAIL or PHONE, by its name; null for none.</summary>
    internal string? SimilarColumn { get; private init; }

    /// <summary>What <see cref="SimilarColumn"/> may be meant as.</summary>
    internal ColumnTarget? SimilarTarget { get; private init; }

    /// <summary>The list has neither an EMAIL nor a PHONE column.</summary>
    public static ColumnMappingException NoIdentifier(IReadOnlyList<string> columnNames)
    {
        string? similar = columnNames.FirstOrDefault(static name => !LooksLikeData(name) && ColumnNames.FindNear(name)?.Key?.IsIdentifier() == true);
        return new($"No column of the list is recognized as EMAIL or PHONE, and each row needs one of them. {FormatNames(columnNames)}", ColumnProblem.NoIdentifier)
        {
            SimilarColumn = similar,
            SimilarTarget = similar is null ? null : ColumnNames.FindNear(similar),
        };
    }

    /// <summary>The list has no consent column, but people who opted out must be left out.</summary>
    internal static ColumnMappingException NoConsent(IReadOnlyList<string> columnNames) => new(
        $"The list has no consent column, so people who opted out cannot be left out. Nothing was sent. {FormatNames(columnNames)}", ColumnProblem.NoConsent);

    /// <summary>The column map contains a column that the list does not have.</summary>
    internal static ColumnMappingException NoSuchColumn(IReadOnlyList<string> columnNames, ColumnTarget target, string wanted)
    {
        var names = columnNames
            .Where(static name => !LooksLikeData(name))
            .GroupBy(static name => name.Trim().ToLowerInvariant())
            .ToDictionary(static group => group.Key, static group => group.First().Trim());
        string suggestion = NearMiss.Find(wanted.ToLowerInvariant(), names.Keys) is { } near ? $" Did you mean '{names[near]}'?" : string.Empty;
        return new($"The column map uses the column '{wanted}' for {target}, but the list has no such column.{suggestion} {FormatNames(columnNames)}");
    }

    /// <summary>Formats the names for a message. In a file without a header line, the names are the data of a person, which must not appear in a message, so
    /// anything that looks like data is not shown.</summary>
    public static string FormatNames(IReadOnlyList<string> columnNames)
    {
        if (columnNames.Count == 0)
        {
            return "It has no columns at all.";
        }

        if (columnNames.Any(LooksLikeData))
        {
            return "Its column names look like data, so they are not shown here: the first line seems to be a row, not a header.";
        }

        string names = string.Join(", ", columnNames.Take(MaxNames).Select(name => $"'{Shorten(name)}'"));
        return columnNames.Count > MaxNames
            ? $"Columns seen: {names} and {columnNames.Count - MaxNames} more."
            : $"Columns seen: {names}.";
    }

    /// <summary>Returns whether a column name looks like the data of a person.</summary>
    internal static bool LooksLikeData(string name) => name.IndexOfAny(AtSigns) >= 0 || name.Count(char.IsDigit) >= 5;

    private static string Shorten(string name) => name.Length <= MaxName ? name : name.Substring(0, MaxName) + "...";
}
