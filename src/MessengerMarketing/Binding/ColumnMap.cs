using System.Collections.Generic;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Binding;

/// <summary>What <c>-ColumnMap</c> accepts: a hashtable of schema keys and column names, such as <c>@{ EMAIL = 'Work mail'; PHONE = 'Mobile', 'Phone'
/// }</c>.</summary>
public sealed class ColumnMap
{
    internal ColumnMap(IReadOnlyDictionary<ColumnTarget, IReadOnlyList<string>> columns) => Columns = columns;

    /// <summary>The columns of each key, in order of preference.</summary>
    public IReadOnlyDictionary<ColumnTarget, IReadOnlyList<string>> Columns { get; }
}
