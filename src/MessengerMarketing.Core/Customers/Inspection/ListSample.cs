using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>Reads the first rows of a list with all of their columns, whether these fill a key or not.</summary>
internal static class ListSample
{
    /// <summary>A mapping by which every column is read.</summary>
    public static ColumnMapping CreateMapping(IReadOnlyList<string> columnNames)
        => ColumnMapping.Create(columnNames, columnNames.Select(static (name, index) => new MappedColumn(name, index, ColumnTarget.Consent)));

    /// <summary>The rows of a block that was read by <see cref="CreateMapping"/>.</summary>
    public static IReadOnlyList<IReadOnlyList<string?>> FromBlock(RowBlock block, int columns)
        => [.. Enumerable.Range(0, block.Count).Select(row => (IReadOnlyList<string?>)[.. Enumerable.Range(0, columns).Select(column => block[row, column])])];

    /// <summary>Reads the first rows of a file. A file that cannot be read has none here; reading the list itself says why.</summary>
    public static IReadOnlyList<IReadOnlyList<string?>> Read(string path, CustomerFileOptions options)
    {
        try
        {
            using CustomerFile file = CustomerFile.Open(path, options);
            using RowBlock? block = file.ReadBlocks(CreateMapping(file.ColumnNames), ListPreview.SampleRows).FirstOrDefault();
            return block is null ? [] : FromBlock(block, file.ColumnNames.Count);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CustomerFileException)
        {
            return [];
        }
    }
}
