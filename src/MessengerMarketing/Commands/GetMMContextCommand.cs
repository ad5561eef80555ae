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
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ContextStore.Current is { } account)
        {
            WriteObject(account);
        }
    }
}
