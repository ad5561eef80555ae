using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace MessengerMarketing.ModuleTests;

/// <summary>Finds and runs the Pester files, each in a fresh PowerShell process.</summary>
internal static class PesterSuite
{
    private static readonly string Folder = Path.Combine(StagedModule.Repository, "tests", "Pester");
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    /// <summary>The names of the files.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Directory.GetFiles(Folder, "*.Tests.ps1").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    /// <summary>Runs a file.</summary>
    /// <exception cref="InvalidOperationException">It did not come to an end, or told no result.</exception>
    public static async Task<PesterResult> RunAsync(string file)
    {
        string result = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            string output = await PowerShellHost.RunAsync("-File", Path.Combine(Folder, "Invoke-Suite.ps1"), "-Path", Path.Combine(Folder, file), "-ResultPath", result, "-Output", "None");
            return File.Exists(result)
                ? JsonSerializer.Deserialize<PesterResult>(await File.ReadAllTextAsync(result), CamelCase)!
                : throw new InvalidOperationException($"{file} told no result. {output}");
        }
        finally
        {
            File.Delete(result);
        }
    }
}

/// <summary>What came of a file.</summary>
internal sealed record PesterResult(string File, int Passed, int Failed, int Skipped, IReadOnlyList<PesterFailure> Failures);

/// <summary>A test that failed, and why.</summary>
internal sealed record PesterFailure(string Name, string Message);
