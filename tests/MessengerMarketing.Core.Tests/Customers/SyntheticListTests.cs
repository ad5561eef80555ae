using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Files;
using Xunit;

namespace MessengerMarketing.Tests.Customers;

/// <summary>A whole file on its way to a batch; <c>tests/data/customers.csv</c> has a row for each way a row goes wrong.</summary>
public sealed class SyntheticListTests
{
    [Fact]
    public void A_list_becomes_a_batch_and_a_list_of_problems()
    {
        using var file = CustomerFile.Open(TextFile.Data("customers.csv"), new CustomerFileOptions());
        var mapping = ColumnMapping.Resolve(file.ColumnNames);
        using RowBlock block = file.ReadBlocks(mapping, 100).Single();
        using var encoder = new BatchEncoder(mapping, new HashingOptions());
        using HashedBatch batch = encoder.Encode(block);

        Assert.Equal("EMAIL PHONE DOBY DOBM DOBD LN FN COUNTRY", string.Join(" ", mapping.Schema));
        Assert.Equal(["Notes"], mapping.UnusedColumns);
        Assert.Equal((12, 9, 3), (batch.RowsRead, batch.Rows, batch.Rejected));
        Assert.Equal(
            [
                new RowIssue(5, null, RejectReason.NoIdentifier, RowRejected: true),
                new RowIssue(6, SchemaKey.EMAIL, RejectReason.NotAnEmailAddress, RowRejected: true),
                new RowIssue(6, SchemaKey.PHONE, RejectReason.TooFewDigits, RowRejected: true),
                new RowIssue(7, SchemaKey.PHONE, RejectReason.TooFewDigits, RowRejected: false),
                new RowIssue(9, SchemaKey.COUNTRY, RejectReason.NotRecognized, RowRejected: false),
                new RowIssue(10, SchemaKey.EMAIL, RejectReason.Md5Hash, RowRejected: true),
                new RowIssue(12, SchemaKey.PHONE, RejectReason.RoundedNumber, RowRejected: false),
            ],
            batch.Issues);

        // mary@example.com, 84912345678, 1990, 04, 15, obrien, mary, vn: hashed with the sha256sum tool.
        Assert.Equal(1, batch.FindRow("""
            ["f1904cf1a9d73a55fa5de0ac823c4403ded71afd4c3248d00bdcd0866552bb79","25cc2f7574420a2d46c9f2d6cf94cdbb242ef7d479afe92ed6e8eb33a7493093",
            "a7be8e1fe282a37cd666e0632b17d933fa13f21addf4798fc0455bc166e2488c","6cd5b6e51936a442b973660c21553dd22bd72ddc8751132a943475288113b4c0",
            "e629fa6598d732768f7c726b4b621285f9c3b85303900aa912017db7617d8bdb","b4cb6cb33fe4b865868de825023a1e2790dc12ac01ecc8d7c5afe8254071c8ba",
            "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec","0217e4ba5939e0f93036eb33734d1d722b25af6362662f1dd49267a2faff1b54"]
            """));
        Assert.Equal(11, batch.FindRow("""["08168cd80dfd534ab0f10af10f1303fe00af2d43ab5c1432360d137f8197e17a","","","","","","",""]"""));
    }
}
