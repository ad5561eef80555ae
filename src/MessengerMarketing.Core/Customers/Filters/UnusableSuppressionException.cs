using System;
using System.Collections.Generic;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Entries of a suppression list cannot be compared, so the people they stand for would be uploaded.</summary>
public sealed class UnusableSuppressionException : Exception
{
    internal UnusableSuppressionException(string fileName, UnusableEntries entries)
        : base($"Entries of the file '{fileName}' cannot be compared.")
    {
        FileName = fileName;
        Count = entries.Count;
        Counts = entries.Counts;
        Rows = entries.Rows;
    }

    /// <summary>Name of the file, without its folder.</summary>
    public string FileName { get; }

    /// <summary>How many entries there are.</summary>
    public long Count { get; }

    /// <summary>How many there are, by key and reason. The key is null where the whole row cannot be read.</summary>
    public IReadOnlyDictionary<(SchemaKey? Key, RejectReason Reason), long> Counts { get; }

    /// <summary>Numbers of the first rows that have them, at most five.</summary>
    public IReadOnlyList<long> Rows { get; }
}
