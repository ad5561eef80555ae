using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>Reads the first rows of a list with all columns.</summary>
internal static class ListSample
{
    /// <summary>Creates a mapping that reads all columns.</summary>
    public static ColumnMapping CreateMapping(IReadOnlyList<string> columnNames)
        => ColumnMapping.Create(columnNames, columnNames.Select(static (name, index) => new MappedColumn(name, index, ColumnTarget.Consent)));

    /// <summary>Returns the rows of a block that was read with <see cref="CreateMapping"/>.</summary>
    public static IReadOnlyList<IReadOnlyList<string?>> FromBlock(RowBlock block, int columns)
        => [.. Enumerable.Range(0, block.Count).Select(row => (IReadOnlyList<string?>)[.. Enumerable.Range(0, columns).Select(column => block[row, column])])];

    /// <summary>Reads the first rows of a file. Returns no rows if the file cannot be read. Reading the list reports the error.</summary>
    public static IReadOnlyList<IReadOnlyList<string?>> Read(string path, CustomerFileOptions options)
    {
        try
        {
            using var file = CustomerFile.Open(path, options);
            using RowBlock? block = file.ReadBlocks(CreateMapping(file.ColumnNames), ListPreview.SampleRows).FirstOrDefault();
            return block is null ? [] : FromBlock(block, file.ColumnNames.Count);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CustomerFileException)
        {
            return [];
        }
    }
}
