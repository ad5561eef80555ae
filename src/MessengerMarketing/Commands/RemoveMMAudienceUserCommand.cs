using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Commands;

/// <summary>Removes customers from a custom audience. Their subscriptions to marketing messages remain.</summary>
[Cmdlet(VerbsCommon.Remove, "MMAudienceUser", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(BatchReceipt), typeof(UploadSummary))]
public sealed class RemoveMMAudienceUserCommand : AudienceUserCmdlet
{
    /// <inheritdoc/>
    protected override void BeginProcessing() => Start(UploadAction.Remove, new OptOutSettings());
}
