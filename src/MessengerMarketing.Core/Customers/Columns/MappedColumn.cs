namespace MessengerMarketing.Customers.Columns;

/// <summary>A column that is read.</summary>
/// <param name="Name">Its name in the list.</param>
/// <param name="Index">Its index in the list, from 0.</param>
/// <param name="Target">Its target.</param>
internal sealed record MappedColumn(string Name, int Index, ColumnTarget Target)
{
    /// <summary>Its rank among the columns with the same target, from 0. The first usable value of a row is used.</summary>
    public int Rank { get; init; }

    /// <summary>The address that it belongs to, from 1 in order of preference, or 0 if the list has only one address. City, state, postal code, and country of
    /// a row come from the same address: the first one that is not blank.</summary>
    public int Address { get; init; }
}
