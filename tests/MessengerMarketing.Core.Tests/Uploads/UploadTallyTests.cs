using System;
using System.Collections.Generic;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Rows;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class UploadTallyTests
{
    [Fact]
    public void Rows_count_once_under_their_first_reason_and_cells_of_kept_rows_separately()
    {
        using var encoder = new BatchEncoder(RowsOf.Mapping(SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.GEN), new HashingOptions());
        using RowBlock block = RowsOf.Block(
            ["a@example.com", "12", "divers"],
            ["nobody", "12", "divers"],
            ["nobody", "", ""],
            ["", "", "m"],
            ["b@example.com", "0912345678", "divers"]);
        using HashedBatch batch = encoder.Encode(block);
        var tally = new UploadTally();

        tally.Add(batch);
        tally.Add(batch);

        Assert.Equal((10, 4, 6, 2), (tally.RowsRead, tally.RowsPrepared, tally.RowsRejected, tally.LackingCallingCode));
        Assert.Equal(
            new Dictionary<(SchemaKey?, RejectReason), long> { [(SchemaKey.EMAIL, RejectReason.NotAnEmailAddress)] = 4, [(null, RejectReason.NoIdentifier)] = 2 },
            tally.RejectedRows);
        Assert.Equal(
            new Dictionary<(SchemaKey?, RejectReason), long> { [(SchemaKey.PHONE, RejectReason.TooFewDigits)] = 2, [(SchemaKey.PHONE, RejectReason.NoCallingCode)] = 2, [(SchemaKey.GEN, RejectReason.NotRecognized)] = 4 },
            tally.BlankedCells);
        Assert.Equal("4 EMAIL NotAnEmailAddress, 2 NoIdentifier", UploadTally.FormatCounts(tally.RejectedRows));
        Assert.Equal("4 GEN NotRecognized, 2 PHONE TooFewDigits, 2 PHONE NoCallingCode", UploadTally.FormatCounts(tally.BlankedCells));
    }

    [Fact]
    public void Only_accepted_batches_count_as_received()
    {
        var tally = new UploadTally();
        tally.Add(Receipt(BatchStatus.Accepted) with { Received = 9, Invalid = 2 });
        tally.Add(Receipt(BatchStatus.Accepted));
        tally.Add(Receipt(BatchStatus.Rejected) with { Received = 5 });
        tally.Add(Receipt(BatchStatus.Unknown));
        tally.Add(Receipt(BatchStatus.NotSent));

        Assert.Equal((5, 20, 9, 2), (tally.Batches, tally.RowsAccepted, tally.Received, tally.Invalid));
    }

    private static BatchReceipt Receipt(BatchStatus status) =>
        new() { AudienceId = "1", RunId = Guid.Empty, Batch = 1, FirstRow = 1, LastRow = 12, Rows = 10, Rejected = 2, Status = status.ToString() };
}
