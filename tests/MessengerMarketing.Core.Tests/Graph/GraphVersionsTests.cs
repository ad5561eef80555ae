using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

/// <summary>Dates: Meta's version table of the Marketing API, 2026-11.</summary>
public sealed class GraphVersionsTests
{
    [Theory]
    [InlineData("v21.0", "2025-09-08", false)]
    [InlineData("v21.0", "2025-09-09", true)]
    [InlineData("v22.0", "2026-02-19", true)]
    [InlineData("v23.0", "2026-06-08", false)]
    [InlineData("v24.0", "2026-11-09", false)]
    [InlineData("24.0", "2026-11-10", true)]
    [InlineData("v25.0", "2027-02-22", false)]
    [InlineData("v25.0", "2027-02-23", true)]
    [InlineData("v26.0", "2030-01-01", false)]
    [InlineData("v27.0", "2030-01-01", false)]
    [InlineData("v12.0", "2026-01-01", true)]
    public void A_version_ends_for_audiences_on_its_day(string version, string day, bool expired) =>
        Assert.Equal(expired, GraphVersions.IsExpired(version, Day(day)));

    [Theory]
    [InlineData(2026, 6, 8, "v27.0 v26.0 v25.0 v24.0 v23.0")]
    [InlineData(2026, 11, 9, "v27.0 v26.0 v25.0 v24.0")]
    [InlineData(2026, 11, 10, "v27.0 v26.0 v25.0")]
    public void Current_versions_are_listed_newest_first(int year, int month, int day, string expected) =>
        Assert.Equal(expected, string.Join(' ', GraphVersions.GetSupported(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc)).Select(static version => version.Name)));

    [Fact]
    public void The_default_is_known_and_v27_is_the_newest() =>
        Assert.Equal(("v26.0", "v27.0", new DateTime(2026, 7, 29, 0, 0, 0, DateTimeKind.Utc)), (GraphVersions.Default, GraphVersions.Latest, GraphVersions.Find(GraphVersions.Default)!.Released));

    [Theory]
    [InlineData("v25.0", "2026-12-24", 61)]
    [InlineData("v25.0", "2026-12-25", 60)]
    [InlineData("v25.0", "2027-02-22", 1)]
    [InlineData("v25.0", "2027-02-23", 0)]
    [InlineData("v25.0", "2027-02-25", -2)]
    [InlineData("v26.0", "2026-12-25", null)]
    [InlineData("v99.0", "2026-12-25", null)]
    public void The_days_left_count_down_to_the_end(string version, string day, int? expected) => Assert.Equal(expected, GraphVersions.GetDaysLeft(version, Day(day)));

    [Fact]
    public void A_part_of_a_day_counts_as_a_day() => Assert.Equal(1, GraphVersions.GetDaysLeft("v25.0", Day("2027-02-22").AddHours(23)));

    [Theory]
    [InlineData("v23.0", "2026-11-29", "v26.0")]
    [InlineData("v25.0", "2026-11-29", "v26.0")]
    [InlineData("v26.0", "2026-11-29", "v27.0")]
    [InlineData("v26.0", "2026-11-03", null)]
    [InlineData("v27.0", "2026-11-29", null)]
    [InlineData("v23.0", "2026-03-01", "v25.0")]
    [InlineData("v24.0", "2026-01-01", null)]
    public void The_successor_of_a_version_is_available_on_that_day(string version, string day, string? successor) =>
        Assert.Equal(successor, GraphVersions.FindSuccessor(version, Day(day)));

    [Fact]
    public async Task A_call_reports_the_version_that_served_it()
    {
        using var server = new ScriptedServer(
            Scripted.Ok("{}").With("facebook-api-version", "v26.0"),
            Scripted.Ok("{}").With("facebook-api-version", "v27.0").With("X-Ad-Api-Version-Warning", "\"The call has been auto-upgraded to v27.0 as v25.0 has been deprecated\""),
            Scripted.Error(100, null).With("facebook-api-version", "nonsense").With("Date", "Sun, 29 Nov 2026 12:00:00 GMT"));
        ServedCall? served = null;
        var client = new GraphClient(server.Account(), new GraphClientOptions { OnServed = call => served = call });

        await client.SendAsync(new GraphRequest(System.Net.Http.HttpMethod.Get, "me"));
        Assert.Equal(("v26.0", "v26.0", false, null), (served!.RequestedVersion, served.ServedVersion, served.IsUpgraded, served.VersionWarning));

        await client.SendAsync(new GraphRequest(System.Net.Http.HttpMethod.Get, "v25.0/me"));
        Assert.Equal(
            ("v25.0", "v27.0", true, "The call has been auto-upgraded to v27.0 as v25.0 has been deprecated"),
            (served.RequestedVersion, served.ServedVersion, served.IsUpgraded, served.VersionWarning));

        await Assert.ThrowsAsync<GraphException>(() => client.SendAsync(new GraphRequest(System.Net.Http.HttpMethod.Get, "me")));
        Assert.Equal((null, false, new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero)), (served.ServedVersion, served.IsUpgraded, served.ServerTime));
    }

    private static DateTime Day(string day) => DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
