using System.Globalization;

namespace MessengerMarketing.Customers.Columns;

/// <summary>The counts of a consent column.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Yes">Rows that permit marketing.</param>
/// <param name="No">Rows that do not.</param>
/// <param name="Unknown">Rows without an answer.</param>
public sealed record ConsentCount(string Column, long Yes, long No, long Unknown)
{
    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}: {1} yes, {2} no, {3} unknown", Column, Yes, No, Unknown);
}
