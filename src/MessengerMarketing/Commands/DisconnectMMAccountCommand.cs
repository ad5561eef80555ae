using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;

namespace MessengerMarketing.Commands;

/// <summary>Ends this runspace's connection and closes its network connections.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "MMAccount")]
[OutputType(typeof(void))]
public sealed class DisconnectMMAccountCommand : SafeTextCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => ContextStore.Current = null;
}
