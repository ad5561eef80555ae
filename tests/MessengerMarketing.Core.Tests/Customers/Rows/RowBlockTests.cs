using System;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Rows;

public sealed class RowBlockTests
{
    [Fact]
    public void A_block_holds_as_many_rows_as_it_was_created_for()
    {
        using var block = new RowBlock(width: 2, capacity: 2, number: 4, firstRow: 31);
        Assert.Equal((4, 31, 0, false), (block.Number, block.FirstRow, block.Count, block.IsFull));

        Assert.Equal(0, block.AddRow());
        Assert.Equal(1, block.AddRow());
        Assert.True(block.IsFull);
        Assert.Throws<InvalidOperationException>(() => block.AddRow());
    }

    [Fact]
    public void A_new_row_is_empty_in_a_reused_array()
    {
        for (int i = 0; i < 4; i++)
        {
            using var block = new RowBlock(width: 3, capacity: 5, number: 1, firstRow: 1);
            for (int row = 0; row < 5; row++)
            {
                block.AddRow();
                Assert.Equal((null, null, null), (block[row, 0], block[row, 1], block[row, 2]));
                block[row, 0] = block[row, 1] = block[row, 2] = "someone's";
            }
        }
    }

    [Fact]
    public void A_value_can_be_written_in_place()
    {
        using var block = new RowBlock(width: 2, capacity: 1, number: 1, firstRow: 1);
        int row = block.AddRow();
        string longer = new('x', 1000);
        longer.CopyTo(block.Reserve(longer.Length));
        block.Take(row, 0, longer.Length);
        "ab".CopyTo(block.Reserve(3));
        block.Take(row, 1, 2);

        Assert.Equal((longer, "ab"), (block[row, 0], block[row, 1]));
        Assert.Equal("ab", block.Read(row, 1).ToString());
    }

    [Fact]
    public void A_cell_without_a_value_reads_as_empty()
    {
        using var block = new RowBlock(width: 1, capacity: 1, number: 1, firstRow: 1);
        Assert.Equal(string.Empty, block.Read(block.AddRow(), 0).ToString());
    }

    [Fact]
    public void A_disposed_block_gives_no_values_and_can_be_disposed_again()
    {
        var block = new RowBlock(width: 1, capacity: 1, number: 1, firstRow: 1);
        block.AddRow();
        block.Dispose();
        block.Dispose();

        Assert.Throws<ObjectDisposedException>(() => block[0, 0]);
        Assert.Throws<ObjectDisposedException>(() => block[0, 0] = "x");
    }

    [Fact]
    public void A_row_is_trusted_until_it_is_rejected()
    {
        using var block = new RowBlock(width: 1, capacity: 2, number: 1, firstRow: 1);
        block.AddRow();
        block.AddRow();
        Assert.Equal(RejectReason.None, block.RejectionOf(1));

        block.Reject(1, RejectReason.TooManyColumns);
        Assert.Equal(RejectReason.None, block.RejectionOf(0));
        Assert.Equal(RejectReason.TooManyColumns, block.RejectionOf(1));
    }

    [Fact]
    public void A_list_without_used_columns_still_has_rows()
    {
        using var block = new RowBlock(width: 0, capacity: 2, number: 1, firstRow: 1);
        block.AddRow();
        block.AddRow();

        Assert.Equal(2, block.Count);
    }
}
