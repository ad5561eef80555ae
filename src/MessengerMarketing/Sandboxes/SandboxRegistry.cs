using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Sandboxes;

/// <summary>The sandboxes that this process has started. They end with it at the latest.</summary>
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

    /// <summary>The one that was started last; null when none runs.</summary>
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
