using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using MessengerMarketing.Customers.Files;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Files;

public sealed class WorkbookTests
{
    private static readonly object?[][] Customers =
    [
        ["Email", "Phone", "Date of birth", "Zip"],
        ["ann@example.com", 12025550101d, 32978, "02134"],
        [],
        [null, "+44 7700 900123", null, 80331d],
    ];

    [Fact]
    public void A_worksheet_is_read_with_numbers_and_dates_as_text()
    {
        (string columns, string[] rows) = TextFile.Read(Workbook.Create(("Customers", false, Customers)));

        Assert.Equal("Email|Phone|Date of birth|Zip", columns);
        Assert.Equal(["ann@example.com|12025550101|1990-04-15|02134", "|+44 7700 900123||80331"], rows);
    }

    [Fact]
    public void The_first_visible_worksheet_is_read_and_named()
    {
        using var book = new TextFile(Workbook.Create(("Lookup", true, [["a"]]), ("Customers", false, Customers), ("Notes", false, [["b"]])));
        using var file = CustomerFile.Open(book.Path, new CustomerFileOptions());

        Assert.Equal("Customers", file.WorksheetName);
        Assert.Equal([new FileNotice(FileNoticeKind.WorksheetChosen, 3, "Customers")], file.Notices);
        Assert.Null(file.Delimiter);
        Assert.False(file.CanEnter);
    }

    [Fact]
    public void A_worksheet_is_selected_by_its_name()
    {
        byte[] book = Workbook.Create(("Notes", false, [["b"]]), ("Spring 2026", false, Customers));

        Assert.StartsWith("Email|", TextFile.Read(book, new CustomerFileOptions { WorksheetName = "spring 2026" }).Columns, StringComparison.Ordinal);
        CustomerFileException error = Assert.Throws<CustomerFileException>(() => TextFile.Read(book, new CustomerFileOptions { WorksheetName = "Autumn" }));
        Assert.EndsWith("has no worksheet 'Autumn'. Its worksheets: 'Notes', 'Spring 2026'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_above_the_column_names_are_skipped()
    {
        using var book = new TextFile(Workbook.Create(("Report", false, [["Customers of spring"], ["as of", 46000d], .. Customers])));
        using var file = CustomerFile.Open(book.Path, new CustomerFileOptions());

        Assert.Equal(["Email", "Phone", "Date of birth", "Zip"], file.ColumnNames);
        Assert.Equal(2, TextFile.Rows(file).Count());
        Assert.Contains(new FileNotice(FileNoticeKind.TitleSkipped, 2), file.Notices);
    }

    [Fact]
    public void A_worksheet_without_column_names_is_recognized_by_its_values()
    {
        using var book = new TextFile(Workbook.Create(("Sheet1", false, [["ann@example.com", "Ann"], ["bob@example.com", "Bob"]])));
        using var file = CustomerFile.Open(book.Path, new CustomerFileOptions());

        Assert.Equal(["EMAIL", "Column 2"], file.ColumnNames);
        Assert.Equal(["ann@example.com|Ann", "bob@example.com|Bob"], TextFile.Rows(file));
    }

    [Fact]
    public void An_empty_worksheet_is_an_error() => Assert.Contains(
        "The worksheet 'Sheet1' of the file", Assert.Throws<CustomerFileException>(() => TextFile.Read(Workbook.Create(("Sheet1", false, [])))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_archive_that_is_not_a_workbook_is_reported_as_an_archive()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry("customers.csv").Open());
            writer.Write("email\na@example.com\n");
        }

        Assert.Contains("is a ZIP archive, not a list. Extract the list", Assert.Throws<CustomerFileException>(() => TextFile.Read(bytes.ToArray())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0x08, 0x00 })]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0x00, 0x00 })]
    public void A_damaged_workbook_is_an_error_of_this_module(byte[] content)
    {
        CustomerFileException error = Assert.Throws<CustomerFileException>(() => TextFile.Read(content, new CustomerFileOptions { Header = ["email"] }));
        Assert.Contains("is not a workbook that can be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_workbook_is_an_error_of_this_module()
    {
        byte[] book = Workbook.Create(("Customers", false, Customers));
        for (int length = 4; length < book.Length - 30; length += 37)
        {
            Assert.Throws<CustomerFileException>(() => TextFile.Read(book[..length]));
        }
    }

    [Fact]
    public void A_text_file_has_no_worksheets() => Assert.Contains(
        "is text, not a workbook", Assert.Throws<CustomerFileException>(() => TextFile.Read("email\n", new CustomerFileOptions { WorksheetName = "A" })).Message, StringComparison.Ordinal);
}
