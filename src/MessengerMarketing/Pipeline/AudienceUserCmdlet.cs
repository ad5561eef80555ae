using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Audiences.Uploads;
using MessengerMarketing.Context;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Pipeline;

/// <summary>A cmdlet that sends customers to an audience in batches and writes a receipt for each as soon as it is settled.</summary>
public abstract class AudienceUserCmdlet : CustomerListCmdlet
{
    private UploadTally _tally = new();
    private GraphClient? _client;
    private AudienceUpload? _upload;
    private RejectReport? _rejects;

    /// <summary>The audience's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = PersonSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidatePattern("^[0-9]{1,20}$")]
    public string AudienceId { get; set; } = string.Empty;

    /// <summary>Rows of the list in one call, 1 to 10,000.</summary>
    [Parameter]
    [ValidateRange(1, UploadOptions.MostRowsInBatch)]
    public int BatchSize { get; set; } = UploadOptions.MostRowsInBatch;

    /// <summary>Calls in flight at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>App that APPUID, UID and FBUID columns belong to.</summary>
    [Parameter]
    public string[] AppId { get; set; } = [];

    /// <summary>A CSV file to write every rejected row and blanked cell to: row number, key and reason, no values.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    /// <summary>The context to use instead of the one that this runspace is connected with.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphAccount? Context { get; set; }

    /// <summary>What is done with the people.</summary>
    protected abstract UploadAction Action { get; }

    /// <summary>What a prompt asks leave for: <c>Upload 120 hashed rows</c>.</summary>
    protected abstract string DescribeAction(HashedBatch batch);

    /// <inheritdoc/>
    protected sealed override int BlockSize => BatchSize;

    /// <summary>Called after the last batch, to warn of what the list as a whole lacks.</summary>
    protected virtual void Conclude(UploadTally tally)
    {
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        GraphAccount account = ContextStore.Require(this, Context);
        _client = new GraphClient(account, new GraphClientOptions
        {
            OnRetry = retry => Post(() => TellRetry(retry)),
            MaxConnections = ThrottleLimit + 1,
        });
        if (RejectPath is not null)
        {
            OpenRejectReport(SessionState.Path.GetUnresolvedProviderPathFromPSPath(RejectPath));
        }
    }

    /// <inheritdoc/>
    protected sealed override void StartList(ColumnMapping mapping, string? fileName)
    {
        var options = new UploadOptions { BatchSize = BatchSize, ThrottleLimit = ThrottleLimit, Hashing = Hashing, AppIds = AppId };
        var sender = new AudienceUsersSender(_client!, AudienceId, Action, options);
        _upload = AudienceUpload.Start(sender, mapping, options, Cancellation);
        _tally = new UploadTally();
        _rejects?.StartList(fileName);
        WriteVerbose(string.Format(CultureInfo.InvariantCulture, "Run {0:N}: batches of up to {1} rows, {2} in flight.", options.RunId, BatchSize, ThrottleLimit));
    }

