using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>What the lines of a journal say together.</summary>
internal sealed class JournalContent
{
    private readonly SortedDictionary<int, JournalBatch> _batches = [];
    private int _firstBatch = 1;
    private int _lastBatch;

    /// <summary>The upload it is of; null in a file that nothing was written to.</summary>
    public JournalHeader? Header { get; private set; }

    /// <summary>The latest of each batch, by number.</summary>
    public IReadOnlyDictionary<int, JournalBatch> Batches => _batches;

    /// <summary>The latest of each batch, in the order of the list's rows.</summary>
    public IEnumerable<JournalBatch> BatchesInOrder => _batches.Values.OrderBy(static batch => batch.FirstRow);

    /// <summary>The list's end; null until it was reached.</summary>
    public JournalEnd? End { get; private set; }

    /// <summary>How the list changed while it was read; null when it did not.</summary>
    public JournalChange? Change { get; private set; }

    /// <summary>When the last line was written.</summary>
    public DateTimeOffset? LastWritten { get; private set; }

    /// <summary>Bytes of its whole lines. What follows was being written when the process ended.</summary>
    public long Length { get; set; }

    /// <summary>Rows of the list in a batch that is not on record yet.</summary>
    public int BatchSize { get; private set; }

    /// <summary>Rows of the list in the largest batch that is left to do.</summary>
    public int MaxBatchRows => Kept.Where(static batch => !batch.IsDone).Select(static batch => batch.RowsRead).Append(BatchSize).Max();

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsFinished => End is not null && _batches.Values.All(static batch => batch.IsDone);

    /// <summary>Whether a row of the list is in two batches, which no upload writes.</summary>
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

    /// <summary>Whether anything was ever about to be sent.</summary>
    public bool WasSent { get; private set; }

    /// <summary>Batches of an earlier size, which stay as they are.</summary>
    private IEnumerable<JournalBatch> Kept => _batches.Values.Where(batch => batch.Number < _firstBatch);

    /// <summary>Adds a line.</summary>
    /// <returns>Whether it may stand where it stands.</returns>
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

    /// <summary>The line that changes the size of batches from now on.</summary>
    public JournalLine CreateResize(int batchSize) => new() { Resize = new JournalResize(batchSize, _lastBatch + 1, DateTimeOffset.UtcNow) };

    /// <summary>Whether batches of another size than this may be left to do.</summary>
    public bool NeedsResize(int batchSize) => BatchSize != batchSize || Kept.Any(static batch => !batch.IsDone);

    /// <summary>The last of the batches at the list's beginning of which nothing is left to do; null when its file cannot be entered there.</summary>
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

    /// <summary>Where the list's batches begin.</summary>
    /// <param name="entry">The batch at which reading begins; null for the list's beginning.</param>
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
