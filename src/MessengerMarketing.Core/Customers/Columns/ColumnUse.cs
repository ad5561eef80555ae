using System.Collections.Generic;

namespace MessengerMarketing.Customers.Columns;

/// <summary>How a column is used.</summary>
internal enum ColumnUse
{
    /// <summary>It is not used.</summary>
    NotUsed,

    /// <summary>It fills its key.</summary>
    Used,

    /// <summary>It is used in rows where the preferred columns have no value.</summary>
    Fallback,

    /// <summary>It contains full names, which are not split.</summary>
    FullName,

    /// <summary>It is a consent column.</summary>
    Consent,

    /// <summary>Another column is used for its key, such as a billing address instead of a shipping address.</summary>
    OtherColumnUsed,
}

/// <summary>A column of a list, and how it is used.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its index in the list, from 0.</param>
/// <param name="Use">How it is used.</param>
/// <param name="Targets">Its targets, even if it is not used.</param>
internal sealed record ListColumn(string Name, int Index, ColumnUse Use, IReadOnlyList<ColumnTarget> Targets);
