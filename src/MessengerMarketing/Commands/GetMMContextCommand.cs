using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Commands;

/// <summary>Returns the connection of this runspace, or nothing if it is not connected.</summary>
[Cmdlet(VerbsCommon.Get, "MMContext")]
[OutputType(typeof(GraphContext))]
public sealed class GetMMContextCommand : SafeTextCmdlet
{
    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(InputObject))
        {
            return;
        }

        if (ContextStore.Current is { } account)
        {
            WriteObject(account);
        }
    }
}
