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

/// <summary>
/// The record of one upload, in a file of JSON lines: what is about to be sent is written before it is sent, and its result before
/// it is reported. So a process that is killed at any moment leaves a journal that an upload can be resumed from. May be used from
/// several threads.
/// </summary>
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

    /// <summary>The upload it is of.</summary>
    public JournalHeader Header => _content.Header!;

    /// <summary>Whether anything was ever about to be sent.</summary>
    public bool WasSent => Read(static content => content.WasSent);

    /// <summary>Whether the list has been read to its end and nothing is left to do.</summary>
    public bool IsFinished => Read(static content => content.IsFinished);

    /// <summary>Whether other users had access to the journal before it was opened. Now they have not.</summary>
    public bool WasOpenToOthers => _file is { WasOpenToOthers: true };

    /// <summary>
    /// Begins a journal. The journal of a finished upload is kept under a name with the time it began. An unfinished one must be resumed, unless
    /// nothing of it was sent.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="header">The upload.</param>
    /// <exception cref="JournalException">The file is in use, of an unfinished upload, not a journal, or cannot be written.</exception>
    /// <exception cref="IOException">It cannot be created, or belongs to another user.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static UploadJournal Create(string path, JournalHeader header) => Create(path, header, FileOperations.Instance);

    /// <inheritdoc cref="Create(string, JournalHeader)"/>
    internal static UploadJournal Create(string path, JournalHeader header, IFileOperations operations)
    {
        JournalFile file = JournalOpening.Create(path, header, operations, out JournalContent content);
        return new UploadJournal(file, content);
    }

    /// <summary>Opens a journal to resume its upload. A last line that was not written to its end is cut off.</summary>
    /// <exception cref="JournalException">The file is in use, not a journal, or empty.</exception>
    /// <exception cref="IOException">It does not exist, cannot be opened, or belongs to another user.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static UploadJournal Resume(string path) => Resume(path, FileOperations.Instance);

    /// <inheritdoc cref="Resume(string)"/>
    internal static UploadJournal Resume(string path, IFileOperations operations)
    {
        JournalFile file = JournalOpening.Resume(path, operations, out JournalContent content);
        return new UploadJournal(file, content);
    }

    /// <summary>Reads a journal for a dry run: nothing is written to it.</summary>
    /// <exception cref="JournalException">The file is no journal, or empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static UploadJournal CreateDryRun(string path) => new(null, JournalOpening.Read(path));

    /// <summary>What is known of a batch; null when nothing is.</summary>
    public JournalBatch? Find(int number) => Read(content => content.Batches.TryGetValue(number, out JournalBatch? batch) ? batch : null);

    /// <summary>Whether nothing is left to do for a batch.</summary>
    public bool IsDone(int number) => Find(number) is { IsDone: true };

    /// <summary>The last batch of the list's beginning of which nothing is left to do; null when its file must be read from its beginning.</summary>
    public JournalBatch? FindEntry() => Read(static content => content.FindEntry());

    /// <summary>Rows of the list in the largest batch that is left to do.</summary>
    public int MaxBatchRows => Read(static content => content.MaxBatchRows);

    /// <summary>Where the list's batches begin.</summary>
    /// <param name="entry">The batch at which reading begins; null for the list's beginning.</param>
    public BlockLayout CreateLayout(JournalBatch? entry) => Read(content => content.CreateLayout(entry));

    /// <summary>The batches that may have arrived without a response, if batches of another size than this may be left to do.</summary>
    /// <returns>Null when all batches that are left have that size.</returns>
    public IReadOnlyList<JournalBatch>? FindOpenBatches(int batchSize) => Read<JournalBatch[]?>(content =>
        content.NeedsResize(batchSize) ? [.. content.BatchesInOrder.Where(static batch => batch.IsOpen)] : null);

    /// <summary>Records that the Graph API has not received a batch.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public void RecordNotReceived(JournalBatch batch) => Append(new JournalLine { Batch = batch with { Outcome = JournalOutcome.NotSent, Error = null, Time = DateTimeOffset.UtcNow } });

    /// <summary>
    /// Divides the rows that are left into batches of another size. Batches that were received, or may have been, stay as they are.
    /// </summary>
    /// <param name="batchSize">Rows of the list in one batch.</param>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public void Resize(int batchSize) => Append(_content.CreateResize(batchSize));

    /// <summary>
    /// Takes note that a batch was prepared. A batch that an earlier process knew must have the same rows as then.
    /// </summary>
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
                        "Rows {0} to {1} (batch {2}) are not those that the journal has on record: the list was changed, or another version of the module reads it (begun with {3}).",
                        batch.FirstRow,
                        batch.LastRow,
                        batch.Number,
                        Header.Version));
            }
        }

        return payload;
    }

    /// <summary>Counts a batch that is skipped unread, as nothing is left to do for it.</summary>
    public void Skip(long lastRow)
    {
        lock (_gate)
        {
            _rows = Math.Max(_rows, lastRow);
        }
    }

    /// <summary>Records that a batch is about to be sent.</summary>
    /// <exception cref="JournalException">It cannot be written; the batch must not be sent.</exception>
    public Task SendingAsync(HashedBatch batch, string payload, long sessionId) => AppendAsync(JournalBatch.Create(batch, JournalOutcome.Sending) with
    {
        Payload = payload,
        SessionId = sessionId.ToString(CultureInfo.InvariantCulture),
        Attempt = (Find(batch.Number)?.Attempt ?? 0) + 1,
    });

    /// <summary>Records the result of a batch. The batch may be disposed before the task ends.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="receipt">Its receipt.</param>
    /// <param name="errorId">Id of the error that stood in the way, if any.</param>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public Task SettleAsync(HashedBatch batch, BatchReceipt receipt, string? errorId)
    {
        JournalBatch? earlier = Find(batch.Number);
        if (receipt.StatusValue == BatchStatus.NotSent && errorId is null && earlier is { Attempt: > 0 })
        {
            // Nothing was tried now, so what is known from an earlier attempt stays.
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

    /// <summary>Records that the list was not the same at its end as at its beginning.</summary>
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
