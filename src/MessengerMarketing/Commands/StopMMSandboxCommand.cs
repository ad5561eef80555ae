using System.Collections.Generic;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Stops the specified sandboxes, or all sandboxes of this process, and releases their ports.</summary>
[Cmdlet(VerbsLifecycle.Stop, "MMSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SandboxInstance))]
public sealed class StopMMSandboxCommand : SafeTextCmdlet
{
    /// <summary>The sandboxes. The default is all sandboxes of this process.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public SandboxInstance[]? Sandbox { get; set; }

    /// <summary>Writes the sandboxes that were stopped. Their recorded data can still be read.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(Sandbox is null ? InputObject : null, "sandboxes from Get-MMSandbox"))
        {
            return;
        }

        IReadOnlyList<SandboxInstance> sandboxes = Sandbox ?? SandboxRegistry.All();
        foreach (SandboxInstance sandbox in sandboxes)
        {
            if (ShouldProcess($"sandbox at {sandbox.BaseUri}", "Stop"))
            {
                sandbox.Stop();
                SandboxRegistry.Remove(sandbox);
                if (PassThru)
                {
                    WriteObject(sandbox);
                }
            }
        }
    }
}
