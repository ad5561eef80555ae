using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Commands;

/// <summary>Keeps an audience in sync with a list: removes people who left the list since the last run or opted out, then adds new people.</summary>
[Cmdlet(VerbsData.Sync, "MMAudienceUser", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchReceipt), typeof(SyncSummary))]
public sealed class SyncMMAudienceUserCommand : CustomerInputCmdlet
{
    private AudienceSync? _sync;

    /// <summary>The audience: its ID, its exact name, or an object from Get-MMAudience.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Id")]
    [AudienceTransformation]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string AudienceId { get; set; } = string.Empty;

    /// <summary>The state: a file with hashes of what was sent and accepted so far. Created by the first run.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string StatePath { get; set; } = string.Empty;

    /// <summary>Files that list people who must not be in the audience, as for Add-MMAudienceUser. If they were sent earlier, they are removed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] SuppressPath { get; set; } = [];

    /// <summary>Continues even if entries of -SuppressPath cannot be compared.</summary>
    [Parameter]
    public SwitchParameter AllowUnusableSuppression { get; set; }

    /// <summary>Leaves out, and removes, people for whom any consent column of the list says no.</summary>
    [Parameter]
    public SwitchParameter SkipOptedOut { get; set; }

    /// <summary>Maximum percentage of the people in the state who can be removed without an opt-out, in whole or in part.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double MaxRemovePercent { get; set; } = 20;

    /// <summary>Maximum percentage of unusable rows.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? MaxRejectPercent { get; set; }

    /// <summary>Keeps people who left the list in the audience.</summary>
    [Parameter]
    public SwitchParameter NoRemove { get; set; }

    /// <summary>Sends every row again, and accepts other columns and hashing options than before.</summary>
    [Parameter]
    public SwitchParameter Full { get; set; }

    /// <summary>Minimum number of rows to add in a run. If there are fewer, new people wait for a later run.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MinAddRows { get; set; }

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

    /// <summary>CSV report of rejected rows and blanked cells: row number, key, and reason, but no values.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    /// <summary>Sends each additional email address and phone number of a person in a separate row.</summary>
    [Parameter]
    public SwitchParameter AllIdentifiers { get; set; }

    /// <summary>Writes only the summary, without the receipts of the batches.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Maximum number of seconds that rate limits can delay the run before it stops, 0 to 86,400. The default is one hour.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int MaxWaitSec { get; set; } = 3600;

    /// <summary>The context to use instead of the connection of this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _sync = new AudienceSync(this, new SyncSettings
    {
        AudienceId = AudienceId,
        SuppressPath = SuppressPath,
        WritesSummaryOnly = Summary,
        Context = Context,
        Options = new SyncOptions
        {
            StatePath = StatePath,
            RejectPath = RejectPath,
            Upload = new UploadOptions
            {
                BatchSize = BatchSize,
                ThrottleLimit = ThrottleLimit,
                Hashing = Hashing with { AllIdentifiers = AllIdentifiers },
                AppIds = AppId,
                SkipsOptedOut = SkipOptedOut,
            },
            MaxWait = TimeSpan.FromSeconds(MaxWaitSec),
            AllowsUnusableSuppression = AllowUnusableSuppression,
            MaxRemovePercent = MaxRemovePercent,
            MaxRejectPercent = MaxRejectPercent,
            NoRemove = NoRemove,
            Full = Full,
            MinAddRows = MinAddRows,
        },
    });

    /// <inheritdoc/>
    protected override void ProcessRecord() => _sync!.ProcessRecord();

    /// <inheritdoc/>
    protected override void EndProcessing() => _sync!.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _sync?.Dispose();
        }
    }
}
