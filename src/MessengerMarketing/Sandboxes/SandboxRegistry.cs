using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Sandboxes;

/// <summary>The sandboxes that this process has started. They end with the process at the latest.</summary>
internal static class SandboxRegistry
{
    private static readonly List<SandboxInstance> Running = [];

    public static void Add(SandboxInstance sandbox)
    {
        lock (Running)
        {
            Running.Add(sandbox);
        }
    }

    public static IReadOnlyList<SandboxInstance> All()
    {
        lock (Running)
        {
            return [.. Running.Where(sandbox => sandbox.IsRunning)];
        }
    }

    /// <summary>Returns the sandbox that was started last, or null if none is running.</summary>
    public static SandboxInstance? Last()
    {
        lock (Running)
        {
            return Running.FindLast(static sandbox => sandbox.IsRunning);
        }
    }

    public static void Remove(SandboxInstance sandbox)
    {
        lock (Running)
        {
            Running.Remove(sandbox);
        }
    }
}
