using System;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Rows;

/// <summary>Memory is bounded whatever a list holds.</summary>
public sealed class RowBlockLimitTests
{
    [Fact]
    public void A_block_keeps_only_the_start_of_a_cell_that_is_too_long()
    {
        using var block = new RowBlock(width: 1, capacity: 10, number: 1, firstRow: 1);
        block.AddRow([new string('a', 8 * 1024 * 1024)]);
        block[block.AddRow(), 0] = new string('b', 5000);
        block.AddRow([new string('c', 1024)]);

        Assert.Equal(new string('a', 1025), block[0, 0]);
        Assert.Equal(new string('b', 1025), block[1, 0]);
        Assert.Equal(new string('c', 1024), block[2, 0]);
    }

    [Fact]
    public void A_block_is_full_when_its_cells_fill_it_regardless_of_its_number_of_rows()
    {
        using var block = new RowBlock(width: 10, capacity: 10_000, number: 1, firstRow: 1);
        string?[] row = new string?[10];
        Array.Fill(row, new string('a', 1024));
        while (!block.IsFull)
        {
            block.AddRow(row);
        }

        // 4 MiB of characters in rows of 10,240.
        Assert.Equal(410, block.Count);
    }
}
