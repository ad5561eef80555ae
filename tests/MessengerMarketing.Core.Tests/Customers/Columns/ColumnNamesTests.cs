using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Tests.Customers.Files;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Columns;

/// <summary>Column names as programs write them; the tables are in <c>tests/data/columns</c>.</summary>
public sealed class ColumnNamesTests
{
    public static TheoryData<string> Others => [.. ReadLines("others.txt")];

    public static TheoryData<string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (string[] fields in ReadLines("names.txt").Select(static line => line.Split('\t')))
            {
                names.Add(fields[0], fields[1]);
            }

            return names;
        }
    }

    public static TheoryData<string> Programs => [.. ReadPrograms().Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Others))]
    public void A_column_that_means_something_else_is_neither_read_nor_proposed(string name)
    {
        var mapping = ColumnMapping.Resolve(["Email", name]);

        Assert.Equal(["Email"], mapping.Columns.Select(column => column.Name));
        Assert.Empty(mapping.NearMisses);
        Assert.Empty(mapping.ListColumns[1].Targets);
    }

    [Fact]
    public void Adjacent_columns_that_mean_something_else_are_not_read_either()
    {
        var mapping = ColumnMapping.Resolve(["Email", .. ReadLines("others.txt").Where(static name => name is not ("Name" or "Country ID"))]);

        Assert.Equal(["Email"], mapping.Columns.Select(column => column.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_column_fills_the_key_of_its_name(string name, string key)
    {
        var mapping = ColumnMapping.Resolve([name, "Email"]);

        Assert.Equal(key, mapping.Columns.SingleOrDefault(static column => column.Index == 0)?.Target.ToString() ?? "-");
    }

    [Theory]
    [InlineData("E-posta|Cep|Şehir")]
    [InlineData("Email|c/o|City|Country")]
    [InlineData("Email|Home|Phone")]
    [InlineData("Email|Work|Mobile Phone")]
    public void A_short_name_that_means_something_else_in_this_list_is_not_read(string columns)
    {
        var mapping = ColumnMapping.Resolve(columns.Split('|'));

        Assert.DoesNotContain(mapping.Columns, static column => column.Index == 1);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_columns_of_a_program_export_fill_the_right_keys(string program)
    {
        (_, IReadOnlyList<(string Column, string Key)> expected) = ReadPrograms().Single(each => each.Name == program);

        var mapping = ColumnMapping.Resolve([.. expected.Select(static line => line.Column)]);

        Assert.Equal(expected, expected.Select((line, index) => (line.Column, Format(mapping, index, line.Key))));
    }

    [Theory]
    [InlineData("E\uD83D-Mail")]
    [InlineData("E-\uDE00Mail")]
    [InlineData("\uFFFEE-Mail\uFFFF")]
    [InlineData("E-Mail\uD83D")]
    public void Invalid_characters_in_a_name_do_not_count(string name) => Assert.Equal("EMAIL", ColumnNames.Find(name)?.ToString());

    /// <summary>The key of a column, with its rank and address as far as the expected text has them.</summary>
    private static string Format(ColumnMapping mapping, int index, string expected)
    {
        if (mapping.Columns.SingleOrDefault(column => column.Index == index) is not { } read)
        {
            return "-";
        }

        string rank = expected.Split(' ') is [_, [>= '0' and <= '9'], ..] || read.Rank > 0 ? $" {read.Rank}" : string.Empty;
        return $"{read.Target}{rank}{(read.Address > 0 ? $" address {read.Address}" : string.Empty)}";
    }

    private static IEnumerable<string> ReadLines(string file)
        => File.ReadLines(TextFile.Data(Path.Combine("columns", file))).Where(static line => line.Length > 0 && !line.StartsWith("# ", System.StringComparison.Ordinal));

    private static IEnumerable<(string Name, IReadOnlyList<(string Column, string Key)> Columns)> ReadPrograms()
    {
        string name = string.Empty;
        var columns = new List<(string, string)>();
        foreach (string line in ReadLines("programs.txt").Append("= "))
        {
            if (!line.StartsWith("= ", System.StringComparison.Ordinal))
            {
                string[] fields = line.Split('\t');
                columns.Add((fields[0], fields[1]));
                continue;
            }

            if (columns.Count > 0)
            {
                yield return (name, columns);
            }

            name = line[2..];
            columns = [];
        }
    }
}
