using System.Collections.Generic;
using System.Linq;
using System.Text;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Files;

/// <summary>A file can be entered at any of its blocks.</summary>
public sealed class CustomerFileStartTests
{
    private const string Lines = "Email;Note\nann1@example.com;é\nann2@example.com;\"two\nlines\"\n\nann3@example.com;ẞ\nann4@example.com;x\nann5@example.com;\"a;b\"\n";

    public static TheoryData<string> Files => new(
        Lines,
        "\uFEFF" + Lines,
        "\uFEFF\uFEFF" + Lines,
        Lines.Replace("\nann", "\n\uFEFFann", System.StringComparison.Ordinal),
        Lines.Replace("\n", "\r\n", System.StringComparison.Ordinal),
        Lines.TrimEnd('\n'));

    [Theory]
    [MemberData(nameof(Files))]
    public void The_remaining_rows_are_the_same_as_when_read_from_the_beginning(string content)
    {
        using var text = new TextFile(content);
        (CustomerFilePosition Position, string Rows)[] whole = [.. Read(text.Path, new CustomerFileOptions())];
        Assert.Equal([1, 2, 3], whole.Select(static block => block.Position.Block));
        Assert.Equal([1, 3, 5], whole.Select(static block => block.Position.Row));

        foreach ((CustomerFilePosition position, _) in whole)
        {
            var options = new CustomerFileOptions { Delimiter = ';', Header = ["Email", "Note"], Start = position };
            Assert.Equal(whole.Skip(position.Block - 1), Read(text.Path, options));
        }
    }

    [Fact]
    public void Bytes_can_be_counted_in_utf8_only()
    {
        using var utf8 = new TextFile(Lines);
        using var marked = new TextFile(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Lines)).ToArray());
        using var latin = new TextFile(Encoding.Latin1.GetBytes("Email\nann1@example.com\n"));
        using var first = CustomerFile.Open(utf8.Path, new CustomerFileOptions());
        using var second = CustomerFile.Open(marked.Path, new CustomerFileOptions());
        using var third = CustomerFile.Open(latin.Path, new CustomerFileOptions { Encoding = Encoding.Latin1 });

        Assert.Equal((true, false, false), (first.CanEnter, second.CanEnter, third.CanEnter));
    }

    private static IEnumerable<(CustomerFilePosition Position, string Rows)> Read(string path, CustomerFileOptions options)
    {
        using var file = CustomerFile.Open(path, options);
        var mapping = ColumnMapping.ForKeys([SchemaKey.EMAIL, SchemaKey.FN]);
        foreach (RowBlock block in file.ReadBlocks(mapping, 2))
        {
            using (block)
            {
                string rows = string.Join("/", Enumerable.Range(0, block.Count).Select(row => $"{block[row, 0]}|{block[row, 1]}"));
                yield return (new CustomerFilePosition(block.Offset!.Value, block.Number, block.FirstRow), rows);
            }
        }
    }
}