    /// <inheritdoc/>
    protected sealed override void AddBlock(RowBlock block)
    {
        AudienceUpload upload = _upload!;
        while (!upload.Blocks.TryWrite(block))
        {
            TakeEvents();
            Task<bool> room = upload.Blocks.WaitToWriteAsync(Cancellation).AsTask();
            Task<bool> news = upload.Events.WaitToReadAsync(Cancellation).AsTask();
            WaitFor(Task.WhenAny(room, news));
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

    /// <inheritdoc/>
    protected sealed override void AddFile(CustomerFile file, ColumnMapping mapping)
    {
        _upload!.Feed(file.ReadBlocks(mapping, BatchSize));
        TakeEventsToTheEnd();
    }

    /// <inheritdoc/>
    protected sealed override void EndList()
    {
        _upload!.Blocks.TryComplete();
        TakeEventsToTheEnd();
        _upload.Dispose();
        _rejects?.EndList();
        WriteProgress(new ProgressRecord(0, ProgressActivity, "Done") { RecordType = ProgressRecordType.Completed });
        Warn();
        Conclude(_tally);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _upload?.Dispose();
            _rejects?.Dispose();
            _client?.Dispose();
        }
    }

    private void TellRetry(GraphRetry retry)
    {
        string text = RetryText.Describe(retry);
        WriteVerbose(text);
        WriteProgress(new ProgressRecord(0, ProgressActivity, text));
    }

    private string ProgressActivity => $"Audience {AudienceId}";

    private void TakeEvents()
    {
        while (_upload!.Events.TryRead(out UploadEvent? next))
        {
            Take(next);
        }

        SayPosted();
    }

    private void TakeEventsToTheEnd()
    {
        Task<bool> more;
        do
        {
            TakeEvents();
            more = _upload!.Events.WaitToReadAsync(Cancellation).AsTask();
            WaitFor(more);
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
        _tally.Add(batch);
        _rejects?.Add(batch);
        if (batch.Rows == 0)
        {
            prepared.Decline();
            return;
        }

        string target = string.Format(CultureInfo.InvariantCulture, "audience {0}, rows {1} to {2} of the list", AudienceId, batch.FirstRow, batch.LastRow);
        if (ShouldProcess(target, DescribeAction(batch)))
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
        _tally.Add(receipt);
        WriteProgress(new ProgressRecord(0, ProgressActivity, string.Format(
            CultureInfo.InvariantCulture, "{0:N0} rows read, {1:N0} accepted, {2:N0} rejected", _tally.RowsRead, _tally.RowsAccepted, _tally.RowsRejected)));
        WriteObject(receipt);

        // What stops the upload comes as its last event; a batch that failed alone has an error of its own.
        if (completed is { Error: GraphException error, StopsUpload: false })
        {
            WriteError(error.ToRecord($"batch {receipt.Batch}, rows {receipt.FirstRow} to {receipt.LastRow}"));
        }
    }

    private void TakeStopped(Exception error)
    {
        if (error is CustomerFileException or IOException)
        {
            // What was read before goes its way; the reader of the file tells the rest.
            throw error;
        }

        _rejects?.EndList();
        Warn();
        ThrowTerminatingError(error is GraphException graph
            ? graph.ToRecord(AudienceId)
            : new ErrorRecord(error, "MMUploadFailed", ErrorCategory.NotSpecified, AudienceId));
    }

    /// <summary>The one warning of a list: what was left out of it, and why.</summary>
    private void Warn()
    {
        var sentences = new List<string>();
        if (_tally.RowsRejected > 0)
        {
            sentences.Add($"{_tally.RowsRejected} of {_tally.RowsRead} rows were rejected and not sent: {UploadTally.Describe(_tally.RejectedRows)}.");
        }

        if (_tally.BlankedCells.Count > 0)
        {
            sentences.Add($"Cells that could not be read were left blank in rows that were sent: {UploadTally.Describe(_tally.BlankedCells)}.");
        }

        if (_tally.LackingCallingCode > 0)
        {
            sentences.Add($"{_tally.LackingCallingCode} phone numbers have no country calling code and will hardly match; give -DefaultCountry or a COUNTRY column.");
        }

        if (sentences.Count > 0)
        {
            if (RejectPath is null && _tally.RowsRejected + _tally.BlankedCells.Count > 0)
            {
                sentences.Add("Use -RejectPath for a list of them by row number.");
            }

            WriteWarning(string.Join(" ", sentences));
        }
    }

    private void OpenRejectReport(string path)
    {
        try
        {
            _rejects = new RejectReport(path);
        }
        catch (IOException error)
        {
            ThrowTerminatingError(error.ToRecord(path));
        }
        catch (UnauthorizedAccessException error)
        {
            ThrowTerminatingError(error.ToRecord(path));
        }
    }
}
