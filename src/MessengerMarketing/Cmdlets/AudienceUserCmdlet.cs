using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters of a cmdlet that sends customers to an audience in batches, and writes a receipt for each.</summary>
public abstract class AudienceUserCmdlet : PersonInputCmdlet
{
    private AudienceUserUpload? _upload;
    private CustomerListReader? _lists;
    private volatile bool _isInterrupted;
    private bool _takesAudiences;
    private long _items;

    /// <summary>The audience: its ID, its exact name, or an object from Get-MMAudience.</summary>
    /// <remarks>Every item that is piped in with files or one person binds here: PowerShell's own error for an item without an audience would repeat the item.</remarks>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = LiteralPathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PersonSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [AudienceTransformation]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string AudienceId { get; set; } = string.Empty;

    /// <summary>Maximum number of rows per call, 1 to 10,000.</summary>
    [Parameter]
    [ValidateRange(1, UploadOptions.MaxRowsInBatch)]
    public int BatchSize { get; set; } = UploadOptions.MaxRowsInBatch;

    /// <summary>Maximum number of concurrent calls.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>App that APPUID, UID and FBUID columns belong to.</summary>
    [Parameter]
    public string[] AppId { get; set; } = [];

    /// <summary>CSV report of rejected rows and blanked cells: row number, key, and reason, but no values. Also written with -WhatIf, to check a list before it
    /// is sent.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    /// <summary>The journal of the upload, so that Resume-MMAudienceUpload can resume it after a crash. It contains counts and hashes of whole batches, but no
    /// personal data. The journal of a finished upload is kept under a name with its start time.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set => field = this.Bind(value); }

    /// <summary>Stops if more than this percentage of the first 1,000 rows are rejected, because the column mapping is probably wrong. With batches of 1,000
    /// rows or more, nothing is sent before this check.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateRange(0.0, 100.0)]
    public double? MaxRejectPercent { get; set => field = this.Bind(value); }

    /// <summary>Leaves out people who occurred earlier in the list with the same email address and phone number. At least the last 1,000,000 people are
    /// compared, and 2,000,000 at most.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter Unique { get; set => field = this.Bind(value); }

    /// <summary>Sends each additional email address and phone number of a person in a separate row with the person's other values, up to five rows per person.
    /// A batch then contains fewer people, so that it never exceeds its limit.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter AllIdentifiers { get; set => field = this.Bind(value); }

    /// <summary>Writes one summary for each audience at the end instead of the receipts of the batches.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Maximum number of seconds that rate limits can delay the upload before it stops, 0 to 86,400. The default is one hour.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int MaxWaitSec { get; set; } = 3600;

    /// <summary>The context to use instead of the connection of this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <summary>Starts the upload of the lists of the parameters. Call it in BeginProcessing.</summary>
    internal void Start(UploadAction action, OptOutSettings optOut)
    {
        _takesAudiences = !MyInvocation.BoundParameters.ContainsKey(nameof(AudienceId));
        _upload = new AudienceUserUpload(this, action, optOut);
        _upload.Prepare();
        _lists = new CustomerListReader(this, _upload);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        _items++;
        if (_takesAudiences && AudienceId == ItemText.None)
        {
            // A list that is piped in without an audience would cause an error for each row.
            ThrowTerminatingError(ItemErrors.ItemWithout(nameof(AudienceId), _items, "Name the audience with -AudienceId, or pipe in what Get-MMAudience writes."));
        }

        _lists!.ProcessRecord();
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        _lists!.EndList();
        _upload!.Complete();
    }

    /// <inheritdoc/>
    protected sealed override void StopProcessing()
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
            _lists?.Dispose();
            _upload?.Dispose();
            if (_isInterrupted)
            {
                _upload?.WriteInterrupted();
            }
        }
    }
}
