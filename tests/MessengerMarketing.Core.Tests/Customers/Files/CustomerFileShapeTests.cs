using System;
using System.Linq;
using System.Text;
using MessengerMarketing.Customers.Files;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Files;

public sealed class CustomerFileShapeTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_in_any_of_three_ways(string end)
    {
        (string columns, string[] rows) = TextFile.Read($"email,phone{end}a@example.com,1{end}b@example.com,2{end}");
        Assert.Equal("email|phone", columns);
        Assert.Equal(["a@example.com|1", "b@example.com|2"], rows);

        Assert.Equal(["a@example.com|1", "b@example.com|2"], TextFile.Read($"email,phone{end}a@example.com,1{end}b@example.com,2").Rows);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Line_ends_are_recognized_across_read_buffers(string end)
    {
        // Rows of many lengths, so that a line end falls on every place around the end of a buffer of 64 KiB.
        string[] expected = [.. Enumerable.Range(0, 12_000).Select(i => $"{i}|{new string('x', i % 97)}")];
        string text = $"n,x{end}" + string.Concat(expected.Select(row => row.Replace('|', ',') + end));

        Assert.Equal(expected, TextFile.Read(text).Rows);
    }

    [Fact]
    public void Text_that_begins_with_the_letters_of_an_archive_is_text() => Assert.Equal("PK|email", TextFile.Read("PK,email\n1,a@example.com\n").Columns);

    [Theory]
    [InlineData("email\n", 0)]
    [InlineData("email\n\n\n", 0)]
    [InlineData("email\na@example.com\n\nb@example.com", 2)]
    public void Rows_are_counted_as_they_are_read(string content, long rows)
    {
        using var text = new TextFile(content);
        using var file = CustomerFile.Open(text.Path, new CustomerFileOptions());
        Assert.Equal(0, file.RowsRead);

        _ = TextFile.Rows(file).ToArray();

        Assert.Equal(rows, file.RowsRead);
    }

    [Fact]
    public void Line_ends_can_be_mixed() =>
        Assert.Equal(["1|2", "3|4", "5|6"], TextFile.Read("a,b\r1,2\n3,4\r\n5,6").Rows);

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void The_delimiter_is_detected(string delimiter)
    {
        (string columns, string[] rows) = TextFile.Read($"email{delimiter}name\na@example.com{delimiter}Ann\nb@example.com{delimiter}Bob\n");

        Assert.Equal("email|name", columns);
        Assert.Equal(["a@example.com|Ann", "b@example.com|Bob"], rows);
    }

    [Fact]
    public void Other_delimiters_inside_quotes_or_values_do_not_mislead()
    {
        Assert.Equal("a,b,c|d", TextFile.Read("\"a,b,c\";d\n1;2\n").Columns);
        Assert.Equal(["1,5|2,5"], TextFile.Read("x;y\n1,5;2,5\n").Rows);
        Assert.Equal(["a;b|c;d"], TextFile.Read("x\ty\na;b\tc;d\n").Rows);
    }

    [Fact]
    public void A_specified_delimiter_is_used()
    {
        Assert.Equal("a;b|c", TextFile.Read("a;b,c\n1,2\n", new CustomerFileOptions { Delimiter = ',' }).Columns);
        Assert.Equal("a|b", TextFile.Read("a:b\n1:2\n", new CustomerFileOptions { Delimiter = ':' }).Columns);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('\r')]
    [InlineData('\0')]
    [InlineData('é')]
    public void An_invalid_delimiter_is_refused(char delimiter) =>
        Assert.Throws<System.ArgumentOutOfRangeException>(() => new CustomerFileOptions { Delimiter = delimiter });

    [Fact]
    public void A_single_column_needs_no_delimiter()
    {
        Assert.Equal(["a@example.com", "b@example.com"], TextFile.Read("email\na@example.com\nb@example.com\n").Rows);
        Assert.Equal(["+1,202,5550123"], TextFile.Read("phone\n\"+1,202,5550123\"\n").Rows);
    }

    [Fact]
    public void A_line_that_specifies_the_separator_is_skipped() =>
        Assert.Equal("a|b", TextFile.Read("sep=;\na;b\n1;2\n").Columns);

    [Fact]
    public void With_specified_column_names_the_first_line_is_a_row()
    {
        var options = new CustomerFileOptions { Header = ["email", "phone"] };
        (string columns, string[] rows) = TextFile.Read("a@example.com;1\nb@example.com;2\n", options);

        Assert.Equal("email|phone", columns);
        Assert.Equal(["a@example.com|1", "b@example.com|2"], rows);
        Assert.Empty(TextFile.Read("", options).Rows);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\r\n")]
    [InlineData("   \n  \n")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_reported(string content)
    {
        CustomerFileException error = Assert.Throws<CustomerFileException>(() => TextFile.Read(content));

        Assert.Contains("is empty: it has no header line", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",,\n1,2,3\n")]
    [InlineData("\t\t\n")]
    public void A_first_line_of_delimiters_is_not_a_header(string content)
    {
        CustomerFileException error = Assert.Throws<CustomerFileException>(() => TextFile.Read(content));

        Assert.Contains("has no header line: its first line has delimiters only", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email,phone")]
    [InlineData("email,phone\r\n")]
    [InlineData("\n\nemail,phone\n\n\n")]
    public void A_file_with_only_a_header_has_no_rows(string content)
    {
        (string columns, string[] rows) = TextFile.Read(content);

        Assert.Equal("email|phone", columns);
        Assert.Empty(rows);
    }

    [Fact]
    public void Blank_lines_are_skipped_and_do_not_count() =>
        Assert.Equal(["1|2", "3|4"], TextFile.Read("\n\na,b\n\n1,2\n\r\n   \n\n3,4\n\n").Rows);

    [Fact]
    public void Missing_fields_are_empty_and_trailing_delimiters_are_ignored() =>
        Assert.Equal(["1||", "1|2|", "1|2|3", "||"], TextFile.Read("a,b,c\n1\n1,2\n1,2,3,, ,\n,,\n").Rows);

    [Fact]
    public void A_line_with_surplus_fields_is_not_trusted() =>
        Assert.Equal(["1|2", "TooManyColumns: Smith| Jr", "3|4"], TextFile.Read("a,b\n1,2\nSmith,\" Jr\",3\n3,4\n").Rows);

    [Fact]
    public void A_field_of_megabytes_is_read_and_only_its_start_is_kept()
    {
        string field = new('x', 2 * 1024 * 1024);
        string kept = new('x', 1025);

        Assert.Equal([$"a@example.com|{kept}", "b@example.com|1"], TextFile.Read($"a,b\na@example.com,{field}\nb@example.com,1\n").Rows);
        Assert.Equal([$"{kept}|a@example.com"], TextFile.Read($"a,b\n\"{field}\",a@example.com\n").Rows);
    }

    [Fact]
    public void Rows_are_in_blocks_with_their_numbers()
    {
        using var text = new TextFile("email\n" + string.Concat(Enumerable.Range(1, 7).Select(i => $"{i}@example.com\n")));
        using var file = CustomerFile.Open(text.Path, new CustomerFileOptions());
        var mapping = MessengerMarketing.Customers.Columns.ColumnMapping.Resolve(file.ColumnNames);

        Assert.Equal(
            ["1: 1+3 1@example.com", "2: 4+3 4@example.com", "3: 7+1 7@example.com"],
            file.ReadBlocks(mapping, 3).Select(block => $"{block.Number}: {block.FirstRow}+{block.Count} {block[0, 0]}"));
    }

    [Fact]
    public void A_control_character_in_a_value_is_kept() =>
        Assert.Equal(["J\0o|\u001A"], TextFile.Read(Encoding.UTF8.GetBytes("a,b\nJ\0o,\u001A\n")).Rows);
}
