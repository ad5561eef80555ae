using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Batches;

/// <summary>Rows for the further e-mail addresses and phone numbers of a person.</summary>
public sealed class AllIdentifiersTests
{
    // SHA-256 of a@example.com, b@example.com, 12025550101, 12025550102 and ann, by sha256sum.
    private const string A = "08168cd80dfd534ab0f10af10f1303fe00af2d43ab5c1432360d137f8197e17a";
    private const string B = "e8f39b3e1382367d6d41ab34dc270d4e7533f978c9e9a775dfe2185b2f96b96c";
    private const string First = "67e7a951e6becf971320de27eff89a398fa38fa98bc797868234a06a48b8e9bf";
    private const string Second = "5621b8d0f4d760dd8431bda7f902f0931e63d07c4ddea0dd7d043372ca2e01b8";
    private const string Ann = "49915e0d7d4b402e3017d010bc1c0e83cac6c797d6c16e66340fe3268693a6a1";

    private static readonly string[] Columns = ["Email", "Email 2", "Phone", "First name"];
    private static readonly HashingOptions All = new() { AllIdentifiers = true };

    [Fact]
    public void Each_additional_identifier_gets_a_row_with_the_other_values_of_the_person()
    {
        using HashedBatch batch = Encode(All, ["a@example.com", "b@example.com", "+12025550101; +12025550102", "Ann"]);

        Assert.Equal(
            $"[\"{A}\",\"{First}\",\"{Ann}\"],[\"\",\"{Second}\",\"{Ann}\"],[\"{B}\",\"\",\"{Ann}\"]",
            Encoding.UTF8.GetString(batch.Json, 0, batch.Length));
        Assert.Equal((1, 3, 2, 0), (batch.RowsRead, batch.Rows, batch.FurtherRows, batch.Rejected));
    }

    [Fact]
    public void Only_the_first_of_each_is_sent_by_default()
    {
        using HashedBatch batch = Encode(new HashingOptions(), ["a@example.com", "b@example.com", "+12025550101; +12025550102", "Ann"]);

        Assert.Equal((1, 0), (batch.Rows, batch.FurtherRows));
    }

    [Fact]
    public void A_repeated_identifier_gets_no_row_and_an_unusable_one_is_reported()
    {
        using HashedBatch batch = Encode(All, ["a@example.com", "A@Example.com", "12", "Ann"], ["a@example.com", "nobody", "", ""]);

        Assert.Equal((2, 0), (batch.Rows, batch.FurtherRows));
        Assert.Equal(
            [
                new RowIssue(1, SchemaKey.PHONE, RejectReason.TooFewDigits, RowRejected: false),
                new RowIssue(2, SchemaKey.EMAIL, RejectReason.NotAnEmailAddress, RowRejected: false),
            ],
            batch.Issues);
    }

    [Fact]
    public void A_person_becomes_at_most_five_rows_and_the_excess_is_reported()
    {
        using HashedBatch batch = Encode(All, [string.Join(";", Enumerable.Range(1, 7).Select(static number => $"a{number}@example.com")), "", "", ""]);

        Assert.Equal((5, 4), (batch.Rows, batch.FurtherRows));
        Assert.Equal([new RowIssue(1, SchemaKey.EMAIL, RejectReason.TooManyIdentifiers, RowRejected: false)], batch.Issues);
    }

    [Fact]
    public void A_person_suppressed_by_one_identifier_is_left_out_with_all_of_them()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".csv");
        try
        {
            File.WriteAllText(path, "Email\nb@example.com\n");
            var suppression = SuppressionList.Read([path], new HashingOptions(), allowsUnusable: false, CancellationToken.None);
            using HashedBatch batch = Encode(All, new RowFilterOptions { Suppression = suppression }, ["a@example.com", "b@example.com", "", ""], ["c@example.com", "", "", ""]);

            Assert.Equal((1, 0, 1), (batch.Rows, batch.FurtherRows, batch.Rejected));
            Assert.Equal([new RowIssue(1, null, RejectReason.Suppressed, RowRejected: true)], batch.Issues);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_repeated_additional_identifier_is_left_out_and_its_person_stays()
    {
        using HashedBatch batch = Encode(All, new RowFilterOptions { Duplicates = new DuplicateFilter(100) }, ["a@example.com", "", "", ""], ["b@example.com", "a@example.com", "", ""], ["a@example.com", "", "", ""]);

        Assert.Equal((2, 0, 1), (batch.Rows, batch.FurtherRows, batch.Rejected));
        Assert.Equal([new RowIssue(3, null, RejectReason.Duplicate, RowRejected: true)], batch.Issues);
    }

    private static HashedBatch Encode(HashingOptions options, params string[][] rows) => Encode(options, new RowFilterOptions(), rows);

    private static HashedBatch Encode(HashingOptions options, RowFilterOptions filter, params string[][] rows)
    {
        var mapping = ColumnMapping.Resolve(Columns);
        using var encoder = new BatchEncoder(mapping, options, filter);
        using RowBlock block = RowsOf.Block([.. rows.Select(static row => row.Cast<string?>().ToArray())]);
        return encoder.Encode(block);
    }
}
