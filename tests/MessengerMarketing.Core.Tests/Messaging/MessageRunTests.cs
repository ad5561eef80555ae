using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Messaging.Sending;
using MessengerMarketing.Tests.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Messaging;

public sealed class MessageRunTests
{
    private const string Campaign = "120000000000000009";
    private const string Token = "1111222233334444555";
    private const string Sent = """{"success":true,"marketing_message_tracking_id":"t1"}""";

    [Fact]
    public async Task A_campaign_that_is_being_set_up_is_polled_every_minute()
    {
        using var server = new ScriptedServer(Scripted.Error(2300012), Scripted.Error(2300041), Scripted.Error(2300028), Scripted.Ok(Sent));
        var waits = new List<MessageWait>();

        MessageResponse response = await SendAsync(server, new InstantTime(), TimeSpan.FromHours(3), waits.Add);

        Assert.Equal(("t1", "Accepted"), (response.Receipt.TrackingId, response.Receipt.Status));
        Assert.Equal([(true, 0), (true, 1), (true, 2)], waits.Select(static wait => (wait.IsPreparation, (int)wait.Elapsed.TotalMinutes)));
    }

    [Fact]
    public async Task The_wait_for_a_campaign_takes_the_time_that_Meta_specifies()
    {
        using var server = new ScriptedServer(new Scripted(400, """{"error":{"message":"x","code":2300012,"error_data":{"remaining_seconds":1800}}}"""), Scripted.Ok(Sent));
        var waits = new List<MessageWait>();

        await SendAsync(server, new InstantTime(), TimeSpan.FromHours(3), waits.Add);

        Assert.Equal(TimeSpan.FromMinutes(30), Assert.Single(waits).Delay);
    }

    [Fact]
    public async Task Pacing_causes_a_wait_of_half_an_hour_if_Meta_specifies_no_time()
    {
        using var server = new ScriptedServer(Scripted.Error(2300055), Scripted.Ok(Sent));
        var waits = new List<MessageWait>();

        MessageResponse response = await SendAsync(server, new InstantTime(), TimeSpan.FromHours(3), waits.Add);

        Assert.Equal("Accepted", response.Receipt.Status);
        Assert.Equal((false, TimeSpan.FromMinutes(30)), (waits[0].IsPreparation, waits[0].Delay));
    }

    [Fact]
    public async Task The_wait_for_a_campaign_ends_at_its_limit()
    {
        using var server = new ScriptedServer(Scripted.Error(2300012));

        MessageResponse response = await SendAsync(server, new InstantTime(), TimeSpan.FromMinutes(5));

        Assert.Equal("MMCampaignNotReady", response.Receipt.ErrorId);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task There_is_no_wait_unless_it_was_requested()
    {
        using var server = new ScriptedServer(Scripted.Error(2300012));

        MessageResponse response = await SendAsync(server, new InstantTime(), TimeSpan.Zero);

        Assert.Equal("MMCampaignNotReady", response.Receipt.ErrorId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_clock_change_does_not_end_the_wait_for_a_campaign()
    {
        using var server = new ScriptedServer(Scripted.Error(2300012), Scripted.Error(2300012), Scripted.Ok(Sent));

        MessageResponse response = await SendAsync(server, new JumpingTime(), TimeSpan.FromMinutes(5));

        Assert.Equal("t1", response.Receipt.TrackingId);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_frequency_cap_is_reported_with_its_time_without_a_wait()
    {
        using var server = new ScriptedServer(new Scripted(400, """{"error":{"message":"x","code":2300042,"error_data":{"remaining_seconds":86400}}}"""));

        MessageResponse response = await SendAsync(server, new InstantTime(), TimeSpan.FromHours(3));

        Assert.Equal(("Rejected", "MMFrequencyLimited"), (response.Receipt.Status, response.Receipt.ErrorId));
        Assert.Equal(TimeSpan.FromDays(1), response.Receipt.NotBefore - response.Receipt.Time);
        Assert.False(MessageProblems.StopsRun(response.Problem!));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("", "NotAToken")]
    [InlineData(" ", "NotAToken")]
    [InlineData("ann@example.com", "NotAToken")]
    [InlineData("1", "Send")]
    public void A_token_is_checked_before_it_is_sent(string token, string decision)
    {
        using var server = new ScriptedServer(Scripted.Ok(Sent));
        var client = new GraphClient(server.Account());
        using var run = new MessageRun(client, Options(TimeSpan.Zero, null), null);

        Assert.Equal(decision, run.Decide(token).ToString());
    }

    [Fact]
    public void A_repeated_token_is_counted()
    {
        using var server = new ScriptedServer(Scripted.Ok(Sent));
        var client = new GraphClient(server.Account());
        using var run = new MessageRun(client, Options(TimeSpan.Zero, null), null);

        Assert.Equal([MessageDecision.Send, MessageDecision.Repeated, MessageDecision.Repeated], [run.Decide("1"), run.Decide("1"), run.Decide(" 1 ")]);
        Assert.Equal((3, 2), (run.Tally.Items, run.Tally.Repeated));
    }

    private static async Task<MessageResponse> SendAsync(ScriptedServer server, TimeProvider time, TimeSpan maxWait, Action<MessageWait>? onWait = null)
    {
        var client = new GraphClient(server.Account(), new GraphClientOptions { TimeProvider = time });
        using var run = new MessageRun(client, Options(maxWait, onWait), null);
        return await run.SendAsync(1, Token, CancellationToken.None);
    }

    private static MessageRunOptions Options(TimeSpan maxWait, Action<MessageWait>? onWait) =>
        new() { CampaignId = Campaign, Message = MarketingMessage.FromText("Hello"), MaxWait = maxWait, OnWait = onWait };
}
