using System;
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
    public void A_file_without_a_byte_order_mark_is_utf8() => AssertText(TextFile.Read(Text));

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_byte_order_mark_determines_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        AssertText(TextFile.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]));
    }

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_byte_order_mark_takes_precedence_over_the_specified_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        AssertText(TextFile.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)], new CustomerFileOptions { Encoding = Encoding.Latin1 }));
    }

    [Theory]
    [InlineData("\uFEFF\uFEFF" + Text)]
    [InlineData("\uFEFF\uFEFF\uFEFF" + Text)]
    [InlineData("\uFEFF\uFEFFsep=,\n\uFEFF" + Text)]
    public void Byte_order_marks_of_files_that_were_joined_are_not_part_of_the_first_column_name(string content) => AssertText(TextFile.Read(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void A_file_without_a_byte_order_mark_is_read_in_the_specified_encoding()
    {
        AssertText(TextFile.Read(Encoding.Unicode.GetBytes(Text), new CustomerFileOptions { Encoding = Encoding.Unicode }));
        Assert.Equal(["José|ü"], TextFile.Read([.. "a,b\nJos"u8, 0xE9, (byte)',', 0xFC, (byte)'\n'], new CustomerFileOptions { Encoding = Encoding.Latin1 }).Rows);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_read_as_windows_1252_and_reported()
    {
        using var text = new TextFile([.. "email,name\na@example.com,Jos"u8, 0xE9, .. ",\nb@example.com,"u8, 0x8A, 0x80, 0x9F, 0xFF, (byte)'\n']);
        using var file = CustomerFile.Open(text.Path, new CustomerFileOptions());

        Assert.Equal(["a@example.com|José", "b@example.com|Š€Ÿÿ"], TextFile.Rows(file).Select(static row => row.TrimEnd('|')));
        Assert.Equal([new FileNotice(FileNoticeKind.EncodingDetected, Name: "Windows-1252")], file.Notices);
    }

    [Fact]
    public void The_first_character_beyond_ascii_decides_between_utf8_and_windows_1252() =>
        Assert.Equal(["é|Jos\uFFFD"], TextFile.Read([.. "a,b\né,Jos"u8, 0xE9, (byte)'\n']).Rows);

    [Fact]
    public void Windows_1252_is_recognized_wherever_it_begins()
    {
        // The stream reads 16 KiB at a time: the character lies on every place around the end of such a piece.
        for (int ascii = (16 * 1024) - 10; ascii < (16 * 1024) + 4; ascii++)
        {
            // Lines of 64 bytes, and one that fills up what is left.
            string padding = string.Concat(Enumerable.Repeat(new string('x', 63) + "\n", (ascii - 4) / 64)) + new string('x', (ascii - 4) % 64);
            byte[] end = [.. "üü,\n"u8];
            Assert.EndsWith("üü|", TextFile.Read([.. "a,b\n"u8, .. Encoding.ASCII.GetBytes(padding), 0xFC, 0xFC, .. ",\n"u8]).Rows[^1], StringComparison.Ordinal);
            Assert.EndsWith("üü|", TextFile.Read([.. "a,b\n"u8, .. Encoding.ASCII.GetBytes(padding), .. end]).Rows[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Reading_cannot_start_at_a_block_after_converted_text()
    {
        using var text = new TextFile([.. "email,name\n"u8, .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a@example.com,Ann\n", 3))), .. "b@example.com,Jos"u8, 0xE9, .. "\nc@example.com,x\nd@example.com,y\n"u8]);
        using var file = CustomerFile.Open(text.Path, new CustomerFileOptions());

        long?[] offsets = [.. file.ReadBlocks(MessengerMarketing.Customers.Columns.ColumnMapping.Resolve(file.ColumnNames), 1).Select(static block => block.Offset)];

        Assert.Equal([11, 29, 47, 65, null, null], offsets);
    }

    [Fact]
    public void A_header_that_cannot_be_decoded_is_a_separate_error()
    {
        byte[] cyrillic = [0xCF, 0xEE, 0xF7, 0xF2, 0xE0, (byte)';', 0xD2, 0xE5, 0xEB, 0xE5, 0xF4, 0xEE, 0xED, (byte)'\n'];
        byte[] japanese = [0x83, 0x81, 0x81, 0x5B, 0x83, 0x8B, (byte)',', (byte)'a', (byte)'\n'];

        foreach (byte[] content in new[] { cyrillic, japanese })
        {
            CustomerFileException error = Assert.Throws<CustomerFileException>(() => TextFile.Read(content));
            Assert.Contains("cannot be decoded", error.Message, StringComparison.Ordinal);
            Assert.Equal(CustomerFileProblem.UnknownEncoding, error.Problem);
        }

        Assert.Throws<CustomerFileException>(() => TextFile.Read([.. "Pr"u8, 0xE9, .. "nom,x\n"u8], new CustomerFileOptions { Encoding = Encoding.UTF8 }));
    }

    [Fact]
    public void An_encoding_that_would_throw_does_not_end_the_file()
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        Assert.Equal(["Jos\uFFFD|x"], TextFile.Read([.. "a,b\nJos"u8, 0xE9, .. ",x\n"u8], new CustomerFileOptions { Encoding = strict }).Rows);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Utf16_without_a_byte_order_mark_is_recognized_and_reported(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        using var text = new TextFile(encoding.GetBytes("email,first name\njosé@example.com,정\n"));
        using var file = CustomerFile.Open(text.Path, new CustomerFileOptions());

        Assert.Equal(["josé@example.com|정"], TextFile.Rows(file));
        Assert.Equal([new FileNotice(FileNoticeKind.EncodingDetected, Name: encoding.WebName)], file.Notices);
    }

    [Fact]
    public void A_character_can_cross_the_end_of_a_read_buffer()
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
        using var latin1 = CustomerFile.Open(TextFile.Data("kunden-latin1.csv"), new CustomerFileOptions { Encoding = Encoding.Latin1 });
        Assert.Equal("jürgen@example.com|Jürgen|Groß|Köln|50667|Deutschland", TextFile.Rows(latin1).First());
        using var utf16 = CustomerFile.Open(TextFile.Data("customers-utf16.txt"), new CustomerFileOptions());
        Assert.Equal("+1 202-555-0105|太郎|山田", TextFile.Rows(utf16).Last());
    }

    private static void AssertText((string Columns, string[] Rows) read)
    {
        Assert.Equal("email|first name", read.Columns);
        Assert.Equal(["josé@example.com|정"], read.Rows);
    }
}
