using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Selects the address that supplies the city, state, postal code, and country of a row if the list has several addresses.</summary>
internal sealed class AddressSelector(IReadOnlyList<MappedColumn> columns)
{
    private readonly int _addresses = columns.Select(static column => column.Address).DefaultIfEmpty().Max();

    /// <summary>Returns the first address of the row that is not blank, or 0 if the list has only one address.</summary>
    public int Select(RowBlock block, int row)
    {
        for (int address = 1; address < _addresses; address++)
        {
            for (int column = 0; column < columns.Count; column++)
            {
                if (columns[column].Address == address && !TextRules.IsBlank(block.Read(row, column)))
                {
                    return address;
                }
            }
        }

        return _addresses;
    }
}
