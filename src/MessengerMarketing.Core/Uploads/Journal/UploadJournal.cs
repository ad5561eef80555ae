using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>The record of one upload, as JSON lines. A batch is recorded before it is sent, and its result before it is reported. If the process is killed, the
/// upload can be resumed from the journal. Thread-safe.</summary>
internal sealed class UploadJournal : IDisposable
{
    private readonly object _gate = new();
    private readonly JournalFile? _file;
    private readonly JournalContent _content;
    private long _rows;

    private UploadJournal(JournalFile? file, JournalContent content)
    {
        _file = file;
        _content = content;
    }

    /// <summary>The upload.</summary>
    public JournalHeader Header => _content.Header!;

    /// <summary>Whether sending has started for any batch.</summary>
    public bool WasSent => Read(static content => content.WasSent);

    /// <summary>Whether the list has been read to its end and nothing is left to do.</summary>
    public bool IsFinished => Read(static content => content.IsFinished);

    /// <summary>Whether other users had access to the journal before it was opened.</summary>
    public bool WasOpenToOthers => _file is { WasOpenToOthers: true };

    /// <summary>Creates a journal. The journal of a finished upload is kept under a name with its start time. An unfinished upload must be resumed, unless
    /// nothing of it was sent.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">The upload.</param>
    /// <exception cref="JournalException">The file is in use, belongs to an unfinished upload, is not a journal, or cannot be written.</exception>
    /// <exception cref="IOException">It cannot be created, or belongs to another user.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static UploadJournal Create(string path, JournalHeader header) => Create(path, header, FileOperations.Instance);

    /// <inheritdoc cref="Create(string, JournalHeader)"/>
    internal static UploadJournal Create(string path, JournalHeader header, IFileOperations operations)
    {
        JournalFile file = JournalOpening.Create(path, header, operations, out JournalContent content);
        return new UploadJournal(file, content);
    }

    /// <summary>Opens a journal to resume its upload. An incomplete last line is removed.</summary>
    /// <exception cref="JournalException">The file is in use, is not a journal, or is empty.</exception>
    /// <exception cref="IOException">It does not exist, cannot be opened, or belongs to another user.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static UploadJournal Resume(string path) => Resume(path, FileOperations.Instance);

    /// <inheritdoc cref="Resume(string)"/>
    internal static UploadJournal Resume(string path, IFileOperations operations)
    {
        JournalFile file = JournalOpening.Resume(path, operations, out JournalContent content);
        return new UploadJournal(file, content);
    }

    /// <summary>Reads a journal for a dry run. Nothing is written to it.</summary>
    /// <exception cref="JournalException">The file is not a journal, or is empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static UploadJournal CreateDryRun(string path) => new(null, JournalOpening.Read(path));

    /// <summary>Returns the latest line of a batch, or null.</summary>
    public JournalBatch? Find(int number) => Read(content => content.Batches.TryGetValue(number, out JournalBatch? batch) ? batch : null);

    /// <summary>Returns whether nothing is left to do for a batch.</summary>
    public bool IsDone(int number) => Find(number) is { IsDone: true };

    /// <summary>Returns the last of the completed batches at the beginning of the list, or null if the file must be read from the beginning.</summary>
    public JournalBatch? FindEntry() => Read(static content => content.FindEntry());

    /// <summary>Number of list rows in the largest remaining batch.</summary>
    public int MaxBatchRows => Read(static content => content.MaxBatchRows);

    /// <summary>Determines where the batches of the list begin.</summary>
    /// <param name="entry">The batch at which reading begins, or null for the beginning of the list.</param>
    public BlockLayout CreateLayout(JournalBatch? entry) => Read(content => content.CreateLayout(entry));

    /// <summary>Returns the batches that may have arrived without a response, if batches with another size may remain.</summary>
    /// <returns>Null if all remaining batches have that size.</returns>
    public IReadOnlyList<JournalBatch>? FindOpenBatches(int batchSize) => Read<JournalBatch[]?>(content =>
        content.NeedsResize(batchSize) ? [.. content.BatchesInOrder.Where(static batch => batch.IsOpen)] : null);

