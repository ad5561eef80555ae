using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Shows the sandboxes that run in this process.</summary>
[Cmdlet(VerbsCommon.Get, "MMSandbox")]
[OutputType(typeof(SandboxInstance))]
public sealed class GetMMSandboxCommand : SafeTextCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(SandboxRegistry.All(), enumerateCollection: true);
}
