using System.Collections.Generic;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Stops sandboxes and frees their ports: those given, or all of this process.</summary>
[Cmdlet(VerbsLifecycle.Stop, "MMSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SandboxInstance))]
public sealed class StopMMSandboxCommand : SafeTextCmdlet
{
    /// <summary>The sandboxes; all of this process when none are given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public SandboxInstance[]? Sandbox { get; set; }

    /// <summary>Writes the sandboxes that were stopped; what they have recorded can still be read.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(Sandbox is null ? InputObject : null, "sandboxes, as Get-MMSandbox writes them"))
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
