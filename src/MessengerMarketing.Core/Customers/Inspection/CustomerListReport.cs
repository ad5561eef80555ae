using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>The result of checking a list before an upload. Contains names, shapes, and counts, but no values.</summary>
public sealed record CustomerListReport
{
    /// <summary>Path of the file, or null for pipeline rows.</summary>
    public string? Path { get; init; }

    /// <summary>Encoding of the file, or null if the rows do not come from a text file.</summary>
    public string? Encoding { get; init; }

    /// <summary>Delimiter of the file, or null if the rows do not come from a text file.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Rows read.</summary>
    public required long Rows { get; init; }

    /// <summary>Number of rows that an upload would send: those with a usable email address or phone number.</summary>
    public required long RowsMatchable { get; init; }

    /// <summary>Percentage of matchable rows, with one decimal place. 0 for a list without rows.</summary>
    public double MatchablePercent => Rows == 0 ? 0 : Math.Round(100.0 * RowsMatchable / Rows, 1);

    /// <summary>All columns, and how they are used.</summary>
    public required IReadOnlyList<ColumnPreview> Columns { get; init; }

    /// <summary>Number of matchable rows with a value for each schema key, in the order of the upload.</summary>
    public required IReadOnlyList<KeyCount> Keys { get; init; }

    /// <summary>Why rows were left out and cells were left blank, most frequent reason first.</summary>
    public required IReadOnlyList<ReasonCount> Reasons { get; init; }

    /// <summary>The counts of each consent column.</summary>
    public required IReadOnlyList<ConsentCount> Consent { get; init; }

    /// <summary>What to do before an upload, most important first. Empty if there is nothing to do.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];
}

/// <summary>The number of rows with a value for a key.</summary>
/// <param name="Key">The key: the name of a <see cref="SchemaKey"/>.</param>
/// <param name="Rows">Matchable rows with a value.</param>
public sealed record KeyCount(string Key, long Rows)
{
    /// <summary><see cref="Key"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal SchemaKey KeyValue => (SchemaKey)Enum.Parse(typeof(SchemaKey), Key);
}

/// <summary>The counts of a reason.</summary>
/// <param name="Reason">The reason: the name of a <see cref="RejectReason"/>.</param>
/// <param name="RowsLeftOut">Number of rows that were left out for this reason.</param>
/// <param name="CellsLeftBlank">Number of cells in other rows that were left blank for this reason.</param>
public sealed record ReasonCount(string Reason, long RowsLeftOut, long CellsLeftBlank)
{
    /// <summary><see cref="Reason"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal RejectReason ReasonValue => (RejectReason)Enum.Parse(typeof(RejectReason), Reason);
}
