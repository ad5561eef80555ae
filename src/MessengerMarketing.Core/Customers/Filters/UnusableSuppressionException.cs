using System;
using System.Collections.Generic;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Entries of a suppression list cannot be compared, so these people would be uploaded.</summary>
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

    /// <summary>Number of entries.</summary>
    public long Count { get; }

    /// <summary>Number of entries by key and reason. The key is null if the whole row cannot be read.</summary>
    public IReadOnlyDictionary<(SchemaKey? Key, RejectReason Reason), long> Counts { get; }

    /// <summary>Numbers of the first rows with such entries, at most five.</summary>
    public IReadOnlyList<long> Rows { get; }
}
