using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Shows the sandboxes that run in this process.</summary>
[Cmdlet(VerbsCommon.Get, "MMSandbox")]
[OutputType(typeof(SandboxInstance))]
public sealed class GetMMSandboxCommand : SafeTextCmdlet
{
    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!RefuseItem(InputObject))
        {
            WriteObject(SandboxRegistry.All(), enumerateCollection: true);
        }
    }
}
