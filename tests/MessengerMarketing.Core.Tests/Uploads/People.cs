using System;
using System.Collections.Generic;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Tests.Uploads;

/// <summary>Lists of people with nothing but an address; row N is <c>personN@example.com</c>.</summary>
internal static class People
{
    /// <summary>SHA-256 of <c>person1@example.com</c>, made with the sha256sum tool.</summary>
    public const string First = "18c0922f0e3b9e9e84a5ded2ff107ab7cc938e72dd9f9c8db6baa701b734623d";

    public static ColumnMapping Mapping { get; } = ColumnMapping.ForKeys([SchemaKey.EMAIL]);

    /// <summary>Blocks of so many rows each, made as they are asked for.</summary>
    /// <param name="rows">Rows in all.</param>
    /// <param name="blockSize">Rows in a block.</param>
    /// <param name="isBad">Which rows, by number, have no usable address.</param>
    public static IEnumerable<RowBlock> Blocks(int rows, int blockSize, Func<int, bool>? isBad = null)
    {
        for (int first = 1, number = 1; first <= rows; first += blockSize, number++)
        {
            yield return Block(number, first, Math.Min(blockSize, rows - first + 1), isBad);
        }
    }

    public static RowBlock Block(int number, int firstRow, int rows, Func<int, bool>? isBad = null)
    {
        var block = new RowBlock(1, rows, number, firstRow);
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            block[block.AddRow(), 0] = isBad?.Invoke(row) == true ? "nobody" : $"person{row}@example.com";
        }

        return block;
    }

    public static HashedBatch Batch(int number = 1, int firstRow = 1, int rows = 1, Func<int, bool>? isBad = null)
    {
        using var encoder = new BatchEncoder(Mapping, new HashingOptions());
        using RowBlock block = Block(number, firstRow, rows, isBad);
        return encoder.Encode(block);
    }
}
