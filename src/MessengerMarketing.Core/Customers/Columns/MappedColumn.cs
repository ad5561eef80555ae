namespace MessengerMarketing.Customers.Columns;

/// <summary>A column that is read.</summary>
/// <param name="Name">Its name in the list.</param>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Target">What it fills.</param>
internal sealed record MappedColumn(string Name, int Index, ColumnTarget Target)
{
    /// <summary>Its place among the columns of the same target, from 0. A row's value is its first one that can be used.</summary>
    public int Rank { get; init; }

    /// <summary>
    /// The address that it is a part of, from 1 in the order of preference; 0 where the list has one address only. A row's city, state,
    /// postal code and country all come from one address: the first that is not blank.
    /// </summary>
    public int Address { get; init; }
}
