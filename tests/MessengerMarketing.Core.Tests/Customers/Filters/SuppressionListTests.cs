using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Files;
using MessengerMarketing.Tests.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Filters;

public sealed class SuppressionListTests
{
    private static readonly HashingOptions UnitedStates = new() { DefaultCountry = "US" };

    [Theory]
    [InlineData("Email\n{0}\n", "bob@example.com")]
    [InlineData("Email,Email 2,Email 3\nx@example.com,y@example.com,{0}\n", "bob@example.com")]
    [InlineData("Email\n\"x@example.com; y@example.com; {0}\"\n", "bob@example.com")]
    [InlineData("Email\nx@example.com ::: Bob <{0}>\n", "bob@example.com")]
    [InlineData("Phone,Mobile,Work phone\n+12025550111,+12025550112,{0}\n", "+1 (202) 555-0101")]
    [InlineData("Phone\n+12025550111 ::: {0}\n", "+12025550101")]
    [InlineData("Phone,Country\n{0},United States\n", "202-555-0101")]
    [InlineData("Billing phone,Shipping phone\n,{0}\n", "+12025550101")]
    [InlineData("Customer email,Buyer email\n,{0}\n", "bob@example.com")]
    [InlineData("Email\nN/A\n{0}\n", "bob@example.com")]
    public void Every_value_of_every_column_suppresses_its_person(string file, string value)
        => Assert.Equal([RejectReason.Suppressed], Judge(Read(string.Format(System.Globalization.CultureInfo.InvariantCulture, file, value)), ["bob@example.com", "+12025550101"]));

    [Fact]
    public void Hashes_are_compared_with_values()
    {
        // SHA-256 of b@example.com, by sha256sum.
        SuppressionList list = Read("Email\nE8F39B3E1382367D6D41AB34DC270D4E7533F978C9E9A775DFE2185B2F96B96C\n");

        Assert.Equal([RejectReason.Suppressed, RejectReason.None], Judge(list, ["B@Example.com", null], ["a@example.com", null]));
    }

    [Fact]
    public void A_row_is_left_out_by_an_identifier_that_is_not_sent()
    {
        var mapping = ColumnMapping.Resolve(["Email", "Email 2", "Phone"]);
        using RowBlock block = RowsOf.Block(["ann@example.com", "bob@example.com", null], ["eve@example.com", null, "+12025550102 / +12025550101"], ["joe@example.com", null, null]);

        Assert.Equal(
            [RejectReason.Suppressed, RejectReason.Suppressed, RejectReason.None],
            Judge(Read("Email,Phone\nbob@example.com,\n,+12025550101\n"), mapping, block, new HashingOptions()));
    }

