using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Returns the sandboxes that run in this process.</summary>
[Cmdlet(VerbsCommon.Get, "MMSandbox")]
[OutputType(typeof(SandboxInstance))]
public sealed class GetMMSandboxCommand : SafeTextCmdlet
{
    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
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
