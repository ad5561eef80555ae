using System;
using System.Buffers;
using System.Collections.Generic;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
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

    [Fact]
    public void Rows_that_were_not_received_are_counted_in_accepted_batches_only()
    {
        var tally = new UploadTally();
        tally.Add(Receipt(BatchStatus.Accepted) with { Received = 7 });
        tally.Add(Receipt(BatchStatus.Accepted) with { Received = 12 });
        tally.Add(Receipt(BatchStatus.Accepted));
        tally.Add(Receipt(BatchStatus.Rejected) with { Received = 1 });

        Assert.Equal(3, tally.NotReceived);
    }

    [Fact]
    public void Repairs_blanks_and_consent_add_up_over_batches()
    {
        ColumnMapping mapping = ColumnMapping.Resolve(["Email", "Phone", "Accepts Email Marketing", "Accepts SMS Marketing"]).WithConsentColumns();
        using var encoder = new BatchEncoder(mapping, new HashingOptions());
        using RowBlock block = RowsOf.Block(
            ["mailto:a@example.com", "tel:+12025550101", "yes", "no"],
            ["b@example.com", "tel:+12025550102", "no", "no"],
            ["c@example.com", "N/A", "", "yes"]);
        using HashedBatch batch = encoder.Encode(block);
        var tally = new UploadTally();

        tally.Add(batch);
        tally.Add(batch);

        Assert.Equal(
            new Dictionary<(SchemaKey, CellRepair), long> { [(SchemaKey.EMAIL, CellRepair.AddressSyntax)] = 2, [(SchemaKey.PHONE, CellRepair.AddressSyntax)] = 4 },
            tally.RepairedCells);
        Assert.Equal(new Dictionary<(SchemaKey?, RejectReason), long> { [(SchemaKey.PHONE, RejectReason.Placeholder)] = 2 }, tally.BlankedCells);
        Assert.Equal([new ConsentCount("Accepts Email Marketing", 2, 2, 2), new ConsentCount("Accepts SMS Marketing", 2, 4, 0)], tally.Consent);
        UploadSummary summary = Summarize(tally);
        Assert.Equal("4 PHONE AddressSyntax, 2 EMAIL AddressSyntax", summary.RepairedCells.ToString());
        Assert.Equal("Accepts Email Marketing: 2 yes, 2 no, 2 unknown; Accepts SMS Marketing: 2 yes, 4 no, 0 unknown", summary.Consent.ToString());
        Assert.Equal("2 PHONE Placeholder", summary.BlankedCells.ToString());
    }

    [Fact]
    public void Further_rows_of_a_person_are_not_rows_of_the_list()
    {
        using HashedBatch batch = new(1, [SchemaKey.EMAIL], ArrayPool<byte>.Shared.Rent(16), 0, [0, 0, 0], [4, 4, 5]);
        var tally = new UploadTally();

        tally.Add(batch);
        tally.Add(batch);

        Assert.Equal((4, 6, 2, 0), (tally.RowsRead, tally.RowsPrepared, tally.FurtherRows, tally.RowsRejected));
    }

    [Fact]
    public void A_summary_has_every_count()
    {
        using HashedBatch batch = People.Batch(rows: 10, isBad: static row => row is 3 or 4);
        var tally = new UploadTally();
        tally.Add(batch);
        tally.Add(batch);
        tally.Skip(40);
        tally.Skip(2);
        tally.Add(Receipt(BatchStatus.Accepted) with { Received = 9, Invalid = 2, Rows = 8 });
        tally.Add(Receipt(BatchStatus.Accepted) with { Received = 7, Invalid = 1, Rows = 3 });

        UploadSummary summary = Summarize(tally);

        Assert.Equal(("1", 20, 11, 5, 4, 0, 42), (summary.AudienceId, summary.RowsRead, summary.RowsAccepted, summary.RowsNotAccepted, summary.RowsRejected, summary.FurtherRows, summary.RowsDoneBefore));
        Assert.Equal((16, 3, 2, 6), (summary.Received, summary.Invalid, summary.Batches, summary.Retries));
        Assert.Equal((TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(7)), (summary.Duration, summary.Waited));
        Assert.Equal(new Guid("00112233-4455-6677-8899-aabbccddeeff"), Assert.Single(summary.RunIds));
        Assert.Equal("4 EMAIL NotAnEmailAddress", summary.Rejections.ToString());
        Assert.Empty(summary.BlankedCells);
    }

    private static UploadSummary Summarize(UploadTally tally) =>
        tally.Summarize("1", [new Guid("00112233-4455-6677-8899-aabbccddeeff")], TimeSpan.FromSeconds(4), retries: 6, waited: TimeSpan.FromSeconds(7));

    private static BatchReceipt Receipt(BatchStatus status) =>
        new() { AudienceId = "1", RunId = Guid.Empty, Batch = 1, FirstRow = 1, LastRow = 12, Rows = 10, Rejected = 2, Status = status.ToString() };
}
