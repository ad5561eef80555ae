using System.Management.Automation;
using MessengerMarketing.Errors;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet that simulates a customer in a sandbox.</summary>
public abstract class SandboxCmdlet : SafeTextCmdlet
{
    /// <summary>The sandbox. The default is the sandbox that was started last.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public SandboxInstance? Sandbox { get; set; }

    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Refuses an item that is not a sandbox and has no property that binds to a parameter.</summary>
    /// <param name="isTaken">Whether a property of the item was bound.</param>
    /// <param name="accepted">What can be piped.</param>
    protected bool RefuseItem(bool isTaken, string accepted) => RefuseItem(isTaken || InputObject?.BaseObject is SandboxInstance ? null : InputObject, accepted);

    /// <summary>Returns the sandbox to use. If none is running, the cmdlet ends with an error.</summary>
    protected SandboxInstance RequireSandbox()
    {
        if ((Sandbox ?? SandboxRegistry.Last()) is { IsRunning: true } sandbox)
        {
            return sandbox;
        }

        ThrowTerminatingError(SandboxErrors.SandboxNotRunning());
        throw new PipelineStoppedException();
    }
}
