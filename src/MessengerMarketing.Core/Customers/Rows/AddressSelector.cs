using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Selects the address that a row's city, state, postal code and country are taken from, where its list has several.</summary>
internal sealed class AddressSelector(IReadOnlyList<MappedColumn> columns)
{
    private readonly int _addresses = columns.Select(static column => column.Address).DefaultIfEmpty().Max();

    /// <summary>The row's address: the first that is not blank; 0 where the list has one only.</summary>
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
