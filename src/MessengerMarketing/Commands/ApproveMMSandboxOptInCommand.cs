using System.Collections.Generic;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>
/// Plays customers who answer the opt-in requests of a sandbox's Page: all that wait, or those of one customer or topic. Where none of
/// these waits, -Decline stops what was allowed, and without it what was stopped is resumed.
/// </summary>
[Cmdlet(VerbsLifecycle.Approve, "MMSandboxOptIn", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SandboxOptInRequest))]
public sealed class ApproveMMSandboxOptInCommand : SandboxCmdlet
{
    /// <summary>Page-scoped id of the customer; all customers by default.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Psid { get; set; }

    /// <summary>Title of the request; all by default.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>The customers say no.</summary>
    [Parameter]
    public SwitchParameter Decline { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(MyInvocation.BoundParameters.ContainsKey(nameof(Psid)), "sandboxes, or objects with a Psid"))
        {
            return;
        }

        SandboxInstance sandbox = RequireSandbox();
        if (!ShouldProcess($"Page {sandbox.PageId} of the sandbox at {sandbox.BaseUri}", Decline ? "Decline opt-in requests as a customer" : "Allow opt-in requests as a customer"))
        {
            return;
        }

        IReadOnlyList<SandboxOptInRequest> answered = sandbox.Answer(Psid, Title, !Decline);
        if (answered.Count == 0)
        {
            WriteError(SandboxErrors.OptInRequestNotFound(Title));
        }

        WriteObject(answered, enumerateCollection: true);
    }
}
