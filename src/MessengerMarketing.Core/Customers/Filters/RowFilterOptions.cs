using System;
using System.Collections.Generic;

namespace MessengerMarketing.Customers.Filters;

/// <summary>The people who are left out of batches even if their rows are valid.</summary>
internal sealed record RowFilterOptions
{
    /// <summary>People who must not be uploaded, or null.</summary>
    public SuppressionList? Suppression { get; init; }

    /// <summary>Leaves out people who say no in a consent column.</summary>
    public bool SkipsOptedOut { get; init; }

    /// <summary>Receives the email addresses and phone numbers of each person who opted out, or null. Called from several threads.</summary>
    public Action<IReadOnlyList<Identifier>>? OnOptedOut { get; init; }

    /// <summary>Selects the rows to hash, by number. The other rows are skipped. Null for all rows.</summary>
    public Func<long, bool>? Rows { get; init; }

    /// <summary>Detects duplicates for all encoders of a list, or null.</summary>
    public DuplicateFilter? Duplicates { get; init; }
}
