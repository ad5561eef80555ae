using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Hostile;

/// <summary>
/// What is sent, stored and trusted does not depend on the language, the region or the time zone of the system. On Windows, processes take both from
/// the system's settings, so there the processes do not differ.
/// </summary>
public sealed class CultureAndTimeZoneTests
{
    // A dotless i; a decimal comma; other digits and another calendar, three times; another minus sign. Half an hour, three quarters, and both ends of the day.
    private static readonly (string Culture, string TimeZone)[] Places =
    [
        ("tr_TR.UTF-8", "UTC"),
        ("de_DE.UTF-8", "America/St_Johns"),
        ("ar_SA.UTF-8", "Asia/Kathmandu"),
        ("th_TH.UTF-8", "Pacific/Kiritimati"),
        ("fa_IR.UTF-8", "Pacific/Pago_Pago"),
        ("sv_SE.UTF-8", "UTC"),
    ];

    [Fact]
    public async Task Output_is_the_same_in_six_cultures_and_four_time_zones()
    {
        string[] expected = await RunAsync("C.UTF-8", "UTC");
        Assert.True(expected.Length > 50, $"{expected.Length} outputs");
        foreach ((string culture, string timeZone) in Places)
        {
            string[] differing = [.. (await RunAsync(culture, timeZone)).Except(expected)];
            Assert.True(differing.Length == 0, $"In {culture} and {timeZone}, these differ: {string.Join(", ", differing)}");
        }

        ProofResults.Add("Hostile machine", "cultures and time zones", expected.Length * (long)Places.Length, "outputs compared");
    }

    private static async Task<string[]> RunAsync(string culture, string timeZone)
    {
        var environment = new Dictionary<string, string> { ["LC_ALL"] = culture, ["LANG"] = culture, ["TZ"] = timeZone, ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0" };
        (int exitCode, string[] lines, string error) = await OwnProcess.RunAsync([OutputDigest.Verb], environment);
        Assert.True(exitCode == 0, error);
        return lines;
    }
}
