using System;
using System.Globalization;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class ClockOffsetTests
{
    [Theory]
    [InlineData(-300)]
    [InlineData(7200)]
    public async Task A_clock_offset_applies_to_the_Date_header_and_to_every_time(int seconds)
    {
        using var client = new SandboxClient(new SandboxOptions { ClockOffset = TimeSpan.FromSeconds(seconds) });
        DateTimeOffset earliest = DateTimeOffset.UtcNow.AddSeconds(seconds - 2);
        string id = await client.CreateAudienceAsync();
        await client.PostAsync($"v25.0/{id}/users", SandboxClient.Upload(1, session: "{\"session_id\":7,\"batch_seq\":1,\"last_batch_flag\":true}"));

        GraphReply audience = await client.GetAsync($"v25.0/{id}?fields=time_created");
        GraphReply sessions = await client.GetAsync($"v25.0/{id}/sessions?session_id=7&fields=start_time");
        DateTimeOffset latest = DateTimeOffset.UtcNow.AddSeconds(seconds + 2);

        var date = DateTimeOffset.ParseExact(audience.Header("Date")!, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var created = DateTimeOffset.FromUnixTimeSeconds((long)audience.Json["time_created"]!);
        var started = DateTimeOffset.FromUnixTimeSeconds(long.Parse((string)sessions.Json["data"]![0]!["start_time"]!, CultureInfo.InvariantCulture));
        Assert.InRange(date, earliest, latest);
        Assert.InRange(created, earliest, latest);
        Assert.InRange(started, earliest, latest);
        Assert.InRange(client.Server.Audiences[0].Uploads[0].Time, earliest, latest);
    }

    [Fact]
    public void The_offset_applies_from_the_start()
    {
        using var server = SandboxServer.Start(new SandboxOptions { ClockOffset = TimeSpan.FromDays(-1) });

        Assert.Equal(TimeSpan.FromDays(-1), server.ClockOffset);
        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxServer.Start(new SandboxOptions { ClockOffset = TimeSpan.FromDays(4000) }));
    }
}
