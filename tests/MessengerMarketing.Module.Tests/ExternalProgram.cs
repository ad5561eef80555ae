using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MessengerMarketing.ModuleTests;

/// <summary>Programs on PATH that the tests run.</summary>
internal static class ExternalProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    /// <summary>Whether there is one of that name, which is given without <c>.exe</c>.</summary>
    public static bool IsOnPath(string name)
    {
        string program = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
    }

    /// <summary>Runs one and returns its exit code and what it printed, its errors last.</summary>
    /// <exception cref="InvalidOperationException">It does not end.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ended, Task.Delay(Patience)) != ended)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{start.FileName} did not end within {Patience.TotalSeconds:0} seconds.");
        }

        return (process.ExitCode, $"{await output}{await errors}");
    }
}
