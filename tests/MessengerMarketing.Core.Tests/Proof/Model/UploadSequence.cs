using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Storage;
using MessengerMarketing.Tests.Uploads;
using MessengerMarketing.Tests.Uploads.Journal;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Model;

/// <summary>
/// An upload in any number of processes, each of which may be killed, lose responses, be throttled, run out of disk, change the size of batches or
/// be given another list; compared with the model after each.
/// </summary>
internal sealed class UploadSequence : IDisposable
{
    private const int MaxProcesses = 12;
    private const int MaxFinalProcesses = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("mm-model-").FullName;
    private readonly Random _random;
    private readonly UploadModel _model = new(JournalFolder.Header.RunId);
    private readonly ModelServer _server;
    private readonly int _rows;
    private readonly int _batchSize;
    private bool _isCalm;

    public UploadSequence(int seed)
    {
        _random = new Random(seed);
        _rows = _random.Next(1, 60);
        _batchSize = _random.Next(1, 13);
        _server = new ModelServer(_model, NextFate);
    }

    /// <summary>What happened so far.</summary>
    public string History => _model.History;

    private string Journal => Path.Combine(_folder, "list.journal");

    /// <summary>Runs processes at random, and then some without faults, and checks that every row arrived once.</summary>
    public async Task RunAsync()
    {
        for (int process = _random.Next(1, MaxProcesses); process > 0 && !IsFinished(); process--)
        {
            await RunProcessAsync();
        }

        _isCalm = true;
        for (int process = 0; process < MaxFinalProcesses && !IsFinished(); process++)
        {
            await RunProcessAsync();
        }

        Assert.True(IsFinished(), "The upload does not come to its end.");
        Assert.Equal(Enumerable.Range(1, _rows).Select(static row => ((long)row, 1)), _server.Rows.OrderBy(static row => row.Key).Select(static row => (row.Key, row.Value)));
        var record = UploadRecord.Read(Journal);
        Assert.Equal((_rows, _rows, 0L, 0L), (record.RowsRead, record.RowsAccepted, record.RowsUnknown, record.RowsNotSent));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Fate NextFate() => _isCalm || _random.Next(3) > 0 ? Fate.Answered : (Fate)_random.Next(8);

    private bool IsFinished() => TryRead(out UploadRecord? record, out _) && record!.StateValue == UploadState.Finished;

    private bool TryRead(out UploadRecord? record, out IReadOnlyList<JournalBatch> batches)
    {
        batches = [];
        record = File.Exists(Journal) ? UploadRecord.Read(Journal, out batches) : null;
        return record is not null;
    }

    private async Task RunProcessAsync()
    {
        _server.IsSilent = !_isCalm && _random.Next(4) == 0;
        bool isForced = _random.Next(5) == 0;
        int? newSize = !_isCalm && _random.Next(3) == 0 ? _random.Next(1, 13) : null;
        int crashAt = !_isCalm && _random.Next(4) == 0 ? _random.Next(1, 25) : 0;
        int? changedRow = !_isCalm && _random.Next(8) == 0 ? _random.Next(1, _rows + 1) : null;
        bool isBegun = File.Exists(Journal);
        _model.OnProcess(isForced, $"{(isBegun ? "resume" : "begin")}, silent {_server.IsSilent}, forced {isForced}, size {newSize}, crash at {crashAt}, changed row {changedRow}");
        var disk = new CrashingFileOperations(crashAt, _random.NextDouble(), UnflushedFileOperations.Instance);
        var options = new UploadOptions { RunId = _model.RunId, BatchSize = _batchSize, ThrottleLimit = _random.Next(1, 4), Encoders = _random.Next(1, 3), ResendUnknown = isForced };
        try
        {
            using UploadJournal journal = isBegun
                ? UploadJournal.Resume(Journal, disk)
                : UploadJournal.Create(Journal, JournalFolder.Header with { BatchSize = _batchSize }, disk);
            await UploadAsync(journal, options, isBegun ? newSize : null, isBegun ? changedRow : null);
        }
        catch (Exception exception) when (disk.IsDead && exception is IOException or JournalException { Problem: JournalProblem.NotWritten })
        {
            // It died before it sent anything.
        }

        if (TryRead(out _, out IReadOnlyList<JournalBatch> batches))
        {
            _model.CheckRecord(batches, disk.IsDead);
        }
    }

    private async Task UploadAsync(UploadJournal journal, UploadOptions options, int? newSize, int? changedRow)
    {
        using var kill = new CancellationTokenSource();
        IBatchSender sender = _server.Connect(journal, kill);
        if (newSize is { } size)
        {
            await BatchSizeChange.ApplyAsync(journal, size, sender, CancellationToken.None);
        }

        JournalBatch? changed = changedRow is { } row ? FindBatch(row) : null;
        JournalBatch? entry = _random.Next(2) == 0 ? journal.FindEntry() : null;
        using var upload = AudienceUpload.Start(sender, People.Mapping, options, journal, null, kill.Token);
        upload.Feed(Blocks(journal, entry, changed is null ? null : changedRow));
        UploadRun run = await UploadRun.ToEndAsync(upload);

        // The rows before the entry are not read, and a batch that is done may not be read either.
        if (changed is not null && !changed.IsDone && !run.WasCancelled && run.Stopped is null)
        {
            Assert.Fail($"Row {changedRow} was changed, and its batch {changed.Number} was taken all the same.");
        }
    }

    /// <summary>The batch that has a row on record, with what it would send.</summary>
    private JournalBatch? FindBatch(int row)
    {
        TryRead(out _, out IReadOnlyList<JournalBatch> batches);
        return batches.FirstOrDefault(batch => batch.FirstRow <= row && row <= batch.LastRow && batch.Payload is not null);
    }

    private IEnumerable<RowBlock> Blocks(UploadJournal journal, JournalBatch? entry, int? changedRow)
    {
        BlockLayout layout = journal.CreateLayout(entry);
        for (long first = entry?.FirstRow ?? 1; first <= _rows;)
        {
            RowBlock block = layout.CreateBlock(1, first, first * 10);
            while (!block.IsFull && first <= _rows)
            {
                block[block.AddRow(), 0] = first == changedRow ? "other@example.com" : $"person{first}@example.com";
                first++;
            }

            yield return block;
        }
    }
}
