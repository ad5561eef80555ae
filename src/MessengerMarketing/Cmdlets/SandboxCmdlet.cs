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
