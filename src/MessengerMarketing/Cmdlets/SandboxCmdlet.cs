using System.Management.Automation;
using MessengerMarketing.Errors;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet that plays somebody's part in a sandbox.</summary>
public abstract class SandboxCmdlet : SafeTextCmdlet
{
    /// <summary>The sandbox; the one that was started last by default.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public SandboxInstance? Sandbox { get; set; }

    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Refuses an item that is neither a sandbox nor has a property that a parameter takes.</summary>
    /// <param name="isTaken">Whether a parameter has taken the item's property.</param>
    /// <param name="accepted">What can be piped.</param>
    protected bool RefuseItem(bool isTaken, string accepted) => RefuseItem(isTaken || InputObject?.BaseObject is SandboxInstance ? null : InputObject, accepted);

    /// <summary>The sandbox to act in. Without one that runs, the cmdlet ends with an error.</summary>
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
