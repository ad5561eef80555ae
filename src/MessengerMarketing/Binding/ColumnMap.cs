using System.Collections.Generic;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Binding;

/// <summary>What <c>-ColumnMap</c> takes: a hashtable of schema keys and column names, as <c>@{ EMAIL = 'Work mail'; PHONE = 'Mobile', 'Phone' }</c>.</summary>
public sealed class ColumnMap
{
    internal ColumnMap(IReadOnlyDictionary<ColumnTarget, IReadOnlyList<string>> columns) => Columns = columns;

    /// <summary>The columns of each key, those to be read first in front.</summary>
    public IReadOnlyDictionary<ColumnTarget, IReadOnlyList<string>> Columns { get; }
}
