using System;
using System.Diagnostics;
using System.IO;

namespace MessengerMarketing.Benchmarks.Soak;

/// <summary>What a process holds after a full collection.</summary>
/// <param name="HeapMiB">Managed memory.</param>
/// <param name="Handles">Open files and sockets on Linux, handles on Windows.</param>
/// <param name="Threads">Threads.</param>
internal sealed record ProcessFigures(double HeapMiB, int Handles, int Threads)
{
    private const string LinuxHandles = "/proc/self/fd";

    /// <summary>Reads the figures of this process.</summary>
    public static ProcessFigures Read()
    {
        for (int i = 0; i < 2; i++)
        {
            // What a finalizer lets go is collected the second time.
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return new ProcessFigures(
            Math.Round(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0, 1),
            Directory.Exists(LinuxHandles) ? Directory.GetFileSystemEntries(LinuxHandles).Length : process.HandleCount,
            process.Threads.Count);
    }
}
