using System;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Simulates a customer who writes to the Page of a sandbox. The sandbox sends a webhook, and the Page can answer for 24 hours.</summary>
[Cmdlet(VerbsCommunications.Send, "MMSandboxMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SandboxMessage))]
public sealed class SendMMSandboxMessageCommand : SandboxCmdlet
{
    /// <summary>Text of the message.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Text { get; set; } = string.Empty;

    /// <summary>Page-scoped ID of the customer. The default is a new customer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Psid { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(MyInvocation.BoundParameters.ContainsKey(nameof(Psid)), "sandboxes, or objects with a Psid property"))
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