    /// <summary>Records that the Graph API has not received a batch.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public void RecordNotReceived(JournalBatch batch) => Append(new JournalLine { Batch = batch with { Outcome = JournalOutcome.NotSent, Error = null, Time = DateTimeOffset.UtcNow } });

    /// <summary>Divides the remaining rows into batches of another size. Batches that were received, or may have been received, do not change.</summary>
    /// <param name="batchSize">Number of list rows in a batch.</param>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public void Resize(int batchSize) => Append(_content.CreateResize(batchSize));

    /// <summary>Records that a batch was prepared. If an earlier process recorded it, it must have the same rows.</summary>
    /// <returns>Hash of its payload.</returns>
    /// <exception cref="JournalException">The rows are not the same.</exception>
    public string Prepare(HashedBatch batch)
    {
        string payload = JournalPayload.Hash(Header.RunId, batch);
        lock (_gate)
        {
            _rows = Math.Max(_rows, batch.LastRow);
            if (_content.Batches.TryGetValue(batch.Number, out JournalBatch? earlier) && !earlier.HasRowsOf(batch, payload))
            {
                throw new JournalException(
                    JournalProblem.Changed,
                    string.Format(
                        CultureInfo.InvariantCulture,
                        "Rows {0} to {1} (batch {2}) differ from those recorded in the journal: the list was changed, or another version of the module reads it (the upload started with {3}).",
                        batch.FirstRow,
                        batch.LastRow,
                        batch.Number,
                        Header.Version));
            }
        }

        return payload;
    }

    /// <summary>Counts a batch that is skipped without reading it, because nothing is left to do.</summary>
    public void Skip(long lastRow)
    {
        lock (_gate)
        {
            _rows = Math.Max(_rows, lastRow);
        }
    }

    /// <summary>Records that a batch is about to be sent.</summary>
    /// <exception cref="JournalException">It cannot be written. The batch must not be sent.</exception>
    public Task SendingAsync(HashedBatch batch, string payload, long sessionId) => AppendAsync(JournalBatch.Create(batch, JournalOutcome.Sending) with
    {
        Payload = payload,
        SessionId = sessionId.ToString(CultureInfo.InvariantCulture),
        Attempt = (Find(batch.Number)?.Attempt ?? 0) + 1,
    });

    /// <summary>Records the result of a batch. The batch may be disposed before the task ends.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="receipt">Its receipt.</param>
    /// <param name="errorId">ID of the error, or null.</param>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public Task SettleAsync(HashedBatch batch, BatchReceipt receipt, string? errorId)
    {
        JournalBatch? earlier = Find(batch.Number);
        if (receipt.StatusValue == BatchStatus.NotSent && errorId is null && earlier is { Attempt: > 0 })
        {
            // Nothing was sent now, so the result of an earlier attempt is kept.
            return Task.CompletedTask;
        }

        return AppendAsync(JournalBatch.FromReceipt(batch, receipt, earlier, errorId));
    }

    /// <summary>Records that the list has been read to its end.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public void Complete()
    {
        lock (_gate)
        {
            if (_content.End is null)
            {
                Append(new JournalLine { End = new JournalEnd(_content.Batches.Count, _rows, DateTimeOffset.UtcNow) });
            }
        }
    }

    /// <summary>Records that the list changed while it was read.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public void RecordChange(string reason)
    {
        lock (_gate)
        {
            Append(new JournalLine { Change = new JournalChange(reason, _rows, DateTimeOffset.UtcNow) });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private T Read<T>(Func<JournalContent, T> read)
    {
        lock (_gate)
        {
            return read(_content);
        }
    }

    private async Task AppendAsync(JournalBatch batch)
    {
        var line = new JournalLine { Batch = batch };
        if (_file is not null)
        {
            await _file.AppendAsync(line);
        }

        lock (_gate)
        {
            _content.Add(line);
        }
    }

    private void Append(JournalLine line)
    {
        _file?.Append(line);
        lock (_gate)
        {
            _content.Add(line);
        }
    }
}
