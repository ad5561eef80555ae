using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace MessengerMarketing.ModuleTests;

/// <summary>The <c>pwsh</c> on PATH.</summary>
internal static class PowerShellHost
{
    /// <summary>Whether there is one.</summary>
    public static bool IsOnPath { get; } = ExternalProgram.IsOnPath("pwsh");

    /// <summary>Runs it without a profile and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It does not come to an end.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", .. arguments]);
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MM_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        return await ExternalProgram.RunAsync(start);
    }
}
