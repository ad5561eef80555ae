using System.Management.Automation;
using MessengerMarketing.Context;

namespace MessengerMarketing.Commands;

/// <summary>Forgets what this runspace is connected with.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "MMAccount")]
[OutputType(typeof(void))]
public sealed class DisconnectMMAccountCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => ContextStore.Current = null;
}
