using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;

namespace MessengerMarketing.Commands;

/// <summary>Ends this runspace's connection and closes its network connections.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "MMAccount")]
[OutputType(typeof(void))]
public sealed class DisconnectMMAccountCommand : SafeTextCmdlet
{
    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
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
