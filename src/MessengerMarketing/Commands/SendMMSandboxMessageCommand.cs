using System;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Plays a customer who writes to the Page of a sandbox: the Page hears of it by webhook, and may answer for 24 hours.</summary>
[Cmdlet(VerbsCommunications.Send, "MMSandboxMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SandboxMessage))]
public sealed class SendMMSandboxMessageCommand : SandboxCmdlet
{
    /// <summary>What the customer writes.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Text { get; set; } = string.Empty;

    /// <summary>Page-scoped id of the customer; somebody who has not written before by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Psid { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(MyInvocation.BoundParameters.ContainsKey(nameof(Psid)), "sandboxes, or objects with a Psid"))
        {
            return;
        }

        SandboxInstance sandbox = RequireSandbox();
        if (!ShouldProcess($"Page {sandbox.PageId} of the sandbox at {sandbox.BaseUri}", "Write as a customer"))
        {
            return;
        }

        try
        {
            WriteObject(sandbox.SendMessage(Text, Psid));
        }
        catch (ArgumentException exception)
        {
            WriteError(exception.ToRecord());
        }
    }
}
