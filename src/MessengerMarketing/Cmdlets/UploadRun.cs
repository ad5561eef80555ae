using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Pacing;

namespace MessengerMarketing.Cmdlets;

/// <summary>
/// An upload as a cmdlet runs it: hands blocks over, asks leave for batches, writes receipts, errors and progress. Pipeline thread only.
/// </summary>
internal sealed class UploadRun : IDisposable
{
    private readonly PipelineCmdlet _cmdlet;
    private readonly Func<HashedBatch, string> _describe;
    private readonly ProgressLine _progress;
    private readonly GraphClient _client;
    private readonly UploadPacer _pacer;
    private readonly List<BatchPrepared> _held = [];
    private readonly List<UploadStatistics> _accounts = [];
    private AudienceUpload? _upload;
    private UploadJournal? _journal;
    private RejectLimit? _limit;
    private UploadStatistics? _account;
    private int _batchSize;
    private string? _journalPath;

    /// <summary>Makes a run; nothing is sent yet.</summary>
    /// <param name="cmdlet">Writes, and asks.</param>
    /// <param name="account">Whom it uploads for.</param>
    /// <param name="throttleLimit">Calls in flight at the same time.</param>
    /// <param name="maxWait">The longest that the rate limits may hold it up.</param>
    /// <param name="describe">What a prompt asks leave for.</param>
    public UploadRun(PipelineCmdlet cmdlet, GraphContext account, int throttleLimit, TimeSpan maxWait, Func<HashedBatch, string> describe)
    {
        _cmdlet = cmdlet;
        _describe = describe;
        _progress = new ProgressLine(cmdlet);
        _pacer = new UploadPacer(throttleLimit, onChange: pace => cmdlet.Post(() => Tell(PaceText.Describe(pace))), onHeld: held => _account?.Wait(held));
        _client = new GraphClient(account, new GraphClientOptions
        {
            OnRetry = TakeRetry,
            MaxWait = maxWait,
            WaitsOutThrottling = true,
        });
    }

    /// <summary>Called for each batch that was hashed, before it is sent.</summary>
    public Action<HashedBatch>? Counted { get; init; }

    /// <summary>The client that the upload goes through.</summary>
    public GraphClient Client => _client;

    /// <summary>Writes a summary of each audience at the end, in place of the receipts.</summary>
    public bool WritesSummary { get; init; }

    /// <summary>Judges each list by its first rows; null for no judgement.</summary>
    public double? MaxRejectPercent { get; init; }

    /// <summary>A report of what is left out; null for none.</summary>
    public RejectFile? Rejects { get; init; }

    /// <summary>A list begins.</summary>
    /// <param name="audienceId">The audience.</param>
    /// <param name="action">What is done with the people.</param>
    /// <param name="mapping">The list's columns.</param>
    /// <param name="options">How it is uploaded.</param>
    /// <param name="journal">Its record, which is closed with the list; null for none.</param>
    /// <param name="journalPath">The record's path, as it was given.</param>
    /// <param name="bytes">Length of the list's file, for the progress; null where it is not known.</param>
    public void Start(string audienceId, UploadAction action, ColumnMapping mapping, UploadOptions options, UploadJournal? journal, string? journalPath, long? bytes)
    {
        _account = _accounts.Find(account => account.AudienceId == audienceId);
        if (_account is null)
        {
            _accounts.Add(_account = new UploadStatistics(audienceId));
        }

        _account.Begin(options.RunId);
        _journal = journal;
        _journalPath = journalPath;
        _batchSize = options.BatchSize;
        _progress.Begin(bytes, _account.Tally.RowsRead);
        _limit = MaxRejectPercent is { } percent ? new RejectLimit(percent) : null;
        var sender = new AudienceUsersSender(_client, audienceId, action, options);
        _upload = AudienceUpload.Start(sender, mapping, options, journal, _pacer, _cmdlet.Cancellation);
        _cmdlet.WriteVerbose(string.Format(
            CultureInfo.InvariantCulture, "Run {0:N}: batches of up to {1} rows, {2} in flight.", options.RunId, options.BatchSize, options.ThrottleLimit));
    }

    /// <summary>Hands over a block, once there is room for it.</summary>
    public void Add(RowBlock block)
    {
        AudienceUpload upload = _upload!;
        while (!upload.Blocks.TryWrite(block))
        {
            TakeEvents();
            Task<bool> room = upload.Blocks.WaitToWriteAsync(_cmdlet.Cancellation).AsTask();
            Task<bool> news = upload.Events.WaitToReadAsync(_cmdlet.Cancellation).AsTask();
            _cmdlet.WaitFor(Task.WhenAny(room, news));
            if (room.Status == TaskStatus.RanToCompletion && !room.Result)
            {
                // The upload has stopped; the reason is the last of its events.
                block.Dispose();
                TakeEventsToTheEnd();
                return;
            }
        }

        TakeEvents();
    }

    /// <summary>Takes a whole list, whose blocks are read on a thread of their own, and sees it through.</summary>
    public void AddAll(IEnumerable<RowBlock> blocks)
    {
        _upload!.Feed(blocks);
        TakeEventsToTheEnd();
    }

    /// <summary>Writes what has become known meanwhile.</summary>
    public void TakeEvents()
    {
        while (_upload?.Events.TryRead(out UploadEvent? next) == true)
        {
            Take(next);
        }

        _cmdlet.WritePosted();
    }

    /// <summary>The list has ended; sees through what is on its way.</summary>
    public void End()
    {
        _upload!.Blocks.TryComplete();
        TakeEventsToTheEnd();
        if (_limit is { IsExceededAtEnd: true })
        {
            RefuseList();
        }

        Close();
        Rejects?.EndList();
    }

