using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Commands;

/// <summary>Resumes an interrupted upload from its journal. Accepted batches are skipped. Batches without a known result are queried first, and sent again only
/// if the Graph API has not received them.</summary>
[Cmdlet(VerbsLifecycle.Resume, "MMAudienceUpload", DefaultParameterSetName = FileSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchReceipt), typeof(UploadSummary))]
public sealed class ResumeMMAudienceUploadCommand : PipelineCmdlet
{
    private const string FileSet = "File";
    private const string RowsSet = "Rows";

    private ResumedUpload? _upload;
    private RowIntake? _intake;
    private Action<PSObject>? _addRow;
    private long _items;
    private volatile bool _isInterrupted;

    /// <summary>The journal of Add-MMAudienceUser or Remove-MMAudienceUser.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FileSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RowsSet)]
    [ItemPropertyTransformation(nameof(JournalPath))]
    public string JournalPath { get; set; } = string.Empty;

    /// <summary>The same rows as before, if they came from the pipeline.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RowsSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>Also sends batches again if the Graph API cannot report whether they arrived. Only the counts can be too high, because an audience contains
    /// each person once.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Maximum number of rows of the list per call from now on, 1 to 10,000. By default, the size does not change.</summary>
    [Parameter]
    [ValidateRange(1, UploadOptions.MaxRowsInBatch)]
    public int? BatchSize { get; set; }

    /// <summary>Maximum number of concurrent calls.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Maximum number of seconds that rate limits can delay the upload before it stops, 0 to 86,400. The default is one hour.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int MaxWaitSec { get; set; } = 3600;

    /// <summary>Writes one summary of the upload at the end instead of the receipts of its batches.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>The context to use instead of the connection of this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => ContextStore.Require(this, Context);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _items++;
        if (JournalPath == ItemText.None)
        {
            WriteError(ItemErrors.ItemWithout("JournalPath", _items, "Pipe the output of Get-MMAudienceUpload. To pipe rows, also specify -JournalPath."));
        }
        else if (ParameterSetName == FileSet)
        {
            _upload?.Dispose();
            _upload = new ResumedUpload(this);
            _upload.UploadFile();
        }
        else
        {
            PipelineRows.ForEach(this, InputObject!, _addRow ??= AddRow);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_intake is not null)
        {
            _upload!.Complete(_intake.Rest());
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _isInterrupted = true;
        base.StopProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _intake?.Dispose();
            _upload?.Dispose();
            if (_isInterrupted)
            {
                _upload?.WriteInterrupted();
            }
        }
    }

    private void AddRow(PSObject row)
    {
        _upload ??= new ResumedUpload(this);
        _intake ??= _upload.TryStartRows(RowSource.ColumnNames(row));
        if (_intake is not null)
        {
            _upload.Add(_intake.Add(row));
        }
    }
}
