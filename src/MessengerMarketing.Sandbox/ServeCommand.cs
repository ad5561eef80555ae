using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;

namespace MessengerMarketing.Sandbox.Host;

/// <summary>The command <c>serve</c>, and what the options of its command line make of a sandbox.</summary>
internal static class ServeCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "Port on the loopback address; a free one by default." };
    private static readonly Option<int> Latency = new("--latency-ms") { Description = "Milliseconds that each answer takes longer." };
    private static readonly Option<double> FailureRate = new("--failure-rate") { Description = "Share of the calls that fail for a passing reason, 0 to 1." };
    private static readonly Option<double> MatchRate = new("--match-rate") { Description = "Share of the people who are found, 0 to 1.", DefaultValueFactory = _ => 0.5 };
    private static readonly Option<SandboxFaultRates> FaultRates = new("--fault-rate")
    {
        Description = $"Share of the calls, 0 to 1, that go wrong on the way, as DroppedAfter=0.02; may be repeated. There are {string.Join(", ", SandboxFaultRates.Names)}.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ReadRates,
    };

    private static readonly Option<int> SlowLatency = new("--slow-latency-ms") { Description = "Milliseconds that slow answers take longer than the others.", DefaultValueFactory = _ => 2000 };
    private static readonly Option<int> DuplicateEvery = new("--duplicate-every") { Description = "Every how many uploads or removals one is carried out twice." };
    private static readonly Option<int> ThrottleEvery = new("--throttle-every") { Description = "Every how many calls one is throttled." };
    private static readonly Option<int> ThrottleAfter = new("--throttle-after") { Description = "Calls of the ad account that are let through in each window." };
    private static readonly Option<int> ThrottleWindow = new("--throttle-window-sec") { Description = "Seconds of such a window.", DefaultValueFactory = _ => 60 };
    private static readonly Option<int> ClockOffset = new("--clock-offset-sec", "--clock-skew-sec") { Description = "Seconds that the clock is ahead of the real one, or behind it when negative." };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Makes ids, tokens and what goes wrong the same in each run." };
    private static readonly Option<Uri> WebhookUri = new("--webhook-uri") { Description = $"Where webhooks are delivered: an http or https address on loopback. The verify token is taken from {Serve.VerifyToken}, or made up." };
    private static readonly Option<string[]> WebhookFields = new("--webhook-field") { Description = "A webhook field that the app is subscribed to from the start; may be repeated.", DefaultValueFactory = _ => [] };
    private static readonly Option<int> CampaignReadyAfter = new("--campaign-ready-after-sec") { Description = "Seconds until a new message campaign can send." };

    public static Command Create(TextWriter output, TextWriter errors)
    {
        var serve = new Command("serve", "Runs a sandbox until it is stopped, and first prints the environment variables that connect with it.")
        {
            Port, Latency, FailureRate, MatchRate, FaultRates, SlowLatency, DuplicateEvery, ThrottleEvery, ThrottleAfter, ThrottleWindow, ClockOffset, Seed,
            WebhookUri, WebhookFields, CampaignReadyAfter,
        };
        serve.SetAction((arguments, cancellationToken) => Serve.RunAsync(Read(arguments), output, errors, cancellationToken));
        return serve;
    }

    internal static SandboxOptions Read(ParseResult arguments) => new()
    {
        Port = arguments.GetValue(Port),
        Latency = TimeSpan.FromMilliseconds(arguments.GetValue(Latency)),
        FailureRate = arguments.GetValue(FailureRate),
        MatchRate = arguments.GetValue(MatchRate),
        FaultRates = arguments.GetValue(FaultRates) ?? new SandboxFaultRates(),
        SlowLatency = TimeSpan.FromMilliseconds(arguments.GetValue(SlowLatency)),
        DuplicateEvery = arguments.GetValue(DuplicateEvery),
        ThrottleEvery = arguments.GetValue(ThrottleEvery),
        ThrottleAfter = arguments.GetValue(ThrottleAfter),
        ThrottleWindow = TimeSpan.FromSeconds(arguments.GetValue(ThrottleWindow)),
        ClockOffset = TimeSpan.FromSeconds(arguments.GetValue(ClockOffset)),
        Seed = arguments.GetValue(Seed),
        WebhookUri = arguments.GetValue(WebhookUri),
        VerifyToken = Environment.GetEnvironmentVariable(Serve.VerifyToken),
        WebhookFields = arguments.GetValue(WebhookFields) ?? [],
        CampaignReadyAfter = TimeSpan.FromSeconds(arguments.GetValue(CampaignReadyAfter)),
    };

    private static SandboxFaultRates ReadRates(ArgumentResult result)
    {
        List<KeyValuePair<string, double>> shares = [];
        foreach (Token token in result.Tokens)
        {
            string[] parts = token.Value.Split('=');
            if (parts.Length != 2 || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double share))
            {
                result.AddError($"'{token.Value}' is not a share of faults. Write it like DroppedAfter=0.02.");
                return new SandboxFaultRates();
            }

            shares.Add(new KeyValuePair<string, double>(parts[0], share));
        }

        try
        {
            return SandboxFaultRates.FromShares(shares);
        }
        catch (ArgumentException exception)
        {
            result.AddError(exception.Message);
            return new SandboxFaultRates();
        }
    }
}
