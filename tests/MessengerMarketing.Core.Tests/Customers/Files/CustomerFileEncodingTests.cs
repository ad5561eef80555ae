using System.Linq;
using System.Text;
using MessengerMarketing.Customers.Files;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Files;

public sealed class CustomerFileEncodingTests
{
    private const string Text = "email,first name\njosé@example.com,정\n";

    public static TheoryData<string> Marked => ["utf-8", "utf-16", "utf-16BE", "utf-32"];

    [Fact]
    public void A_file_without_a_mark_is_utf8() => AssertText(TextFile.Read(Text));

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_byte_order_mark_tells_the_encoding(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);

        AssertText(TextFile.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]));
    }

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_byte_order_mark_counts_more_than_the_encoding_that_was_given(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);

        AssertText(TextFile.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)], new CustomerFileOptions { Encoding = Encoding.Latin1 }));
    }

    [Fact]
    public void A_file_without_a_mark_is_read_in_the_encoding_that_was_given()
    {
        AssertText(TextFile.Read(Encoding.Unicode.GetBytes(Text), new CustomerFileOptions { Encoding = Encoding.Unicode }));
        Assert.Equal(["José|ü"], TextFile.Read([.. "a,b\nJos"u8, 0xE9, (byte)',', 0xFC, (byte)'\n'], new CustomerFileOptions { Encoding = Encoding.Latin1 }).Rows);
    }

    [Fact]
    public void What_the_encoding_cannot_read_becomes_the_replacement_character() =>
        Assert.Equal(["Jos\uFFFD|x"], TextFile.Read([.. "a,b\nJos"u8, 0xE9, .. ",x\n"u8]).Rows);

    [Fact]
    public void An_encoding_that_would_throw_does_not_end_the_file()
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        Assert.Equal(["Jos\uFFFD|x"], TextFile.Read([.. "a,b\nJos"u8, 0xE9, .. ",x\n"u8], new CustomerFileOptions { Encoding = strict }).Rows);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Utf16_without_a_mark_is_named_as_such(string name)
    {
        var error = Assert.Throws<CustomerFileException>(() => TextFile.Read(Encoding.GetEncoding(name).GetBytes(Text)));

        Assert.Contains("UTF-16 without a byte order mark", error.Message);
        Assert.Contains("-Encoding Unicode", error.Message);
    }

    [Fact]
    public void A_character_may_lie_across_the_end_of_a_read_buffer()
    {
        // 64 KiB is the size of the parser's buffer; an offset of one to three bytes splits the character everywhere.
        for (int offset = 0; offset < 4; offset++)
        {
            string name = string.Concat(Enumerable.Repeat("정", 40));
            string text = new string('x', offset) + "\n" + string.Concat(Enumerable.Repeat(name + "\n", 2_000));

            Assert.All(TextFile.Read(Encoding.UTF8.GetBytes("h" + text)).Rows, row => Assert.Equal(name, row));
        }
    }

    [Fact]
    public void The_synthetic_files_are_read_as_they_were_written()
    {
        using CustomerFile latin1 = CustomerFile.Open(TextFile.Data("kunden-latin1.csv"), new CustomerFileOptions { Encoding = Encoding.Latin1 });
        Assert.Equal("jürgen@example.com|Jürgen|Groß|Köln|50667|Deutschland", TextFile.Rows(latin1).First());
        using CustomerFile utf16 = CustomerFile.Open(TextFile.Data("customers-utf16.txt"), new CustomerFileOptions());
        Assert.Equal("+1 202-555-0105|太郎|山田", TextFile.Rows(utf16).Last());
    }

    private static void AssertText((string Columns, string[] Rows) read)
    {
        Assert.Equal("email|first name", read.Columns);
        Assert.Equal(["josé@example.com|정"], read.Rows);
    }
}
