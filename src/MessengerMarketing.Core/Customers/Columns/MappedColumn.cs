namespace MessengerMarketing.Customers.Columns;

/// <summary>A column that is read.</summary>
/// <param name="Name">Its name in the list.</param>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Target">What it fills.</param>
public sealed record MappedColumn(string Name, int Index, ColumnTarget Target);
