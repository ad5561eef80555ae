using System;
using System.Linq;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Which cell of a row each column of a list fills, and in which order.</summary>
internal sealed class RowLayout
{
    public RowLayout(ColumnMapping mapping)
    {
        Schema = [.. mapping.Schema];
        Columns = [.. mapping.Columns];
        Slots = [.. Columns.Select(column => SlotOf(column.Target.Key ?? SchemaKey.DOBY))];
        Order = [.. Enumerable.Range(0, Columns.Length)
            .Where(index => !Columns[index].Target.IsConsent)
            .OrderBy(index => Columns[index].Target.Key == SchemaKey.COUNTRY ? 0 : 1)
            .ThenBy(index => Columns[index].Rank)];
        IsConditional = [.. Columns.Select(static column => column.Address != 0 || column.Rank > 0)];
        IsDate = [.. Columns.Select(static column => column.Target == ColumnTarget.DateOfBirth)];
        ExternalIdSlot = SlotOf(SchemaKey.EXTERN_ID);
    }

    /// <summary>The schema keys, in the order of the cells.</summary>
    public SchemaKey[] Schema { get; }

    /// <summary>The columns.</summary>
    public MappedColumn[] Columns { get; }

    /// <summary>For each column, the cell that it fills; the first of three for a whole date.</summary>
    public int[] Slots { get; }

    /// <summary>The columns that are normalized, in order. The country comes first, because its rules apply to the phone number, state, and postal code.</summary>
    public int[] Order { get; }

    /// <summary>For each column, whether the row decides if it is used.</summary>
    public bool[] IsConditional { get; }

    /// <summary>For each column, whether it holds a whole date of birth.</summary>
    public bool[] IsDate { get; }

    /// <summary>The cell of the external id; -1 where the list has none.</summary>
    public int ExternalIdSlot { get; }

    /// <summary>The key that a column fills.</summary>
    public SchemaKey KeyOf(int column) => Schema[Slots[column]];

    private int SlotOf(SchemaKey key) => Array.IndexOf(Schema, key);
}
