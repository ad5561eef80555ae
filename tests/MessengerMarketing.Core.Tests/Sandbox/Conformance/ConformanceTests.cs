using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox.Conformance;

/// <summary>Meta's SDK for Node.js drives a sandbox. The tests themselves are in <c>tests/conformance</c>.</summary>
public sealed class ConformanceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mm-conformance-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableFact]
    public async Task Every_call_of_the_official_SDK_that_the_module_also_makes_succeeds()
    {
        Skip.If(FindProgram("node") is null || FindProgram("npm") is null, "Node.js and npm are not installed, so Meta's SDK cannot drive the sandbox.");
        foreach (string file in Directory.EnumerateFiles(SourceFolder()))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        (int installed, string log) = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1"], []);
        Skip.If(installed != 0, $"npm could not install Meta's SDK, so it cannot drive the sandbox: {FirstError(log)}");

        using var server = SandboxServer.Start(new SandboxOptions { MatchRate = 1 });
        (int exitCode, string text) = await RunAsync("node", ["--test"], CreateVariables(server));

        Assert.Empty(server.InternalErrors);
        Assert.True(exitCode == 0, text);
        Assert.Contains("# pass 14", text, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> CreateVariables(SandboxServer server)
    {
        string psid = server.SendMessage("Hello", null).Psid;
        return new Dictionary<string, string>
        {
            ["MM_BASE_URI"] = server.BaseUri.AbsoluteUri,
            ["MM_API_VERSION"] = server.ApiVersion,
            ["MM_AD_ACCOUNT_ID"] = server.AdAccountId,
            ["MM_PAGE_ID"] = server.PageId,
            ["MM_ACCESS_TOKEN"] = server.AccessToken,
            ["MM_PAGE_ACCESS_TOKEN"] = server.PageAccessToken,
            ["MM_PSID"] = psid,
            ["MM_SUBSCRIPTION_TOKEN"] = server.SubscribeFromAd().Token,
        };
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(FindProgram(program)!, arguments)
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NODE_TEST_CONTEXT"] = null;
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> written = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ended, Task.Delay(Patience)) != ended)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within {Patience.TotalMinutes:0} minutes.");
        }

        return (process.ExitCode, $"{await written}{await errors}");
    }

    private static string FirstError(string log) => log.Split('\n').FirstOrDefault(static line => line.Contains("error", StringComparison.OrdinalIgnoreCase))?.Trim() ?? "no output";

    /// <summary>Returns the path of a program, or null if it is not found.</summary>
    private static string? FindProgram(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => OperatingSystem.IsWindows() ? new[] { ".exe", ".cmd" }.Select(extension => Path.Combine(folder, program + extension)) : [Path.Combine(folder, program)])
        .FirstOrDefault(File.Exists);

    private static string SourceFolder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "conformance"));
}
