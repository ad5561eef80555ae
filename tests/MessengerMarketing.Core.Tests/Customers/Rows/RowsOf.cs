using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Tests.Customers.Rows;

/// <summary>Blocks of rows as a list would deliver them.</summary>
internal static class RowsOf
{
    /// <summary>A block whose rows have a value for each of the targets.</summary>
    public static RowBlock Block(params string?[][] rows) => Block(number: 1, firstRow: 1, rows);

    public static RowBlock Block(int number, long firstRow, params string?[][] rows)
    {
        int width = rows.Length == 0 ? 1 : rows[0].Length;
        var block = new RowBlock(width, rows.Length, number, firstRow);
        foreach (string?[] row in rows)
        {
            int index = block.AddRow();
            for (int column = 0; column < width; column++)
            {
                block[index, column] = row[column];
            }
        }

        return block;
    }

    public static ColumnMapping Mapping(params ColumnTarget[] targets) => ColumnMapping.ForKeys(targets);
}
