using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Commands;

/// <summary>Hashes customers by Meta's rules and adds them to a Messenger marketing-message custom audience.</summary>
[Cmdlet(VerbsCommon.Add, "MMAudienceUser", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchReceipt), typeof(UploadSummary))]
public sealed class AddMMAudienceUserCommand : AudienceUserCmdlet
{
    /// <summary>Files that list people who must not be uploaded, plain or hashed. All email and phone columns are read. If a file cannot be read, has no rows,
    /// or has an entry that cannot be compared, nothing is sent.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? SuppressPath { get; set => field = this.Bind(value); }

    /// <summary>Uploads even if entries of -SuppressPath cannot be compared. Phone numbers without a calling code are compared without it. Other unusable
    /// entries are counted in a warning and leave nobody out.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter AllowUnusableSuppression { get; set => field = this.Bind(value); }

    /// <summary>Leaves out people for whom any consent column of the list says no, regardless of other consent columns.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter SkipOptedOut { get; set => field = this.Bind(value); }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Start(
        UploadAction.Add,
        new OptOutSettings { SuppressPath = SuppressPath ?? [], AllowsUnusable = AllowUnusableSuppression, SkipsOptedOut = SkipOptedOut });
}
