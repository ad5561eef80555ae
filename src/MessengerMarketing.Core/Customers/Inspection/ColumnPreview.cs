using System;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>A column of a list as its user sees it before an upload.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Key">The schema keys that it fills, or would fill; empty for none.</param>
/// <param name="Example">What its first value looks like, without the value; see <see cref="ValueShape"/>. Empty where the first rows have none.</param>
/// <param name="Use">What is done with it: the name of a <see cref="ColumnUse"/>.</param>
/// <param name="Note">Why it is not used, or when it is; empty where there is nothing to say.</param>
/// <param name="ColumnMap">The column map that would use it, where it seems to hold customers' data; otherwise null.</param>
public sealed record ColumnPreview(string Column, string Key, string Example, string Use, string Note, string? ColumnMap)
{
    /// <summary><see cref="Use"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal ColumnUse UseValue => (ColumnUse)Enum.Parse(typeof(ColumnUse), Use);
}
