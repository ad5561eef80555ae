using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Files;
using Xunit;

namespace MessengerMarketing.Tests.Customers;

/// <summary>Export files of real programs, read without a column map; <c>tests/data/exports/expected.json</c> has the cells that must come out.</summary>
public sealed class ExportFilesTests
{
    public static TheoryData<string> Files => [.. ReadExpected().Select(file => file.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_cell_of_a_programs_export_comes_out_without_a_column_map(string file)
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> expected = ReadExpected().Single(each => each.File == file).Rows;

        List<IReadOnlyDictionary<SchemaKey, string>> rows = ReadRows(TextFile.Data(Path.Combine("exports", file)));

        string[] actual = [.. expected.SelectMany((row, index) => row.Select(cell => $"{index + 1} {cell.Key} {rows[index].GetValueOrDefault(System.Enum.Parse<SchemaKey>(cell.Key))}"))];
        Assert.Equal(expected.SelectMany((row, index) => row.Select(cell => $"{index + 1} {cell.Key} {cell.Value}")), actual);
    }

    private static List<IReadOnlyDictionary<SchemaKey, string>> ReadRows(string path)
    {
        using CustomerFile file = CustomerFile.Open(path, new CustomerFileOptions());
        ColumnMapping mapping = ColumnMapping.Resolve(file.ColumnNames);
        using var converter = new RowConverter(mapping, new HashingOptions(), normalized: true);
        return [.. file.ReadBlocks(mapping, 100).SelectMany(block => Enumerable.Range(0, block.Count).Select(row => converter.Convert(block, row).Values))];
    }

    private static IEnumerable<(string File, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)> ReadExpected()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(TextFile.Data(Path.Combine("exports", "expected.json"))));
        foreach (JsonElement file in document.RootElement.EnumerateArray())
        {
            yield return (
                file.GetProperty("file").GetString()!,
                [.. file.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value.GetString()!))]);
        }
    }
}
