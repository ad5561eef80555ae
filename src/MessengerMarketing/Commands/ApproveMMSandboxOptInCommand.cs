using System.Collections.Generic;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Simulates customers who answer opt-in requests of a sandbox's Page: all pending requests, or those of one customer or title. If no matching request
/// is pending, -Decline stops existing subscriptions, and without -Decline stopped ones are resumed.</summary>
[Cmdlet(VerbsLifecycle.Approve, "MMSandboxOptIn", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SandboxOptInRequest))]
public sealed class ApproveMMSandboxOptInCommand : SandboxCmdlet
{
    /// <summary>Page-scoped ID of the customer. The default is all customers.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Psid { get; set; }

    /// <summary>Title of the request. The default is all titles.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Declines the requests.</summary>
    [Parameter]
    public SwitchParameter Decline { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(MyInvocation.BoundParameters.ContainsKey(nameof(Psid)), "sandboxes, or objects with a Psid property"))
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
