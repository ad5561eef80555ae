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

/// <summary>Makes an audience follow a list: removes who left it or opted out, then adds who is new, by what was sent and accepted so far.</summary>
[Cmdlet(VerbsData.Sync, "MMAudienceUser", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchReceipt), typeof(SyncSummary))]
public sealed class SyncMMAudienceUserCommand : CustomerInputCmdlet
{
    private AudienceSync? _sync;

    /// <summary>The audience: its id, its exact name, or what Get-MMAudience gave.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Id")]
    [AudienceTransformation]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string AudienceId { get; set; } = string.Empty;

    /// <summary>The state: a file with hashes of what was sent and accepted so far. Created by the first run.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string StatePath { get; set; } = string.Empty;

    /// <summary>Files of people who must not be in the audience, as in Add-MMAudienceUser. Those who were sent earlier are removed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] SuppressPath { get; set; } = [];

    /// <summary>Goes on although entries of -SuppressPath cannot be compared as they are.</summary>
    [Parameter]
    public SwitchParameter AllowUnusableSuppression { get; set; }

    /// <summary>Leaves out, and removes, people for whom any consent column of the list says no.</summary>
    [Parameter]
    public SwitchParameter SkipOptedOut { get; set; }

    /// <summary>The most people, in percent of those in the state, of whom anything may be removed without an opt-out.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double MaxRemovePercent { get; set; } = 20;

    /// <summary>The most rows of the list, in percent, that may be unusable.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? MaxRejectPercent { get; set; }

    /// <summary>Keeps people who left the list in the audience.</summary>
    [Parameter]
    public SwitchParameter NoRemove { get; set; }

    /// <summary>Sends every row again, and accepts other columns and hashing options than before.</summary>
    [Parameter]
    public SwitchParameter Full { get; set; }

    /// <summary>Rows in a run below which new people wait for a later run.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MinAddRows { get; set; }

    /// <summary>Rows in one call, 1 to 10,000.</summary>
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

    /// <summary>A CSV file to write every rejected row and blanked cell to: row number, key and reason, no values.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    /// <summary>Sends each further e-mail address and phone number of a person in a row of its own.</summary>
    [Parameter]
    public SwitchParameter AllIdentifiers { get; set; }

    /// <summary>Writes the summary only, without the batches' receipts.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Seconds that rate limits may hold the run back before it stops, 0 to 86,400; an hour by default.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int MaxWaitSec { get; set; } = 3600;

    /// <summary>The context to use instead of the one that this runspace is connected with.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _sync = new AudienceSync(this, CreateSettings());

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

    private SyncSettings CreateSettings() => new()
    {
        AudienceId = AudienceId,
        StatePath = StatePath,
        RejectPath = RejectPath,
        SuppressPath = SuppressPath,
        WritesSummaryOnly = Summary,
        Context = Context,
        Upload = new UploadOptions
        {
            BatchSize = BatchSize,
            ThrottleLimit = ThrottleLimit,
            Hashing = Hashing with { AllIdentifiers = AllIdentifiers },
            AppIds = AppId,
            SkipsOptedOut = SkipOptedOut,
        },
        Options = new SyncOptions
        {
            StatePath = StatePath,
            MaxWait = TimeSpan.FromSeconds(MaxWaitSec),
            AllowsUnusableSuppression = AllowUnusableSuppression,
            MaxRemovePercent = MaxRemovePercent,
            MaxRejectPercent = MaxRejectPercent,
            NoRemove = NoRemove,
            Full = Full,
            MinAddRows = MinAddRows,
        },
    };
}
