using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>What an upload of a list would find in it. Holds names, shapes and counts; no value of the list.</summary>
public sealed record CustomerListReport
{
    /// <summary>Path of the file; null for rows of a pipeline.</summary>
    public string? Path { get; init; }

    /// <summary>Encoding of the file; null where the rows do not come from a text file.</summary>
    public string? Encoding { get; init; }

    /// <summary>Delimiter of the file; null where the rows do not come from a text file.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Rows read.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that an upload would send: they have an e-mail address or a phone number that can be matched.</summary>
    public required long RowsMatchable { get; init; }

    /// <summary>The matchable rows in percent of all rows, with one decimal; 0 for a list without rows.</summary>
    public double MatchablePercent => Rows == 0 ? 0 : Math.Round(100.0 * RowsMatchable / Rows, 1);

    /// <summary>Every column, and what is done with it.</summary>
    public required IReadOnlyList<ColumnPreview> Columns { get; init; }

    /// <summary>For each schema key, in the order of the upload, how many of the matchable rows have a value.</summary>
    public required IReadOnlyList<KeyCount> Keys { get; init; }

    /// <summary>Why rows were left out and cells left blank, the most frequent reason first.</summary>
    public required IReadOnlyList<ReasonCount> Reasons { get; init; }

    /// <summary>What each consent column says.</summary>
    public required IReadOnlyList<ConsentCount> Consent { get; init; }

    /// <summary>What to do before an upload, the most important first. Empty when there is nothing to do.</summary>
    public required IReadOnlyList<string> Advice { get; init; }
}

/// <summary>How many rows have a value for a key.</summary>
/// <param name="Key">The key: the name of a <see cref="SchemaKey"/>.</param>
/// <param name="Rows">Matchable rows with a value.</param>
public sealed record KeyCount(string Key, long Rows)
{
    /// <summary><see cref="Key"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal SchemaKey KeyValue => (SchemaKey)Enum.Parse(typeof(SchemaKey), Key);
}

/// <summary>How often a reason applied.</summary>
/// <param name="Reason">The reason: the name of a <see cref="RejectReason"/>.</param>
/// <param name="RowsLeftOut">Rows that were left out for it.</param>
/// <param name="CellsLeftBlank">Cells of other rows that were left blank for it.</param>
public sealed record ReasonCount(string Reason, long RowsLeftOut, long CellsLeftBlank)
{
    /// <summary><see cref="Reason"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal RejectReason ReasonValue => (RejectReason)Enum.Parse(typeof(RejectReason), Reason);
}
