using System.Collections.Generic;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Entries of a suppression list that cannot be compared: count, reasons, and the first rows.</summary>
internal sealed class UnusableEntries
{
    private const int MaxRows = 5;

    private readonly Dictionary<(SchemaKey? Key, RejectReason Reason), long> _counts = [];
    private readonly List<long> _rows = [];

    /// <summary>Number of entries.</summary>
    public long Count { get; private set; }

    /// <summary>Number of entries by key and reason.</summary>
    public IReadOnlyDictionary<(SchemaKey? Key, RejectReason Reason), long> Counts => _counts;

    /// <summary>Numbers of the first rows with such entries, at most five.</summary>
    public IReadOnlyList<long> Rows => _rows;

    /// <summary>Counts an entry. Rows come in order.</summary>
    public void Add(long row, SchemaKey? key, RejectReason reason)
    {
        Count++;
        _counts[(key, reason)] = (_counts.TryGetValue((key, reason), out long known) ? known : 0) + 1;
        if (_rows.Count < MaxRows && (_rows.Count == 0 || _rows[_rows.Count - 1] != row))
        {
            _rows.Add(row);
        }
    }
}
