using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Commands;

/// <summary>Hashes customers by Meta's rules and adds them to a Messenger marketing-message custom audience.</summary>
[Cmdlet(VerbsCommon.Add, "MMAudienceUser", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchReceipt), typeof(UploadSummary))]
public sealed class AddMMAudienceUserCommand : AudienceUserCmdlet
{
    /// <summary>
    /// Files of people who must not be uploaded, with an EMAIL or a PHONE column, plain or hashed. They are known by what their address and
    /// number are normalised to. Nothing is sent when one of the files cannot be read.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? SuppressPath { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Start(UploadAction.Add, SuppressPath ?? []);
}
