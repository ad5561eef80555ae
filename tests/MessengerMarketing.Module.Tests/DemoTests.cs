using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.ModuleTests;

/// <summary>The README's first command.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_shows_each_command_and_creates_a_subscriber()
    {
        string project = Path.Combine(StagedModule.Repository, "examples", "demo");
        var start = new ProcessStartInfo("dotnet", ["run", "--project", project, "--no-build", "--configuration", BuildMetadata.Configuration]);
        start.Environment["NO_COLOR"] = "1";
        (int exitCode, string output) = await ExternalProgram.RunAsync(start);
        Assert.True(exitCode == 0, output);

        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("PS> $audience = New-MMCustomAudience -Name 'Newsletter' -Description 'Made-up customers'", lines);
        Assert.Contains(lines, line => line.Contains("1,960 (98%)", StringComparison.Ordinal));
        Assert.Equal(4, lines.Count(line => line.EndsWith(" Accepted", StringComparison.Ordinal)));
        Assert.Equal(4, lines.Count(line => line.Contains(" UploadStatus ", StringComparison.Ordinal)));
        Assert.Contains("PS> Get-MMSubscriptionToken | Where-Object Title -EQ 'Weekly offers'", lines);
        Assert.Matches("(?m)^Title +: Weekly offers", output);
    }
}
