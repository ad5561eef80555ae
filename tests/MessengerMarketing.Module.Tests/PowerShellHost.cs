using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MessengerMarketing.ModuleTests;

/// <summary>The <c>pwsh</c> on PATH.</summary>
internal static class PowerShellHost
{
    /// <summary>Whether there is one.</summary>
    public static bool IsOnPath { get; } = Find(OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs it without a profile and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It does not come to an end.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MM_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process shell = Process.Start(start)!;
        shell.StandardInput.Close();
        Task<string> output = shell.StandardOutput.ReadToEndAsync();
        Task<string> errors = shell.StandardError.ReadToEndAsync();
        Task ended = shell.WaitForExitAsync();
        if (await Task.WhenAny(ended, Task.Delay(Patience)) != ended)
        {
            shell.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"pwsh did not end within {Patience.TotalSeconds:0} seconds.");
        }

        return $"{await output}{await errors}";
    }

    private static bool Find(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
