using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;

namespace MessengerMarketing.Commands;

/// <summary>Ends this runspace's connection and closes its network connections.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "MMAccount")]
[OutputType(typeof(void))]
public sealed class DisconnectMMAccountCommand : SafeTextCmdlet
{
    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!RefuseItem(InputObject))
        {
            ContextStore.Current = null;
        }
    }
}
