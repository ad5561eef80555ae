using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Files;
using Xunit;

namespace MessengerMarketing.Tests.Customers;

/// <summary>
/// Export files of real programs, read without a column map. <c>expected.json</c> has the cells that must come out: in
/// <c>tests/data/exports</c> at least those, in <c>tests/data/exports-more</c> those and no others.
/// </summary>
public sealed class ExportFilesTests
{
    private const string AtLeast = "exports";
    private const string Exactly = "exports-more";

    // The identifiers of a person, and what Meta matches beside them; the ids that lists have are not recognized by name.
    private static readonly SchemaKey[] Keys =
    [
        SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.FN, SchemaKey.LN, SchemaKey.CT, SchemaKey.ST, SchemaKey.ZIP, SchemaKey.COUNTRY,
        SchemaKey.DOBY, SchemaKey.DOBM, SchemaKey.DOBD, SchemaKey.GEN,
    ];

    public static TheoryData<string> Files => [.. ReadExpected(AtLeast).Select(file => file.File)];

    public static TheoryData<string> MoreFiles => [.. ReadExpected(Exactly).Select(file => file.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_cell_of_a_program_export_is_read_without_a_column_map(string file)
    {
        ExportFile expected = ReadExpected(AtLeast).Single(each => each.File == file);

        List<IReadOnlyDictionary<SchemaKey, string>> rows = ReadRows(AtLeast, expected);

        string[] actual = [.. expected.Rows.SelectMany((row, index) => row.Select(cell => $"{index + 1} {cell.Key} {rows[index].GetValueOrDefault(Enum.Parse<SchemaKey>(cell.Key))}"))];
        Assert.Equal(expected.Rows.SelectMany((row, index) => row.Select(cell => $"{index + 1} {cell.Key} {cell.Value}")), actual);
    }

    [Theory]
    [MemberData(nameof(MoreFiles))]
    public void Only_the_right_cells_of_a_program_export_are_read(string file)
    {
        ExportFile expected = ReadExpected(Exactly).Single(each => each.File == file);

        List<IReadOnlyDictionary<SchemaKey, string>> rows = ReadRows(Exactly, expected);

        Assert.Equal(
            expected.Rows.SelectMany((row, index) => Keys.Where(key => row.ContainsKey(key.ToString())).Select(key => $"{index + 1} {key} {row[key.ToString()]}")),
            rows.SelectMany((row, index) => Keys.Where(key => row.GetValueOrDefault(key) is { Length: > 0 }).Select(key => $"{index + 1} {key} {row[key]}")));
    }

    private static List<IReadOnlyDictionary<SchemaKey, string>> ReadRows(string folder, ExportFile export)
    {
        var options = new CustomerFileOptions { Encoding = export.Encoding is { } name && folder == Exactly ? CodePagesEncodingProvider.Instance.GetEncoding(name) : null };
        using var file = CustomerFile.Open(TextFile.Data(Path.Combine(folder, export.File)), options);
        var mapping = ColumnMapping.Resolve(file.ColumnNames);
        using var converter = new RowConverter(mapping, new HashingOptions(), normalized: true);
        return [.. file.ReadBlocks(mapping, 100).SelectMany(block => Enumerable.Range(0, block.Count).Select(row => converter.Convert(block, row).Values))];
    }

    private static IEnumerable<ExportFile> ReadExpected(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(TextFile.Data(Path.Combine(folder, "expected.json"))));
        foreach (JsonElement file in document.RootElement.EnumerateArray())
        {
            yield return new ExportFile(
                file.GetProperty("file").GetString()!,
                file.TryGetProperty("encoding", out JsonElement encoding) ? encoding.GetString() : null,
                [.. file.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value.GetString()!))]);
        }
    }

    /// <summary>A file, the encoding that <c>-Encoding</c> would name, and the cells of each row.</summary>
    private sealed record ExportFile(string File, string? Encoding, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows);
}
