using System.Collections.Generic;

namespace MessengerMarketing.Customers.Columns;

/// <summary>What is done with a column.</summary>
internal enum ColumnUse
{
    /// <summary>Nothing is read from it.</summary>
    NotUsed,

    /// <summary>It is read first for its key.</summary>
    Used,

    /// <summary>It is read where the columns before it give a row no value.</summary>
    Fallback,

    /// <summary>It holds first and last names in one, which are not split.</summary>
    FullName,

    /// <summary>It says whether people permit marketing.</summary>
    Consent,

    /// <summary>It would fill a key, but another column is the better one: a shipping address beside a billing address.</summary>
    OtherColumnUsed,
}

/// <summary>A column of a list, and what is done with it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Use">What is done with it.</param>
/// <param name="Targets">What it fills, or would fill.</param>
internal sealed record ListColumn(string Name, int Index, ColumnUse Use, IReadOnlyList<ColumnTarget> Targets);
