using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Context;

/// <summary>The context of each runspace. Each runspace has its own context, so that the runspaces of <c>ForEach-Object -Parallel</c> do not affect each
/// other.</summary>
internal static class ContextStore
{
    private static readonly ConditionalWeakTable<Runspace, Slot> Slots = new();

    /// <summary>The context of the current runspace, or null if it is not connected.</summary>
    public static GraphContext? Current
    {
        get => Slots.GetOrCreateValue(Runspace.DefaultRunspace).Context;
        set
        {
            Slot slot = Slots.GetOrCreateValue(Runspace.DefaultRunspace);
            if (slot.Context is { } replaced && !ReferenceEquals(replaced, value))
            {
                // A context that is still referenced creates new connections when it is used again.
                replaced.CloseConnections();
            }

            slot.Context = value;
        }
    }

    /// <summary>Returns the specified context, or the context of the runspace. If there is none, the cmdlet ends with an error that explains how to
    /// connect.</summary>
    public static GraphContext Require(PSCmdlet cmdlet, GraphContext? given)
    {
        if ((given ?? Current) is { } context)
        {
            return context;
        }

        cmdlet.ThrowTerminatingError(ConnectionErrors.NotConnected());
        throw new PipelineStoppedException();
    }

    private sealed class Slot
    {
        public GraphContext? Context { get; set; }
    }
}