    [Theory]
    [InlineData("(202) 555-0101", "NoCallingCode")]
    [InlineData("nobody", "TooFewDigits")]
    [InlineData("8.49E+10", "RoundedNumber")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e", "Md5Hash")]
    [InlineData("+12025550101 / 202 555 0102", "NoCallingCode")]
    public void A_number_that_cannot_be_compared_stops_the_reading(string cell, string reason)
    {
        UnusableSuppressionException refused = Assert.Throws<UnusableSuppressionException>(() => Read($"Phone\n+12025550199\n{cell}\n{cell}\n"));

        Assert.Equal(2, refused.Count);
        Assert.Equal([2L, 3L], refused.Rows);
        Assert.Equal([((SchemaKey?)SchemaKey.PHONE, Enum.Parse<RejectReason>(reason))], refused.Counts.Keys);
        Assert.DoesNotContain(cell, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_or_a_line_that_cannot_be_read_stops_the_reading()
    {
        Assert.Equal([((SchemaKey?)SchemaKey.EMAIL, RejectReason.NotAnEmailAddress)], Assert.Throws<UnusableSuppressionException>(() => Read("Email\nann at example\n")).Counts.Keys);
        Assert.Equal([((SchemaKey?)null, RejectReason.TooManyColumns)], Assert.Throws<UnusableSuppressionException>(() => Read("Email,Name\nann@example.com,Ann,Example\n")).Counts.Keys);
    }

    [Fact]
    public void At_most_five_rows_are_listed()
        => Assert.Equal([1L, 2, 3, 4, 5], Assert.Throws<UnusableSuppressionException>(() => Read("Phone\n" + string.Concat(Enumerable.Repeat("202 555 0101\n", 1000)))).Rows);

    [Fact]
    public void A_file_without_rows_or_without_an_identifier_column_is_refused()
    {
        Assert.Contains("no rows", Assert.Throws<CustomerFileException>(() => Read("Email,Phone\n")).Message, StringComparison.Ordinal);
        Assert.Contains("no column of email addresses or phone numbers", Assert.Throws<CustomerFileException>(() => Read("Reason,Date\nbored,2024-01-01\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_any_identifier_are_counted()
    {
        SuppressionList list = Read("Email,Name\nann@example.com,Ann\n,Bob\nN/A,Eve\n");

        Assert.Equal((3L, 2L), (list.Rows, list.RowsWithoutIdentifier));
    }

    [Fact]
    public void Allowed_numbers_without_a_calling_code_are_compared_without_it()
    {
        SuppressionList list = Read("Phone\n" + string.Concat(Enumerable.Range(1000, 1000).Select(static number => $"(202) 555-{number}\n")), allowsUnusable: true);
        string?[][] rows = [.. Enumerable.Range(1000, 1000).Select(static number => new[] { null, $"+1202555{number}" })];

        Assert.Equal(1000, list.NumbersWithoutCallingCode);
        Assert.Empty(list.UnusableEntries);
        Assert.Equal(1000, Judge(list, rows).Count(static reason => reason == RejectReason.Suppressed));
        Assert.Equal([RejectReason.None], Judge(list, [null, "+12025560000"]));
    }

    [Theory]
    [InlineData("0171 3920000", "+49 171 3920000")]
    [InlineData("8 912 345-67-89", "+7 912 345-67-89")]
    [InlineData("912 345-67-89", "+7 912 345-67-89")]
    [InlineData("06 1234 5678", "+39 06 1234 5678")]
    [InlineData("06 30 123 4567", "+36 30 123 4567")]
    public void A_national_number_in_any_notation_equals_the_complete_number(string national, string complete)
    {
        Assert.Equal([RejectReason.Suppressed], Judge(Read($"Phone\n{national}\n", allowsUnusable: true), [null, complete]));
        Assert.Equal([RejectReason.Suppressed], Judge(Read($"Phone\n{complete}\n"), ["ann@example.com", national]));
    }

    [Fact]
    public void A_number_of_two_possible_countries_is_compared_as_either()
    {
        // Without a mark and a country, 51 4555 0123 could be a number of Peru.
        Assert.Equal([RejectReason.Suppressed], Judge(Read("Phone\n5145550123\n", allowsUnusable: true), [null, "+15145550123"]));
        Assert.Equal([RejectReason.Suppressed], Judge(Read("Phone\n+15145550123\n"), ["ann@example.com", "5145550123"]));
    }

    [Fact]
    public void Entries_that_cannot_be_compared_are_counted_if_allowed()
    {
        SuppressionList list = Read("Email,Phone\nann at example,12\nbob@example.com,202 555 0101\n", allowsUnusable: true);

        Assert.Equal(1, list.NumbersWithoutCallingCode);
        Assert.Equal(
            [((SchemaKey?)SchemaKey.EMAIL, RejectReason.NotAnEmailAddress), ((SchemaKey?)SchemaKey.PHONE, RejectReason.TooFewDigits)],
            list.UnusableEntries.Keys);
    }

    [Fact]
    public void A_default_country_completes_national_numbers()
        => Assert.Equal([RejectReason.Suppressed], Judge(Read("Phone\n(202) 555-0101\n", options: UnitedStates), [null, "+12025550101"]));

    [Fact]
    public void Workbooks_compressed_files_and_other_encodings_are_read()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("Email\nbob@example.com\n"));
        }

        byte[] workbook = Workbook.Create(("Sheet1", false, [["E-mail"], ["bob@example.com"]]));
        byte[][] files = [compressed.ToArray(), workbook, Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Email\tName\r\nbob@example.com\tBob\r\n")).ToArray(), "bob@example.com\njoe@example.com\n"u8.ToArray()];
        Assert.All(files, static file => Assert.Equal([RejectReason.Suppressed], Judge(Read(file), ["bob@example.com", null])));
    }

    private static SuppressionList Read(string content, bool allowsUnusable = false, HashingOptions? options = null) => Read(Encoding.UTF8.GetBytes(content), allowsUnusable, options);

    private static SuppressionList Read(byte[] content, bool allowsUnusable = false, HashingOptions? options = null)
    {
        using var file = new TextFile(content);
        return SuppressionList.Read([file.Path], options ?? new HashingOptions(), allowsUnusable, CancellationToken.None);
    }

    /// <summary>Why each row of an e-mail address and a phone number is left out.</summary>
    private static RejectReason[] Judge(SuppressionList list, params string?[][] rows)
    {
        using RowBlock block = RowsOf.Block(rows);
        return Judge(list, RowsOf.Mapping(SchemaKey.EMAIL, SchemaKey.PHONE), block, new HashingOptions());
    }

    private static RejectReason[] Judge(SuppressionList list, ColumnMapping mapping, RowBlock block, HashingOptions options)
    {
        using var encoder = new BatchEncoder(mapping, options, new RowFilterOptions { Suppression = list });
        using HashedBatch batch = encoder.Encode(block);
        var reasons = batch.Issues.Where(static issue => issue.RowRejected).ToDictionary(static issue => issue.Row, static issue => issue.Reason);
        Assert.Equal(block.Count - reasons.Count, batch.Rows);
        return [.. Enumerable.Range(1, block.Count).Select(row => reasons.TryGetValue(row, out RejectReason reason) ? reason : RejectReason.None)];
    }
}
