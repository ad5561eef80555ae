using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Audiences.Uploads;
using MessengerMarketing.Binding;
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
    private readonly UploadTally _tally = new();
    private readonly ProgressLine _progress;
    private GraphClient? _client;
    private AudienceUpload? _upload;
    private RejectFile? _rejects;

    /// <summary>A cmdlet whose progress names its audience.</summary>
    protected AudienceUserCmdlet() => _progress = new ProgressLine(this);

    /// <summary>The audience's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PersonSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateId]
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

    /// <summary>
    /// A CSV file to write every rejected row and blanked cell to: row number, key and reason, no values. Written with -WhatIf
    /// too, so that a list can be checked before it is sent.
    /// </summary>
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

    /// <summary>Called for each batch that was hashed, before it is sent.</summary>
    protected virtual void Count(HashedBatch batch)
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
        _rejects = RejectPath is null ? null : RejectFile.Create(this, RejectPath);
    }

    /// <inheritdoc/>
    protected sealed override void StartList(ColumnMapping mapping, string? fileName)
    {
        if (ParameterSetName == PersonSet && !mapping.HasIdentifier)
        {
            ThrowTerminatingError(ErrorRecords.IdentifierMissing());
        }

        var options = new UploadOptions { BatchSize = BatchSize, ThrottleLimit = ThrottleLimit, Hashing = Hashing, AppIds = AppId };
        var sender = new AudienceUsersSender(_client!, AudienceId, Action, options);
        _upload = AudienceUpload.Start(sender, mapping, options, Cancellation);
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
    protected sealed override void LookAround() => TakeEvents();

    /// <inheritdoc/>
    protected sealed override void AddFile(CustomerFile file, ColumnMapping mapping)
    {
        _upload!.Feed(ReadAndClose(file, mapping));
        TakeEventsToTheEnd();
    }

    /// <inheritdoc/>
    protected sealed override void EndList()
    {
        _upload!.Blocks.TryComplete();
        TakeEventsToTheEnd();
        _upload.Dispose();
        _rejects?.EndList();
    }

    /// <inheritdoc/>
    protected override void Conclude()
    {
        _progress.Complete();
        if (UploadWarning.Describe(_tally, RejectPath is not null) is { } warning)
        {
            WriteWarning(warning);
        }
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

    /// <summary>
    /// The file's blocks, for the thread that reads them. It closes the file as well: another thread could close it only while
    /// it is being read.
    /// </summary>
    private IEnumerable<RowBlock> ReadAndClose(CustomerFile file, ColumnMapping mapping)
    {
        using (file)
        {
            foreach (RowBlock block in file.ReadBlocks(mapping, BatchSize))
            {
                yield return block;
            }
        }
    }

    private void TellRetry(GraphRetry retry)
    {
        string text = RetryText.Describe(retry);
        WriteVerbose(text);
        _progress.Show(AudienceId, text);
    }

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
        Count(batch);
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
        _progress.ShowSoon(AudienceId, _tally);
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
        Conclude();
        ThrowTerminatingError(error is GraphException graph
            ? graph.ToRecord(AudienceId)
            : new ErrorRecord(error, "MMUploadFailed", ErrorCategory.NotSpecified, AudienceId));
    }
}
