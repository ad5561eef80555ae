using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Commands;

/// <summary>Shows what this runspace is connected with; nothing when it is not connected.</summary>
[Cmdlet(VerbsCommon.Get, "MMContext")]
[OutputType(typeof(GraphContext))]
public sealed class GetMMContextCommand : SafeTextCmdlet
{
    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
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
