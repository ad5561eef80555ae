using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.ModuleTests;

/// <summary>A fact that needs Mono, and says so where it is missing or not complete.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MonoFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> SkipReason = new(FindSkipReason);

    public MonoFactAttribute() => Skip = SkipReason.Value;

    private static string? FindSkipReason()
    {
        if (!ExternalProgram.IsOnPath("mono"))
        {
            return "Skipped: mono is not on PATH. Debian's package mono-devel has all that is needed.";
        }

        (int exitCode, string output) = Task.Run(() => ExternalProgram.RunAsync(new ProcessStartInfo("mono", [DesktopSetTests.Driver, "--check"]))).GetAwaiter().GetResult();
        return exitCode == 0 ? null : $"Skipped: Mono is not complete. Debian's package mono-devel has all that is needed. {output.Trim()}";
    }
}

/// <summary>What Windows PowerShell loads, on the nearest thing to its .NET that other systems have.</summary>
public sealed class DesktopSetTests
{
    internal static readonly string Driver = Path.Combine(
        StagedModule.Repository,
        "tests",
        "MessengerMarketing.Desktop.Driver",
        "bin",
        BuildMetadata.Configuration,
        "net472",
        "MessengerMarketing.Desktop.Driver.exe");

    [Fact]
    public void The_driver_contains_no_assembly_and_no_redirect()
    {
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Driver)!, "*.dll"));
        Assert.DoesNotContain("bindingRedirect", File.Exists(Driver + ".config") ? File.ReadAllText(Driver + ".config") : string.Empty, StringComparison.Ordinal);
    }

    [MonoFact]
    public async Task A_list_is_hashed_uploaded_and_reported_on_Mono()
    {
        (_, string output) = await ExternalProgram.RunAsync(new ProcessStartInfo("mono", [Driver, StagedModule.Shared]));
        Assert.Equal(
            ["plots=2", "batches=4", "accepted=1000", "rejected=1", "email=True", "phone=True", "received=1000", "invalid=0", "errors=0"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
