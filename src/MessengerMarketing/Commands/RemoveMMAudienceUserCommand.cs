using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Commands;

/// <summary>Takes customers out of a custom audience. Their opt-in to marketing messages stays as it is.</summary>
[Cmdlet(VerbsCommon.Remove, "MMAudienceUser", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(BatchReceipt), typeof(UploadSummary))]
public sealed class RemoveMMAudienceUserCommand : AudienceUserCmdlet
{
    /// <inheritdoc/>
    protected override void BeginProcessing() => Start(UploadAction.Remove, new OptOutSettings());
}