    /// <summary>There are no further lists: takes the progress away and says what was left out.</summary>
    public void Conclude()
    {
        _progress.Complete();
        foreach (UploadStatistics account in _accounts)
        {
            account.End();
            if (UploadWarning.Describe(account.Tally, Rejects is not null) is { } warning)
            {
                _cmdlet.WriteWarning(_accounts.Count == 1 ? warning : $"Audience {account.AudienceId}: {warning}");
            }
        }

        if (WritesSummary)
        {
            _accounts.ForEach(account => _cmdlet.WriteObject(account.Summarize()));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        Rejects?.Dispose();
        _client.Dispose();
    }

    private void Close()
    {
        _account?.End();
        _upload?.Dispose();
        _journal?.Dispose();
        _journal = null;
    }

    // From any thread.
    private void TakeRetry(GraphRetry retry)
    {
        _account?.Retry(retry.Delay);
        if (retry.Kind == GraphErrorKind.Throttled)
        {
            _pacer.HoldBack(retry.Delay);
        }

        _cmdlet.Post(() => Tell(RetryText.Describe(retry)));
    }

    private void Tell(string text)
    {
        _cmdlet.WriteVerbose(text);
        _progress.Show(_account?.AudienceId, text);
    }

    private void TakeEventsToTheEnd()
    {
        Task<bool> more;
        do
        {
            TakeEvents();
            more = _upload!.Events.WaitToReadAsync(_cmdlet.Cancellation).AsTask();
            _cmdlet.WaitFor(more);
        }
        while (more.Status == TaskStatus.RanToCompletion && more.Result);
    }

    private void Take(UploadEvent next)
    {
        switch (next)
        {
            case BatchPrepared prepared:
                TakePrepared(prepared);
                break;
            case BatchSkipped skipped:
                _account!.Tally.Skip(skipped.Rows);
                _progress.ShowSoon(_account);
                break;
            case BatchCompleted completed:
                TakeCompleted(completed);
                break;
            case UploadStopped stopped:
                TakeStopped(stopped.Error);
                break;
        }
    }

    private void TakePrepared(BatchPrepared prepared)
    {
        HashedBatch batch = prepared.Batch;
        _account!.Tally.Add(batch);
        _progress.Reach(batch.Offset);
        Counted?.Invoke(batch);
        Rejects?.Add(batch);
        if (_limit is { IsDecided: false })
        {
            _limit.Add(batch);
            if (_limit.IsExceeded || (_limit.IsExceededAtEnd && IsWholeList(batch)))
            {
                RefuseList();
            }

            if (Holds(prepared))
            {
                return;
            }
        }

        _held.ForEach(Decide);
        _held.Clear();
        Decide(prepared);
    }

    /// <summary>Where the first batch is what a list is judged by, those that were hashed before it wait for the verdict.</summary>
    private bool Holds(BatchPrepared prepared)
    {
        if (_batchSize < RejectLimit.JudgedRows || _limit!.Rows > 0)
        {
            return false;
        }

        _held.Add(prepared);
        return true;
    }

    private bool IsWholeList(HashedBatch batch) => batch.Number == 1 && batch.RowsRead < _batchSize;

    private void RefuseList()
    {
        Rejects?.EndList();
        _progress.Complete();
        _cmdlet.ThrowTerminatingError(ErrorRecords.TooManyRejected(_limit!, MaxRejectPercent!.Value, UploadTally.Describe(_account!.Tally.RejectedRows), _accounts.Sum(static account => account.Tally.RowsAccepted)));
    }

    private void Decide(BatchPrepared prepared)
    {
        HashedBatch batch = prepared.Batch;
        if (batch.Rows == 0)
        {
            prepared.Decline();
            return;
        }

        string target = string.Format(CultureInfo.InvariantCulture, "audience {0}, rows {1} to {2} of the list", _account!.AudienceId, batch.FirstRow, batch.LastRow);
        if (_cmdlet.ShouldProcess(target, _describe(batch)))
        {
            prepared.Approve();
        }
        else
        {
            prepared.Decline();
        }
    }

    private void TakeCompleted(BatchCompleted completed)
    {
        BatchReceipt receipt = completed.Receipt;
        _account!.Tally.Add(receipt);
        _progress.ShowSoon(_account);
        if (!WritesSummary)
        {
            _cmdlet.WriteObject(receipt);
        }

        // What stops the upload comes as its last event; a batch that failed alone has an error of its own.
        if (completed is { Error: GraphException error, StopsUpload: false })
        {
            _cmdlet.WriteError(error.ToRecord($"batch {receipt.Batch}, rows {receipt.FirstRow} to {receipt.LastRow}"));
        }
    }

    private void TakeStopped(Exception error)
    {
        if (error is Customers.Files.CustomerFileException or IOException)
        {
            // What was read before goes its way; the reader of the file tells the rest.
            throw error;
        }

        Rejects?.EndList();
        Conclude();
        if (_journalPath is not null && error is GraphException)
        {
            _cmdlet.WriteWarning($"The upload stopped before its end. Once what stands in the way is gone, it goes on with Resume-MMAudienceUpload -JournalPath '{_journalPath}'.");
        }

        _cmdlet.ThrowTerminatingError(error switch
        {
            GraphException graph => graph.ToRecord(_account?.AudienceId),
            JournalException journal => journal.ToRecord(_journalPath),
            _ => new ErrorRecord(error, "MMUploadFailed", ErrorCategory.NotSpecified, _account?.AudienceId),
        });
    }
}
