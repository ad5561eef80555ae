using System;
using System.Collections.Generic;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Journal;

/// <summary>Which lines an upload can have written.</summary>
public sealed class JournalRulesTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 3, 15, 0, TimeSpan.Zero);

    private static readonly JournalBatch Batch = new() { Number = 1, FirstRow = 1, LastRow = 10, Rows = 10, SessionId = "77", Attempt = 1, Outcome = JournalOutcome.Sending, Time = Time };

    [Fact]
    public void Batches_at_the_edges_are_valid()
    {
        JournalBatch[] batches =
        [
            Batch,
            Batch with { Number = int.MaxValue - 1 },
            Batch with { LastRow = 1, Rows = 0 },
            Batch with { LastRow = 10_000, Rows = int.MaxValue },
            Batch with { FirstRow = long.MaxValue - 10_001, LastRow = long.MaxValue - 10_001 },
            Batch with { Received = 0, Invalid = 0, Attempt = 0, Offset = 0 },
            Batch with { Received = int.MaxValue, Invalid = int.MaxValue, Offset = long.MaxValue },
            Batch with { SessionId = null, Outcome = JournalOutcome.Rejected },
            Batch with { SessionId = "no number", Outcome = JournalOutcome.Accepted },
            Batch with { SessionId = "0", Outcome = JournalOutcome.Unknown },
            Batch with { Rejected = new Dictionary<string, long> { ["EMAIL NotAnEmailAddress"] = 0, ["NoIdentifier"] = int.MaxValue } },
        ];

        Assert.All(batches, static batch => Assert.True(IsValid(new JournalLine { Batch = batch })));
    }

    [Fact]
    public void Batches_beyond_the_edges_are_not()
    {
        JournalBatch[] batches =
        [
            Batch with { Number = 0 },
            Batch with { Number = int.MaxValue },
            Batch with { FirstRow = 0 },
            Batch with { FirstRow = 11 },
            Batch with { LastRow = 10_001 },
            Batch with { FirstRow = long.MaxValue - 10_000, LastRow = long.MaxValue - 10_000 },
            Batch with { Rows = -1 },
            Batch with { Received = -1 },
            Batch with { Received = int.MaxValue + 1L },
            Batch with { Invalid = -1 },
            Batch with { Invalid = int.MaxValue + 1L },
            Batch with { Attempt = -1 },
            Batch with { Offset = -1 },
            Batch with { SessionId = null },
            Batch with { SessionId = "-1" },
            Batch with { SessionId = "no number", Outcome = JournalOutcome.Unknown },
            Batch with { Rejected = new Dictionary<string, long> { ["NoIdentifier"] = -1 } },
            Batch with { Rejected = new Dictionary<string, long> { ["NoIdentifier"] = 1, ["EMAIL NotAnEmailAddress"] = int.MaxValue + 1L } },
        ];

        Assert.All(batches, static batch => Assert.False(IsValid(new JournalLine { Batch = batch })));
    }

    [Fact]
    public void Headers_at_the_edges_are_valid()
    {
        JournalHeader[] headers =
        [
            JournalFolder.Header,
            JournalFolder.Header with { BatchSize = 1 },
            JournalFolder.Header with { BatchSize = 10_000 },
            JournalFolder.Header with { ColumnCount = 3, Columns = [new JournalColumn("EMAIL", 2, 1, 1)] },
            JournalFolder.Header with { AppIds = ["1"], Suppression = [new JournalFileMark("/lists/out.csv", 1, "00")] },
        ];

        Assert.All(headers, static header => Assert.True(IsValid(new JournalLine { Upload = header })));
    }

    [Fact]
    public void Headers_beyond_the_edges_are_not()
    {
        JournalHeader[] headers =
        [
            JournalFolder.Header with { BatchSize = 0 },
            JournalFolder.Header with { BatchSize = 10_001 },
            JournalFolder.Header with { ColumnCount = 0, Columns = [] },
            JournalFolder.Header with { Schema = [null!] },
            JournalFolder.Header with { AppIds = ["1", null!] },
            JournalFolder.Header with { Suppression = [null!] },
            JournalFolder.Header with { Columns = [null!] },
            JournalFolder.Header with { Columns = [new JournalColumn("EMAIL", -1)] },
            JournalFolder.Header with { Columns = [new JournalColumn("EMAIL", 1)] },
            JournalFolder.Header with { Columns = [new JournalColumn("EMAIL", 0, Rank: -1)] },
            JournalFolder.Header with { Columns = [new JournalColumn("EMAIL", 0, Address: -1)] },
            JournalFolder.Header with { ColumnCount = 2, Columns = [new JournalColumn("EMAIL", 0), new JournalColumn("PHONE", 2)] },
        ];

        Assert.All(headers, static header => Assert.False(IsValid(new JournalLine { Upload = header })));
    }

    [Theory]
    [InlineData(1, 4, true)]
    [InlineData(10_000, 4, true)]
    [InlineData(0, 4, false)]
    [InlineData(10_001, 4, false)]
    [InlineData(10, 3, false)]
    [InlineData(10, 5, false)]
    public void A_change_of_the_size_continues_the_numbers(int batchSize, int firstBatch, bool isValid) =>
        Assert.Equal(isValid, JournalRules.IsValid(new JournalLine { Resize = new JournalResize(batchSize, firstBatch, Time) }, lastBatch: 3));

    [Fact]
    public void The_first_line_is_the_upload_and_no_later_one_is()
    {
        var content = new JournalContent();

        Assert.False(content.Add(null));
        Assert.False(content.Add(new JournalLine { Batch = Batch }));
        Assert.True(content.Add(new JournalLine { Upload = JournalFolder.Header }));
        Assert.False(content.Add(new JournalLine { Upload = JournalFolder.Header }));
        Assert.False(content.Add(new JournalLine()));
        Assert.True(content.Add(new JournalLine { Batch = Batch }));
        Assert.True(content.WasSent);
    }

    [Fact]
    public void The_content_is_the_latest_of_all_lines()
    {
        var content = new JournalContent();
        Assert.True(content.Add(new JournalLine { Upload = JournalFolder.Header }));
        Assert.Equal((10, 10, false, JournalFolder.Header.Started), (content.BatchSize, content.MaxBatchRows, content.WasSent, content.LastWritten));

        Assert.True(content.Add(new JournalLine { Batch = Batch with { Outcome = JournalOutcome.Accepted, Attempt = 0, Offset = 6 } }));
        Assert.Equal((false, Time), (content.WasSent, content.LastWritten));
        Assert.True(content.Add(new JournalLine { Batch = Batch with { Number = 2, FirstRow = 11, LastRow = 20, Offset = 90, Outcome = JournalOutcome.Accepted, Time = Time.AddMinutes(1) } }));
        Assert.Equal((true, 2, Time.AddMinutes(1)), (content.WasSent, content.FindEntry()?.Number, content.LastWritten));
        Assert.True(content.Add(new JournalLine { Batch = Batch with { Number = 3, FirstRow = 21, LastRow = 30, Offset = 180 } }));
        Assert.Equal((2, false), (content.FindEntry()?.Number, content.IsFinished));

        // The open batch keeps its rows. What follows it is divided anew.
        Assert.False(content.NeedsResize(10));
        Assert.True(content.NeedsResize(4));
        Assert.True(content.Add(new JournalLine { Batch = Batch with { Number = 4, FirstRow = 31, LastRow = 40, Outcome = JournalOutcome.Rejected } }));
        JournalLine resize = content.CreateResize(4);
        Assert.Equal((4, 5), (resize.Resize!.BatchSize, resize.Resize.FirstBatch));
        Assert.True(content.Add(resize));
        Assert.Equal((4, 10, true, true), (content.BatchSize, content.MaxBatchRows, content.NeedsResize(4), content.NeedsResize(10)));
        Assert.Equal([1, 2, 3], content.Batches.Keys);
        Assert.Equal(resize.Resize.Time, content.LastWritten);

        Assert.True(content.Add(new JournalLine { Batch = Batch with { Number = 3, FirstRow = 21, LastRow = 30, Outcome = JournalOutcome.Accepted } }));
        Assert.Equal((4, false), (content.MaxBatchRows, content.NeedsResize(4)));
        Assert.True(content.Add(new JournalLine { Change = new JournalChange("It grew.", 30, Time.AddHours(1)) }));
        Assert.Equal(("It grew.", false, Time.AddHours(1)), (content.Change?.Reason, content.IsFinished, content.LastWritten));
        Assert.True(content.Add(new JournalLine { End = new JournalEnd(3, 30, Time.AddHours(2)) }));
        Assert.Equal(("It grew.", true, 30L, Time.AddHours(2)), (content.Change?.Reason, content.IsFinished, content.End?.Rows, content.LastWritten));
        Assert.True(content.Add(new JournalLine { Change = new JournalChange("It shrank.", 30, Time.AddHours(3)) }));
        Assert.Equal((30L, "It shrank."), (content.End?.Rows, content.Change?.Reason));
        Assert.True(content.Add(new JournalLine { End = new JournalEnd(3, 31, Time.AddHours(4)) }));
        Assert.Equal(31L, content.End?.Rows);
        Assert.Equal(5, content.CreateResize(3).Resize!.FirstBatch);
    }

    [Fact]
    public void An_upload_is_finished_when_the_list_is_and_every_batch_of_it()
    {
        var content = new JournalContent();
        content.Add(new JournalLine { Upload = JournalFolder.Header });
        content.Add(new JournalLine { Batch = Batch with { Outcome = JournalOutcome.Accepted } });
        Assert.False(content.IsFinished);
        content.Add(new JournalLine { Batch = Batch with { Number = 2, FirstRow = 11, LastRow = 20, Outcome = JournalOutcome.Rejected } });
        content.Add(new JournalLine { End = new JournalEnd(2, 20, Time) });
        Assert.False(content.IsFinished);
        content.Add(new JournalLine { Batch = Batch with { Number = 2, FirstRow = 11, LastRow = 20, Outcome = JournalOutcome.Accepted } });
        Assert.True(content.IsFinished);
    }

    [Theory]
    [InlineData(1, 10, 11, 20, false)]
    [InlineData(1, 10, 10, 20, true)]
    [InlineData(1, 10, 12, 20, false)]
    [InlineData(11, 20, 1, 10, false)]
    [InlineData(11, 20, 1, 11, true)]
    public void Rows_in_two_batches_are_noticed(long first, long last, long otherFirst, long otherLast, bool hasRowsTwice)
    {
        var content = new JournalContent();
        content.Add(new JournalLine { Upload = JournalFolder.Header });
        content.Add(new JournalLine { Batch = Batch with { FirstRow = first, LastRow = last } });
        content.Add(new JournalLine { Batch = Batch with { Number = 2, FirstRow = otherFirst, LastRow = otherLast } });

        Assert.Equal(hasRowsTwice, content.HasRowsTwice);
    }

    // Reading can start at a batch that was received, if all before it were, and if its place in the file is known.
    [Theory]
    [InlineData(JournalOutcome.Accepted, 1, 6, 1)]
    [InlineData(JournalOutcome.Accepted, 1, -1, null)]
    [InlineData(JournalOutcome.Accepted, 2, 6, null)]
    [InlineData(JournalOutcome.Rejected, 1, 6, null)]
    public void Reading_starts_at_the_last_of_the_batches_that_were_received(JournalOutcome outcome, long firstRow, long offset, int? number)
    {
        var content = new JournalContent();
        content.Add(new JournalLine { Upload = JournalFolder.Header });
        content.Add(new JournalLine { Batch = Batch with { FirstRow = firstRow, Offset = offset < 0 ? null : offset, Outcome = outcome } });

        Assert.Equal(number, content.FindEntry()?.Number);
    }

    [Theory]
    [InlineData(JournalOutcome.Accepted, 10, true, false)]
    [InlineData(JournalOutcome.NotSent, 0, true, false)]
    [InlineData(JournalOutcome.NotSent, 1, false, false)]
    [InlineData(JournalOutcome.Rejected, 0, false, false)]
    [InlineData(JournalOutcome.Sending, 10, false, true)]
    [InlineData(JournalOutcome.Unknown, 10, false, true)]
    public void A_batch_is_done_or_open_or_to_be_sent_again(JournalOutcome outcome, int rows, bool isDone, bool isOpen)
    {
        JournalBatch batch = Batch with { Outcome = outcome, Rows = rows };

        Assert.Equal((isDone, isOpen, 10), (batch.IsDone, batch.IsOpen, batch.RowsRead));
    }

    private static bool IsValid(JournalLine line) => JournalRules.IsValid(line, lastBatch: 0);
}
