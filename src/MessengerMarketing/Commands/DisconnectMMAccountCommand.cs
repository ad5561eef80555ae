using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;

namespace MessengerMarketing.Commands;

/// <summary>Forgets what this runspace is connected with.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "MMAccount")]
[OutputType(typeof(void))]
public sealed class DisconnectMMAccountCommand : SafeTextCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => ContextStore.Current = null;
}
