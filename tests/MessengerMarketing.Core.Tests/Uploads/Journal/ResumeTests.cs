using System;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Journal;

public sealed class ResumeTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Accepted_batches_are_skipped()
    {
        await BreakOffAtAsync(3, mayHaveArrived: false);

        var sender = new ScriptedSender();
        UploadRun run = await _folder.ResumeAsync(sender, People.Blocks(50, 10));

        Assert.Equal([3, 4, 5], sender.Batches);
        Assert.Equal(20, run.Tally.RowsSkipped);
        Assert.Equal([3, 4, 5], run.Receipts.Select(static receipt => receipt.Batch));
        Assert.Equal(UploadState.Finished, UploadRecord.Read(_folder.Path).StateValue);
        Assert.Equal(50, UploadRecord.Read(_folder.Path).RowsAccepted);
    }

    [Fact]
    public async Task A_batch_that_arrived_without_a_response_is_checked_and_not_sent_again()
    {
        await BreakOffAtAsync(3, mayHaveArrived: true);
        Assert.Equal(10, UploadRecord.Read(_folder.Path).RowsUnknown);

        var sender = new ScriptedSender { Sessions = session => session == SessionOf(3) ? new BatchResponse { Received = 10, Invalid = 2 } : null };
        UploadRun run = await _folder.ResumeAsync(sender, People.Blocks(50, 10));

        Assert.Equal([4, 5], sender.Batches);
        Assert.Equal((BatchStatus.Accepted, 10L, 2L), (run.Receipts[0].StatusValue, run.Receipts[0].Received, run.Receipts[0].Invalid));
        Assert.Equal(UploadState.Finished, UploadRecord.Read(_folder.Path).StateValue);
    }

    [Fact]
    public async Task A_batch_that_did_not_arrive_is_sent_again_in_the_same_session()
    {
        await BreakOffAtAsync(3, mayHaveArrived: true);

        var sender = new ScriptedSender();
        await _folder.ResumeAsync(sender, People.Blocks(50, 10));

        Assert.Equal((3, SessionOf(3)), sender.Sent[0]);
        Assert.Contains("\"number\":3,\"firstRow\":21,\"lastRow\":30,\"rows\":10,", _folder.Lines[^6], StringComparison.Ordinal);
        Assert.Contains("\"attempt\":2,\"outcome\":\"Accepted\"", _folder.Lines[^6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_never_saw_and_now_refuses_is_rejected()
    {
        await BreakOffAtAsync(3, mayHaveArrived: true);
        var sender = new ScriptedSender(static (_, _) => Task.FromException<BatchResponse>(ScriptedSender.Failure(GraphErrorKind.Authentication)));

        UploadRun run = await _folder.ResumeAsync(sender, People.Blocks(30, 10));

        Assert.Equal([3], sender.Batches);
        Assert.Equal(BatchStatus.Rejected, run.Receipts[0].StatusValue);
        Assert.Equal((0L, 10L), (UploadRecord.Read(_folder.Path).RowsUnknown, UploadRecord.Read(_folder.Path).RowsNotSent));
    }

    [Fact]
    public async Task Any_number_of_batches_is_passed_over()
    {
        await BreakOffAtAsync(120, mayHaveArrived: false);

        // There is memory for 96 batches of this size at a time.
        var sender = new ScriptedSender();
        UploadRun run = await _folder.ResumeAsync(sender, People.Blocks(1200, 10), JournalFolder.Options with { BatchSize = 10_000 });

        Assert.Equal([120], sender.Batches);
        Assert.Equal((1190L, null), (run.Tally.RowsSkipped, run.Stopped));
    }

    [Fact]
    public async Task A_batch_that_cannot_be_checked_stays_unknown_unless_it_is_forced()
    {
        await BreakOffAtAsync(3, mayHaveArrived: true);
        var deaf = new ScriptedSender { Sessions = static _ => throw ScriptedSender.Failure(GraphErrorKind.NoAnswer) };

        UploadRun run = await _folder.ResumeAsync(deaf, People.Blocks(50, 10));

        Assert.Equal(BatchStatus.Unknown, run.Receipts[0].StatusValue);
        Assert.DoesNotContain(3, deaf.Batches);
        Assert.Equal(10, UploadRecord.Read(_folder.Path).RowsUnknown);

        await _folder.ResumeAsync(deaf, People.Blocks(50, 10), JournalFolder.Options with { ResendUnknown = true });

        Assert.Contains(3, deaf.Batches);
        Assert.Equal(UploadState.Finished, UploadRecord.Read(_folder.Path).StateValue);
    }

    [Fact]
    public async Task A_forced_batch_that_is_rejected_may_have_arrived_before()
    {
        await BreakOffAtAsync(3, mayHaveArrived: true);
        var sender = new ScriptedSender(static (_, _) => Task.FromException<BatchResponse>(ScriptedSender.Failure(GraphErrorKind.Authentication)))
        {
            Sessions = static _ => throw ScriptedSender.Failure(GraphErrorKind.NoAnswer),
        };

        UploadRun run = await _folder.ResumeAsync(sender, People.Blocks(30, 10), JournalFolder.Options with { ResendUnknown = true });

        Assert.Equal([3], sender.Batches);
        Assert.Equal(BatchStatus.Unknown, run.Receipts[0].StatusValue);
        Assert.Equal((10L, 0L), (UploadRecord.Read(_folder.Path).RowsUnknown, UploadRecord.Read(_folder.Path).RowsNotSent));
    }

    [Fact]
    public async Task Other_rows_are_refused()
    {
        await BreakOffAtAsync(3, mayHaveArrived: false);

        var sender = new ScriptedSender();
        UploadRun run = await _folder.ResumeAsync(sender, People.Blocks(50, 10, static row => row == 7));

        JournalException refused = Assert.IsType<JournalException>(run.Stopped);
        Assert.Equal(JournalProblem.Changed, refused.Problem);
        Assert.Contains("Rows 1 to 10", refused.Message, StringComparison.Ordinal);
        Assert.Empty(sender.Batches);
    }

    [Fact]
    public async Task A_rejected_batch_is_sent_again()
    {
        await BreakOffAtAsync(1, mayHaveArrived: false);
        Assert.Equal(10, UploadRecord.Read(_folder.Path).RowsNotSent);

        var sender = new ScriptedSender();
        await _folder.ResumeAsync(sender, People.Blocks(20, 10));

        Assert.Equal([1, 2], sender.Batches);
    }

    [Fact]
    public async Task A_finished_upload_has_nothing_left()
    {
        await _folder.BeginAsync(new ScriptedSender(), People.Blocks(50, 10, static row => row is > 10 and <= 20));
        using var journal = UploadJournal.Resume(_folder.Path);

        Assert.True(journal.IsFinished);
        Assert.True(journal.IsDone(2));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        await BreakOffAtAsync(3, mayHaveArrived: true);
        string[] before = _folder.Lines;

        using (var journal = UploadJournal.CreateDryRun(_folder.Path))
        using (var upload = AudienceUpload.Start(new ScriptedSender(), People.Mapping, JournalFolder.Options, journal, null, default))
        {
            upload.Feed(People.Blocks(50, 10));
            UploadRun run = await UploadRun.ToEndAsync(upload, static _ => false);
            Assert.Equal([3, 4, 5], run.Receipts.Select(static receipt => receipt.Batch));
        }

        Assert.Equal(before, _folder.Lines);
    }

    [Fact]
    public async Task A_batch_that_is_declined_keeps_the_result_of_its_earlier_attempt()
    {
        await BreakOffAtAsync(3, mayHaveArrived: true);

        using (var journal = UploadJournal.Resume(_folder.Path))
        using (var upload = AudienceUpload.Start(new ScriptedSender(), People.Mapping, JournalFolder.Options, journal, null, default))
        {
            upload.Feed(People.Blocks(40, 10));
            await UploadRun.ToEndAsync(upload, static _ => false);
        }

        var record = UploadRecord.Read(_folder.Path);
        Assert.Equal((10L, 10L), (record.RowsUnknown, record.RowsNotSent));
    }

    [Fact]
    public async Task A_batch_that_could_not_be_sent_again_keeps_its_session()
    {
        await BreakOffAtAsync(3, mayHaveArrived: true);
        var sender = new ScriptedSender(static (_, _) => Task.FromException<BatchResponse>(ScriptedSender.Failure(GraphErrorKind.NoAnswer)));

        UploadRun run = await _folder.ResumeAsync(sender, People.Blocks(30, 10));

        Assert.Equal((BatchStatus.NotSent, null), (run.Receipts[0].StatusValue, run.Receipts[0].SessionId));
        using var journal = UploadJournal.Resume(_folder.Path);
        Assert.Equal((SessionOf(3).ToString(System.Globalization.CultureInfo.InvariantCulture), 2), (journal.Find(3)?.SessionId, journal.Find(3)!.Attempt));
    }

    private static long SessionOf(int batch) => UploadSession.DeriveId(JournalFolder.Options.RunId, batch);

    /// <summary>Uploads up to a batch at which no answer comes, or one that ends the upload.</summary>
    private async Task BreakOffAtAsync(int last, bool mayHaveArrived)
    {
        var sender = new ScriptedSender((batch, _) => batch.Number < last
            ? Task.FromResult(new BatchResponse { Received = batch.Rows, Invalid = 0 })
            : Task.FromException<BatchResponse>(ScriptedSender.Failure(mayHaveArrived ? GraphErrorKind.NoAnswer : GraphErrorKind.Authentication, mayHaveArrived)));
        await _folder.BeginAsync(sender, People.Blocks(last * 10, 10));
    }
}
