using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Journal;

public sealed class UploadJournalTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_batch_is_recorded_before_it_is_sent_and_reported()
    {
        string[] before = [];
        var sender = new ScriptedSender((batch, _) =>
        {
            before = _folder.Lines;
            return Task.FromResult(new BatchResponse { Received = batch.Rows, Invalid = 0 });
        });

        await _folder.BeginAsync(sender, People.Blocks(10, 10));

        Assert.Equal(2, before.Length);
        Assert.StartsWith("{\"upload\":{\"runId\":\"0f8fad5b-d9cb-469f-a165-70867728950e\",", before[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"batch\":{\"number\":1,\"firstRow\":1,\"lastRow\":10,\"rows\":10,", before[1], StringComparison.Ordinal);
        Assert.Contains("\"attempt\":1,\"outcome\":\"Sending\"", before[1], StringComparison.Ordinal);
        string[] after = _folder.Lines;
        Assert.Equal(4, after.Length);
        Assert.Contains("\"outcome\":\"Accepted\",\"received\":10,\"invalid\":0", after[2], StringComparison.Ordinal);
        Assert.StartsWith("{\"end\":{\"batches\":1,\"rows\":10,", after[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_contains_no_personal_data()
    {
        await _folder.BeginAsync(new ScriptedSender(), People.Blocks(1, 10));

        string text = string.Join("\n", _folder.Lines);
        Assert.DoesNotContain("person1", text, StringComparison.Ordinal);
        Assert.DoesNotContain(People.First, text, StringComparison.Ordinal);

        // SHA-256 of ["18c0…623d"], the row as it is sent, made with the sha256sum tool: the payload's hash must not be one that can be looked up.
        Assert.DoesNotContain("e8d73374cb79b8373174585f60df16488da8254488cb438ef2d941d50d343efc", text, StringComparison.Ordinal);
        Assert.Contains("\"payload\":\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_numbers_of_a_summary_are_consistent()
    {
        var sender = new ScriptedSender((batch, _) => batch.Number == 1
            ? Task.FromResult(new BatchResponse { Received = batch.Rows, Invalid = 1 })
            : Task.FromException<BatchResponse>(ScriptedSender.Failure(GraphErrorKind.NoAnswer, mayHaveArrived: true)));

        await _folder.BeginAsync(sender, People.Blocks(20, 10, static row => row is 4 or 5));

        var record = UploadRecord.Read(_folder.Path);
        Assert.Equal(
            (20, 8, 2, 10, 0, 8, 1),
            (record.RowsRead, record.RowsAccepted, record.RowsRejected, record.RowsUnknown, record.RowsNotSent, record.Received, record.Invalid));
        Assert.Equal("EMAIL NotAnEmailAddress: 2", string.Join(", ", record.Rejections.Select(static entry => $"{entry.Key}: {entry.Value}")));
        Assert.Equal(UploadState.Unfinished, record.StateValue);
        Assert.False(record.IsListComplete);
        Assert.Null(record.SourcePath);
    }

    [Theory]
    [InlineData("{\"batch\":{\"number\":2,\"firstRow\":11")]
    [InlineData("{")]
    [InlineData("\0\0\0\0")]
    public async Task A_partly_written_last_line_is_removed(string torn)
    {
        await StopAfterFirstAsync();
        int whole = _folder.Lines.Length;
        File.AppendAllText(_folder.Path, torn);

        using (var journal = UploadJournal.Resume(_folder.Path))
        {
            Assert.True(journal.IsDone(1));
        }

        Assert.Equal(whole, _folder.Lines.Length);
        Assert.EndsWith("\n", File.ReadAllText(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_partly_written_header_is_not_an_upload()
    {
        File.WriteAllText(_folder.Path, "{\"upload\":{\"runId\":\"0f8f");

        JournalException refused = Assert.Throws<JournalException>(() => UploadJournal.Resume(_folder.Path));
        Assert.Equal(JournalProblem.NoUpload, refused.Problem);
        Assert.Contains("nothing was sent", refused.Message, StringComparison.Ordinal);
        using var begun = UploadJournal.Create(_folder.Path, JournalFolder.Header);
        Assert.Single(_folder.Lines);
    }

    [Fact]
    public async Task A_changed_line_is_reported_by_its_number()
    {
        await StopAfterFirstAsync();
        string[] lines = _folder.Lines;
        lines[1] = "person1@example.com";
        File.WriteAllLines(_folder.Path, lines);

        JournalException refused = Assert.Throws<JournalException>(() => UploadJournal.Resume(_folder.Path));
        Assert.Equal(JournalProblem.Unreadable, refused.Problem);
        Assert.Contains("line 2", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("person1", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_of_file_is_left_unchanged()
    {
        File.WriteAllText(_folder.Path, "Email\nperson1@example.com\n");

        Assert.Equal(JournalProblem.Unreadable, Assert.Throws<JournalException>(() => UploadJournal.Create(_folder.Path, JournalFolder.Header)).Problem);
        Assert.Equal("Email\nperson1@example.com\n", File.ReadAllText(_folder.Path));
    }

    [Fact]
    public void A_second_upload_is_refused_and_a_reader_is_not()
    {
        using var first = UploadJournal.Create(_folder.Path, JournalFolder.Header);

        Assert.Equal(JournalProblem.InUse, Assert.Throws<JournalException>(() => UploadJournal.Resume(_folder.Path)).Problem);
        Assert.Equal(JournalProblem.InUse, Assert.Throws<JournalException>(() => UploadJournal.Create(_folder.Path, JournalFolder.Header)).Problem);
        Assert.Equal(UploadState.Running, UploadRecord.Read(_folder.Path).StateValue);
    }

    [Fact]
    public async Task An_unfinished_upload_is_not_started_again()
    {
        await StopAfterFirstAsync();
        string before = File.ReadAllText(_folder.Path);

        JournalException refused = Assert.Throws<JournalException>(() => UploadJournal.Create(_folder.Path, JournalFolder.Header));
        Assert.Equal(JournalProblem.Unfinished, refused.Problem);
        Assert.Contains("unfinished upload to audience", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(_folder.Path));
    }

    [Fact]
    public async Task The_journal_of_a_finished_upload_is_renamed_with_its_time()
    {
        await _folder.BeginAsync(new ScriptedSender(), People.Blocks(10, 10));
        string before = File.ReadAllText(_folder.Path);

        using var second = UploadJournal.Create(_folder.Path, JournalFolder.Header with { RunId = Guid.NewGuid() });

        Assert.Equal(before, File.ReadAllText(_folder.Other("list.20261122T031500Z.journal")));
        Assert.Single(_folder.Lines);
    }

    [Fact]
    public void A_full_disk_is_reported_before_anything_is_sent()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        File.CreateSymbolicLink(_folder.Path, "/dev/full");

        JournalException refused = Assert.Throws<JournalException>(() => UploadJournal.Create(_folder.Path, JournalFolder.Header));
        Assert.Equal(JournalProblem.NotWritten, refused.Problem);
        Assert.Contains("Nothing is sent", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_can_no_longer_be_written_stops_the_upload_before_the_next_batch()
    {
        var journal = UploadJournal.Create(_folder.Path, JournalFolder.Header);
        var sender = new ScriptedSender((batch, _) =>
        {
            journal.Dispose();
            return Task.FromResult(new BatchResponse { Received = batch.Rows, Invalid = 0 });
        });
        using var upload = AudienceUpload.Start(sender, People.Mapping, JournalFolder.Options, journal, null, default);
        upload.Feed(People.Blocks(50, 10));

        UploadRun run = await UploadRun.ToEndAsync(upload);

        Assert.Equal(JournalProblem.NotWritten, Assert.IsType<JournalException>(run.Stopped).Problem);
        Assert.Equal([1], sender.Batches);
        Assert.Empty(run.Receipts);
    }

    [Fact]
    public async Task The_name_of_an_earlier_journal_gets_a_number_when_it_is_taken()
    {
        await _folder.BeginAsync(new ScriptedSender(), People.Blocks(10, 10));
        string before = File.ReadAllText(_folder.Path);
        File.WriteAllText(_folder.Other("list.20261122T031500Z.journal"), "1");
        File.WriteAllText(_folder.Other("list.20261122T031500Z-2.journal"), "2");

        UploadJournal.Create(_folder.Path, JournalFolder.Header with { RunId = Guid.NewGuid() }).Dispose();

        Assert.Equal(before, File.ReadAllText(_folder.Other("list.20261122T031500Z-3.journal")));
        Assert.Equal("2", File.ReadAllText(_folder.Other("list.20261122T031500Z-2.journal")));
    }

    [Fact]
    public void A_journal_with_rows_in_two_batches_is_not_read()
    {
        var batch = new JournalBatch { Number = 1, FirstRow = 1, LastRow = 10, Rows = 10, Outcome = JournalOutcome.Accepted, Time = JournalFolder.Header.Started };
        using (FileStream file = File.Create(_folder.Path))
        {
            new JournalLine { Upload = JournalFolder.Header }.WriteTo(file);
            new JournalLine { Batch = batch }.WriteTo(file);
            new JournalLine { Batch = batch with { Number = 2, FirstRow = 10, LastRow = 19 } }.WriteTo(file);
        }

        JournalException refused = Assert.Throws<JournalException>(() => UploadJournal.Resume(_folder.Path));
        Assert.Equal(JournalProblem.Unreadable, refused.Problem);
        Assert.Contains("two of its batches have the same rows", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_journal_has_no_record()
    {
        File.WriteAllText(_folder.Path, "");

        Assert.Equal(JournalProblem.NoUpload, Assert.Throws<JournalException>(() => UploadRecord.Read(_folder.Path)).Problem);
    }

    [Fact]
    public async Task A_list_that_changed_is_on_record()
    {
        await StopAfterFirstAsync();
        using (var journal = UploadJournal.Resume(_folder.Path))
        {
            journal.RecordChange("It grew.");
        }

        var record = UploadRecord.Read(_folder.Path);
        Assert.Equal((UploadState.Changed, "It grew."), (record.StateValue, record.ChangeReason));
        Assert.True(record.LastWritten > record.Started);
    }

    [Fact]
    public async Task Rejections_of_all_batches_add_up()
    {
        await _folder.BeginAsync(new ScriptedSender(), People.Blocks(20, 10, static row => row is 4 or 5 or 14));

        Assert.Equal(3, Assert.Single(UploadRecord.Read(_folder.Path).Rejections).Value);
    }

    private async Task StopAfterFirstAsync()
    {
        var sender = new ScriptedSender((batch, _) => batch.Number == 1
            ? Task.FromResult(new BatchResponse { Received = batch.Rows, Invalid = 0 })
            : Task.FromException<BatchResponse>(ScriptedSender.Failure(GraphErrorKind.Authentication)));
        await _folder.BeginAsync(sender, People.Blocks(30, 10));
    }
}
