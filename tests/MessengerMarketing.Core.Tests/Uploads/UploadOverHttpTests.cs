using System;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Tests.Customers.Files;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class UploadOverHttpTests
{
    [Fact]
    public async Task Every_batch_has_a_receipt_with_the_lists_row_numbers()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        var options = new UploadOptions { BatchSize = 10 };

        UploadRun run = await sandbox.UploadAsync(People.Blocks(25, 10, row => row is 3 or 12 or 13), options);

        Assert.Equal(
            ["1: 1-10, 9 rows, 1 rejected", "2: 11-20, 8 rows, 2 rejected", "3: 21-25, 5 rows, 0 rejected"],
            run.Receipts.Select(receipt => $"{receipt.Batch}: {receipt.FirstRow}-{receipt.LastRow}, {receipt.Rows} rows, {receipt.Rejected} rejected"));
        Assert.All(run.Receipts, receipt =>
        {
            Assert.Equal(sandbox.Audience.Id, receipt.AudienceId);
            Assert.Equal((BatchStatus.Accepted, receipt.Rows, 0L), (receipt.StatusValue, receipt.Received, receipt.Invalid));
            Assert.Equal(UploadSession.DeriveId(options.RunId, receipt.Batch).ToString(System.Globalization.CultureInfo.InvariantCulture), receipt.SessionId);
            Assert.InRange(receipt.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(10));
            Assert.Empty(receipt.InvalidSamples);
            Assert.Null(receipt.SubscribersReceived);
        });
        Assert.Null(run.Stopped);
        Assert.Equal((22, 22, 3), (sandbox.Audience.RowsReceived, sandbox.Audience.PeopleCount, sandbox.Audience.Batches));
        Assert.True(sandbox.Audience.Contains(People.First));
        Assert.Equal((25, 22, 3, 22, 22, 0), (run.Tally.RowsRead, run.Tally.RowsPrepared, run.Tally.RowsRejected, run.Tally.RowsAccepted, run.Tally.Received, run.Tally.Invalid));
        Assert.Empty(sandbox.Server.InternalErrors);
    }

    [Fact]
    public async Task A_file_is_uploaded_while_it_is_read()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync(new SandboxOptions { ReportSubscribers = true });
        using var file = CustomerFile.Open(TextFile.Data("customers.csv"), new CustomerFileOptions());
        var mapping = ColumnMapping.Resolve(file.ColumnNames);
        var options = new UploadOptions { BatchSize = 5 };

        UploadRun run = await UploadRun.ToEndAsync(sandbox.Sender(options), file.ReadBlocks(mapping, 5), options, mapping: mapping);

        Assert.Equal([4, 3, 2], run.Receipts.Select(receipt => receipt.Rows));
        Assert.Equal([4L, 3L, 2L], run.Receipts.Select(receipt => receipt.SubscribersReceived));
        Assert.Equal([0L, 0L, 0L], run.Receipts.Select(receipt => receipt.SubscribersInvalid));
        Assert.Equal(9, sandbox.Audience.PeopleCount);
        Assert.Equal(
            ["1 EMAIL Md5Hash", "1 EMAIL NotAnEmailAddress", "1 NoIdentifier"],
            UploadTally.FormatCounts(run.Tally.RejectedRows).Split(", ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ten_thousand_rows_are_sent_in_one_call()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();

        UploadRun run = await sandbox.UploadAsync(People.Blocks(10_001, 10_000));

        Assert.Equal([10_000, 1], run.Receipts.Select(receipt => receipt.Rows));
        Assert.All(run.Receipts, receipt => Assert.Equal(BatchStatus.Accepted, receipt.StatusValue));
        Assert.Equal(10_001, sandbox.Audience.PeopleCount);
    }

    [Fact]
    public async Task More_than_ten_thousand_rows_are_never_sent_in_one_call()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();

        UploadRun run = await sandbox.UploadAsync([People.Block(1, 1, 10_001)]);

        Assert.Contains("10001 rows", Assert.IsType<InvalidOperationException>(run.Stopped).Message, StringComparison.Ordinal);
        Assert.Empty(run.Receipts);
        Assert.Equal(0, sandbox.Calls("POST", "/users"));
    }

    [Fact]
    public async Task A_removal_is_a_DELETE_and_removes_people_from_the_audience()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        await sandbox.UploadAsync(People.Blocks(30, 10));

        UploadRun run = await sandbox.UploadAsync(People.Blocks(25, 10), action: UploadAction.Remove);

        Assert.All(run.Receipts, receipt => Assert.Equal((BatchStatus.Accepted, receipt.Rows), (receipt.StatusValue, receipt.Received)));
        Assert.Equal(3, sandbox.Calls("DELETE", "/users"));
        Assert.Equal(5, sandbox.Audience.PeopleCount);
        Assert.False(sandbox.Audience.Contains(People.First));
    }

    [Fact]
    public async Task A_declined_batch_is_not_sent_and_is_reported()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();
        var options = new UploadOptions();

        UploadRun run = await UploadRun.ToEndAsync(
            sandbox.Sender(options), People.Blocks(30, 10), options, approves: prepared => prepared.Batch.Number == 2);

        Assert.Equal([BatchStatus.NotSent, BatchStatus.Accepted, BatchStatus.NotSent], run.Receipts.Select(receipt => receipt.StatusValue));
        Assert.All(run.Receipts.Where(receipt => receipt.StatusValue == BatchStatus.NotSent), receipt =>
            Assert.Equal((10, null, null, TimeSpan.Zero), (receipt.Rows, receipt.SessionId, receipt.Received, receipt.Duration)));
        Assert.Null(run.Stopped);
        Assert.Equal(1, sandbox.Calls("POST", "/users"));
    }

    [Fact]
    public async Task An_empty_batch_is_not_sent()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();

        UploadRun run = await sandbox.UploadAsync(People.Blocks(20, 10, row => row > 10));

        Assert.Equal([(10, BatchStatus.Accepted), (0, BatchStatus.NotSent)], run.Receipts.Select(receipt => (receipt.Rows, receipt.StatusValue)));
        Assert.Equal(1, sandbox.Calls("POST", "/users"));
    }

    [Fact]
    public async Task Two_uploads_of_one_list_count_each_person_once()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync();

        await sandbox.UploadAsync(People.Blocks(40, 10));
        await sandbox.UploadAsync(People.Blocks(40, 10));

        Assert.Equal((80, 40), (sandbox.Audience.RowsReceived, sandbox.Audience.PeopleCount));
    }

    [Fact]
    public async Task An_upload_succeeds_although_the_service_fails_often()
    {
        using SandboxUpload sandbox = await SandboxUpload.StartAsync(client: SandboxUpload.Quick with { MaxRetries = 20 });
        sandbox.Server.FailNext([.. Enumerable.Range(0, 30).Select(Fault)]);

        UploadRun run = await sandbox.UploadAsync(People.Blocks(200, 10));

        Assert.All(run.Receipts, receipt => Assert.Equal(BatchStatus.Accepted, receipt.StatusValue));
        Assert.Equal((20, 200, 200), (run.Receipts.Count, sandbox.Audience.RowsReceived, sandbox.Audience.PeopleCount));

        static SandboxFault Fault(int i) => (i % 5) switch
        {
            0 => SandboxFault.EmptyServerError(),
            1 => SandboxFault.DroppedAfterProcessing(),
            2 => SandboxFault.GraphError(2).AfterProcessing(),
            3 => SandboxFault.DroppedBeforeProcessing(),
            _ => SandboxFault.RetryAfter(TimeSpan.Zero),
        };
    }
}
