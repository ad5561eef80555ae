using System;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>A column of a list, as displayed before an upload.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Key">The schema keys that it fills or would fill, or empty.</param>
/// <param name="Example">The shape of its first value; see <see cref="ValueShape"/>. Empty if the first rows have no value.</param>
/// <param name="Use">How it is used: the name of a <see cref="ColumnUse"/>.</param>
/// <param name="Note">Why it is not used, or in which rows it is used. Otherwise empty.</param>
/// <param name="ColumnMap">The column map that would use it, if it seems to contain customer data. Otherwise null.</param>
public sealed record ColumnPreview(string Column, string Key, string Example, string Use, string Note, string? ColumnMap)
{
    /// <summary><see cref="Use"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal ColumnUse UseValue => (ColumnUse)Enum.Parse(typeof(ColumnUse), Use);
}
