using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Files;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Files;

public sealed class CustomerFileQuoteTests
{
    [Fact]
    public void Quoted_fields_hold_delimiters_quotes_and_line_breaks() => Assert.Equal(
        ["a,b|c\"d\"", "1\r\n2\r3\n4|", "|x"],
        TextFile.Read("p,q\n\"a,b\",\"c\"\"d\"\"\"\n\"1\r\n2\r3\n4\",\"\"\n\"\",x\n").Rows);

    [Fact]
    public void A_quote_after_a_blank_opens_a_field_too() =>
        Assert.Equal(["a@example.com|Smith, Jr.", "1|2"], TextFile.Read("a, b\na@example.com, \"Smith, Jr.\"\n1, 2\n").Rows);

    [Fact]
    public void A_quote_inside_an_unquoted_field_is_part_of_it() =>
        Assert.Equal(["5'10\"|Jo \"JJ\" Smith"], TextFile.Read("a,b\n5'10\",Jo \"JJ\" Smith\n").Rows);

    [Fact]
    public void Text_after_a_closing_quote_belongs_to_the_field() =>
        Assert.Equal(["ab|c"], TextFile.Read("x,y\n\"a\"b,c\n").Rows);

    [Theory]
    [InlineData("c@example.com,\"Ann\nd@example.com,Bob\n")]
    [InlineData("\"c@example.com,Ann\nd@example.com,Bob\n")]
    [InlineData("c@example.com,\"Ann")]
    [InlineData("c\"c@example.com,\"Ann\nd@example.com,Bob\n")]
    [InlineData("\"c\"c@example.com, \"Ann\nd@example.com,Bob\n")]
    [InlineData("c@example.com,\"Ann \"\"A\"\" \nd@example.com,Bob\n")]
    public void An_unclosed_quote_ends_the_file_after_the_rows_before_it(string tail)
    {
        using var text = new TextFile("email,name\na@example.com,x\nb@example.com,y\n" + tail);
        using var file = CustomerFile.Open(text.Path, new CustomerFileOptions());
        var rows = new List<string>();

        CustomerFileException error = Assert.Throws<CustomerFileException>(() =>
        {
            foreach (string row in TextFile.Rows(file, blockSize: 100))
            {
                rows.Add(row);
            }
        });

        Assert.Equal(["a@example.com|x", "b@example.com|y"], rows);
        Assert.EndsWith("cannot be read from row 3 on: a quotation mark is opened there and not closed. Rows read before it: 2.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unclosed_quote_is_reported_in_a_large_file_too()
    {
        string[] good = [.. Enumerable.Range(0, 20_000).Select(i => $"{i}@example.com")];
        using var text = new TextFile("email,name\n" + string.Concat(good.Select(row => row + ",x\n")) + "\"" + string.Concat(good.Select(row => row + ",y\n")));
        using var file = CustomerFile.Open(text.Path, new CustomerFileOptions());
        int rows = 0;

        CustomerFileException error = Assert.Throws<CustomerFileException>(() =>
        {
            foreach (string row in TextFile.Rows(file, blockSize: 1_000))
            {
                rows++;
            }
        });

        Assert.Equal(20_000, rows);
        Assert.Contains("from row 20001 on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_many_megabytes_counts_as_an_unclosed_quote()
    {
        using var text = new TextFile("a,b\n1,2\n\"" + new string('x', CustomerFile.MaxLine + 200_000) + "\n");
        using var file = CustomerFile.Open(text.Path, new CustomerFileOptions());

        CustomerFileException error = Assert.Throws<CustomerFileException>(() => TextFile.Rows(file).ToArray());

        Assert.EndsWith("cannot be read from row 2 on: it is longer than 8 MiB, most likely because a quotation mark is opened there and not closed. Rows read before it: 1.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a@example.com,\"Ann\nb@example.com,\"Bob\"\n")]
    [InlineData("a@example.com,\"Ann\nb@example.com,Bob\nc@example.com,\"Cy\"\n")]
    public void Rows_that_a_stray_quote_merged_are_not_trusted(string lines)
    {
        string[] rows = TextFile.Read("email,name\n" + lines + "z@example.com,Zoe\n").Rows;

        Assert.StartsWith("LinesRunTogether: a@example.com|Ann\n", rows[0], StringComparison.Ordinal);
        Assert.Equal(["z@example.com|Zoe"], rows.Skip(1));
    }

    [Theory]
    [InlineData("email,\"na\"\"me\n1,2\n")]
    [InlineData("\"email,name\na@example.com,Ann\n")]
    [InlineData("em\"ail,\"name\na@example.com,Ann\n")]
    public void An_unclosed_quote_in_the_header_is_an_error(string content)
    {
        CustomerFileException error = Assert.Throws<CustomerFileException>(() => TextFile.Read(content));

        Assert.EndsWith("cannot be read. A quotation mark is opened there and not closed.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\"", true)]
    [InlineData("\"\"", false)]
    [InlineData("\"\"\"", true)]
    [InlineData("a\"", false)]
    [InlineData("a,\"", true)]
    [InlineData("a, \"", true)]
    [InlineData("a,b \"", false)]
    [InlineData("\"a\"\"", true)]
    [InlineData("\"a\"b\"", false)]
    [InlineData("\"a\nb\",c", false)]
    [InlineData("\"a\nb,c", true)]
    public void The_quotes_of_a_line_determine_whether_it_continues(string line, bool expected) =>
        Assert.Equal(expected, QuotedLine.StaysOpen(line, ','));
}
