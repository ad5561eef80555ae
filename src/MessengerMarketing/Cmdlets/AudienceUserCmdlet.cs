using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters of a cmdlet that sends customers to an audience in batches, and writes a receipt for each.</summary>
public abstract class AudienceUserCmdlet : PersonInputCmdlet
{
    private AudienceUserUpload? _upload;
    private CustomerListReader? _lists;
    private volatile bool _isInterrupted;

    /// <summary>The audience: its id, its exact name, or what Get-MMAudience gave.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PersonSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [AudienceTransformation]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string AudienceId { get; set; } = string.Empty;

    /// <summary>Rows of the list in one call, 1 to 10,000.</summary>
    [Parameter]
    [ValidateRange(1, UploadOptions.MaxRowsInBatch)]
    public int BatchSize { get; set; } = UploadOptions.MaxRowsInBatch;

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

    /// <summary>
    /// A file to keep the upload's journal in, so that Resume-MMAudienceUpload can go on after a crash. It holds numbers and hashes of
    /// whole batches, no personal data. The journal of a finished upload is kept under its start time.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set => field = this.Bind(value); }

    /// <summary>
    /// Stops when more than this share of the first 1,000 rows is bad: the column mapping is most likely wrong. In batches
    /// of 1,000 rows and more nothing has been sent by then.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateRange(0.0, 100.0)]
    public double? MaxRejectPercent { get; set => field = this.Bind(value); }

    /// <summary>
    /// Leaves out people who came before in the list, with the same e-mail address and phone number. The latest million people are known, and up to two.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter Unique { get; set => field = this.Bind(value); }

    /// <summary>
    /// Sends each further e-mail address and phone number of a person in a row of its own, with the person's other values; at most five rows a
    /// person. A batch then holds as many people as fit in any case.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter AllIdentifiers { get; set => field = this.Bind(value); }

    /// <summary>Writes one summary for each audience at the end, in place of the batches' receipts.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Seconds that rate limits may hold the upload back before it stops, 0 to 86,400; an hour by default.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int MaxWaitSec { get; set; } = 3600;

    /// <summary>The context to use instead of the one that this runspace is connected with.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <summary>Starts the upload of the lists that the parameters name. Call it in BeginProcessing.</summary>
    internal void Start(UploadAction action, OptOutSettings optOut)
    {
        _upload = new AudienceUserUpload(this, action, optOut);
        _upload.Prepare();
        _lists = new CustomerListReader(this, _upload);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => _lists!.ProcessRecord();

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
