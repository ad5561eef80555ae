using System;
using System.Collections.Generic;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Which people are left out of batches, although their rows could be sent.</summary>
internal sealed record RowFilterOptions
{
    /// <summary>People who must not be uploaded; null for nobody.</summary>
    public SuppressionList? Suppression { get; init; }

    /// <summary>Leaves out people who say no in a consent column.</summary>
    public bool SkipsOptedOut { get; init; }

    /// <summary>Receives the e-mail addresses and phone numbers of each person who is left out for an opt-out; null where nobody asks. From several threads.</summary>
    public Action<IReadOnlyList<Identifier>>? OnOptedOut { get; init; }

    /// <summary>Which rows are hashed, by number; the others are passed over. Null for all of them.</summary>
    public Func<long, bool>? Rows { get; init; }

    /// <summary>Knows who came before, for all encoders of a list; null where that does not matter.</summary>
    public DuplicateFilter? Duplicates { get; init; }
}
