using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>The combined content of a journal's lines.</summary>
internal sealed class JournalContent
{
    private readonly SortedDictionary<int, JournalBatch> _batches = [];
    private int _firstBatch = 1;
    private int _lastBatch;

    /// <summary>The upload, or null for an empty file.</summary>
    public JournalHeader? Header { get; private set; }

    /// <summary>The latest line of each batch, by number.</summary>
    public IReadOnlyDictionary<int, JournalBatch> Batches => _batches;

    /// <summary>The latest line of each batch, in the order of the rows.</summary>
    public IEnumerable<JournalBatch> BatchesInOrder => _batches.Values.OrderBy(static batch => batch.FirstRow);

    /// <summary>The end of the list, or null if it was not reached.</summary>
    public JournalEnd? End { get; private set; }

    /// <summary>How the list changed while it was read, or null.</summary>
    public JournalChange? Change { get; private set; }

    /// <summary>Time of the last line.</summary>
    public DateTimeOffset? LastWritten { get; private set; }

    /// <summary>Length of the complete lines in bytes. The rest was being written when the process ended.</summary>
    public long Length { get; set; }

    /// <summary>Number of list rows in a batch that is not recorded yet.</summary>
    public int BatchSize { get; private set; }

    /// <summary>Number of list rows in the largest remaining batch.</summary>
    public int MaxBatchRows => Kept.Where(static batch => !batch.IsDone).Select(static batch => batch.RowsRead).Append(BatchSize).Max();

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsFinished => End is not null && _batches.Values.All(static batch => batch.IsDone);

    /// <summary>Whether a row of the list is in two batches, which no upload would write.</summary>
    public bool HasRowsTwice
    {
        get
        {
            long last = 0;
            foreach (JournalBatch batch in BatchesInOrder)
            {
                if (batch.FirstRow <= last)
                {
                    return true;
                }

                last = batch.LastRow;
            }

            return false;
        }
    }

    /// <summary>Whether sending has started for any batch.</summary>
    public bool WasSent { get; private set; }

    /// <summary>Batches of an earlier size, which do not change.</summary>
    private IEnumerable<JournalBatch> Kept => _batches.Values.Where(batch => batch.Number < _firstBatch);

    /// <summary>Adds a line.</summary>
    /// <returns>Whether the line is valid at this position.</returns>
    public bool Add(JournalLine? line)
    {
        if (line is null || line.Upload is null == Header is null || !JournalRules.IsValid(line, _lastBatch))
        {
            return false;
        }

        LastWritten = line.End?.Time ?? line.Change?.Time ?? line.Batch?.Time ?? line.Resize?.Time ?? line.Upload?.Started ?? LastWritten;
        if (line.Upload is { } header)
        {
            Header = header;
            BatchSize = header.BatchSize;
        }
        else if (line.Batch is { } batch)
        {
            _batches[batch.Number] = batch;
            _lastBatch = Math.Max(_lastBatch, batch.Number);
            WasSent |= batch.Attempt > 0;
        }
        else if (line.Resize is { } resize)
        {
            Resize(resize);
        }
        else if (line.End is not null || line.Change is not null)
        {
            End = line.End ?? End;
            Change = line.Change ?? Change;
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Creates the line that changes the batch size.</summary>
    public JournalLine CreateResize(int batchSize) => new() { Resize = new JournalResize(batchSize, _lastBatch + 1, DateTimeOffset.UtcNow) };

    /// <summary>Returns whether batches with another size may remain.</summary>
    public bool NeedsResize(int batchSize) => BatchSize != batchSize || Kept.Any(static batch => !batch.IsDone);

    /// <summary>Returns the last of the completed batches at the beginning of the list, or null if reading cannot start there.</summary>
    public JournalBatch? FindEntry()
    {
        JournalBatch? last = null;
        foreach (JournalBatch batch in BatchesInOrder)
        {
            if (batch.FirstRow != (last?.LastRow ?? 0) + 1 || !batch.IsDone)
            {
                break;
            }

            last = batch;
        }

        return last?.Offset is null ? null : last;
    }

    /// <summary>Determines where the batches of the list begin.</summary>
    /// <param name="entry">The batch at which reading begins, or null for the beginning of the list.</param>
    public BlockLayout CreateLayout(JournalBatch? entry)
    {
        int next = _firstBatch;
        if (entry is not null)
        {
            int before = _batches.Values.Count(batch => batch.Number >= _firstBatch && batch.FirstRow < entry.FirstRow);
            next += before;
        }

        return new BlockLayout(BatchSize, next, [.. Kept.OrderBy(static batch => batch.FirstRow).Select(static batch => new FixedBlock(batch.Number, batch.FirstRow, batch.RowsRead))]);
    }

    private void Resize(JournalResize resize)
    {
        foreach (JournalBatch batch in _batches.Values.Where(static batch => !batch.IsDone && !batch.IsOpen).ToArray())
        {
            _batches.Remove(batch.Number);
        }

        BatchSize = resize.BatchSize;
        _firstBatch = resize.FirstBatch;
        _lastBatch = resize.FirstBatch - 1;
        End = null;
    }
}
