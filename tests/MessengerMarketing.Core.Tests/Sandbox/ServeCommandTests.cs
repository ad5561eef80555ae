using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandbox.Host;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

public class ServeCommandTests
{
    [Fact]
    public void The_command_line_configures_faults()
    {
        SandboxOptions options = ServeCommand.Read(Parse(
            "--fault-rate", "DroppedAfter=0.02", "--fault-rate", "slow=0.1", "--slow-latency-ms", "500", "--duplicate-every", "50", "--throttle-every", "9",
            "--throttle-after", "60", "--throttle-window-sec", "10", "--clock-offset-sec", "-300", "--seed", "7"));

        Assert.Equal(new SandboxFaultRates { DroppedAfter = 0.02, Slow = 0.1 }, options.FaultRates);
        Assert.Equal((TimeSpan.FromMilliseconds(500), 50, 9), (options.SlowLatency, options.DuplicateEvery, options.ThrottleEvery));
        Assert.Equal((60, TimeSpan.FromSeconds(10)), (options.ThrottleAfter, options.ThrottleWindow));
        Assert.Equal((TimeSpan.FromMinutes(-5), 7), (options.ClockOffset, options.Seed));
    }

    [Fact]
    public void The_command_line_configures_messages_and_webhooks()
    {
        SandboxOptions options = ServeCommand.Read(Parse(
            "--message-rate", "Read=0.6", "--message-rate", "clicked=0.1", "--message-delay-sec", "3", "--campaign-ready-after-sec", "60", "--duplicate-delivery", "2",
            "--upload-status-shape", "Page", "--upload-status-delay-sec", "5", "--nest-opt-in-response"));

        Assert.Equal(new SandboxMessageRates { Delivered = 1, Read = 0.6, Clicked = 0.1 }, options.MessageRates);
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1)), (options.MessageDelay, options.CampaignReadyAfter));
        Assert.Equal((2, UploadStatusShape.Page, TimeSpan.FromSeconds(5), true), (options.WebhookDuplicates, options.UploadStatusShape, options.UploadStatusDelay, options.NestOptInResponse));
    }

    [Fact]
    public void Without_options_it_is_healthy()
    {
        SandboxOptions options = ServeCommand.Read(Parse());

        Assert.Equal(new SandboxFaultRates(), options.FaultRates);
        Assert.Equal((TimeSpan.FromSeconds(2), 0, 0, TimeSpan.FromMinutes(1), TimeSpan.Zero), (options.SlowLatency, options.DuplicateEvery, options.ThrottleAfter, options.ThrottleWindow, options.ClockOffset));
        Assert.Equal((new SandboxMessageRates(), TimeSpan.Zero, 0, false), (options.MessageRates, options.MessageDelay, options.WebhookDuplicates, options.NestOptInResponse));
        Assert.Equal((0.5, 0d, 0, (int?)null), (options.MatchRate, options.FailureRate, options.Port, options.Seed));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    public void Numbers_look_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            SandboxOptions options = ServeCommand.Read(Parse("--clock-offset-sec", "-300", "--match-rate", "0.25", "--failure-rate", "0.5", "--fault-rate", "Slow=0.1"));

            Assert.Equal((TimeSpan.FromMinutes(-5), 0.25, 0.5, 0.1), (options.ClockOffset, options.MatchRate, options.FailureRate, options.FaultRates.Slow));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("'many' is not an integer.", "--port", "many")]
    [InlineData("'1.5' is not an integer.", "--seed", "1.5")]
    [InlineData("'0,5' is not a number. Use a period as the decimal separator, such as 0.5.", "--match-rate", "0,5")]
    [InlineData("Required argument missing for option: '--port'.", "--port")]
    public void An_option_without_a_valid_number_is_refused(string message, params string[] arguments) => Assert.Equal(message, Assert.Single(Parse(arguments).Errors).Message);

    [Theory]
    [InlineData("Truncated", "'Truncated' is not a share of faults. Use the format DroppedAfter=0.02.")]
    [InlineData("Truncated=much", "'Truncated=much' is not a share of faults. Use the format DroppedAfter=0.02.")]
    [InlineData("Lost=0.1", "'Lost' is not a kind of fault. Use DroppedBefore,")]
    [InlineData("Slow=2", "The share Slow must be from 0 to 1.")]
    public void An_invalid_share_is_refused_with_the_valid_values(string share, string message) =>
        Assert.StartsWith(message, Assert.Single(Parse("--fault-rate", share).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Read", "'Read' is not a share of messages. Use the format Read=0.6.")]
    [InlineData("Opened=0.1", "'Opened' is not a result of a message. Use Delivered, Read, Clicked, Failed, Capped.")]
    [InlineData("Read=2", "The share Read must be from 0 to 1.")]
    public void An_invalid_share_of_messages_is_refused_with_the_valid_values(string share, string message) =>
        Assert.StartsWith(message, Assert.Single(Parse("--message-rate", share).Errors).Message, StringComparison.Ordinal);

    private static ParseResult Parse(params string[] arguments) =>
        new RootCommand { ServeCommand.Create(TextWriter.Null, TextWriter.Null) }.Parse(["serve", .. arguments]);
}
