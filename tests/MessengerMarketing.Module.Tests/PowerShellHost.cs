using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace MessengerMarketing.ModuleTests;

/// <summary>Runs PowerShell: the pinned one, or the one that <c>MM_TEST_PWSH</c> names.</summary>
internal static class PowerShellHost
{
    /// <summary>How to start the PowerShell under test, without a profile and with its streams redirected.</summary>
    public static ProcessStartInfo CreateStartInfo(params string[] arguments)
        => Environment.GetEnvironmentVariable("MM_TEST_PWSH") is { Length: > 0 } program ? Create(program, [], arguments) : CreatePinned(arguments);

    /// <summary>Runs the pinned PowerShell, whichever is under test, and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It does not end.</exception>
    public static async Task<string> RunPinnedAsync(params string[] arguments) => (await ExternalProgram.RunAsync(CreatePinned(arguments))).Output;

    private static ProcessStartInfo CreatePinned(string[] arguments)
        => Create(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet", [BuildMetadata.PinnedPowerShell], arguments);

    private static ProcessStartInfo Create(string program, string[] prefix, string[] arguments)
    {
        string[] policy = OperatingSystem.IsWindows() ? ["-ExecutionPolicy", "Bypass"] : [];
        var start = new ProcessStartInfo(program, [.. prefix, "-NoProfile", "-NonInteractive", .. policy, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        // Profiling code while it runs costs a short process more than it gains.
        start.Environment["DOTNET_TieredPGO"] = "0";
        // Each PowerShell adds its own folders. Those of the one that started the tests, if any, may hold modules for another edition.
        start.Environment["PSModulePath"] = BuildMetadata.TestModulesFolder;
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MM_", StringComparison.OrdinalIgnoreCase) && name != "MM_PROOF_FACTOR").ToArray())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
