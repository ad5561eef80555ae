using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;

namespace MessengerMarketing.Sandbox.Host;

/// <summary>The command <c>serve</c>. It converts command-line options to options of a sandbox.</summary>
internal static class ServeCommand
{
    private static readonly Option<int> Port = new("--port") { CustomParser = ReadInteger, Description = "Port on the loopback address. The default is a free port." };
    private static readonly Option<int> Latency = new("--latency-ms") { CustomParser = ReadInteger, Description = "Additional delay of each response, in milliseconds." };
    private static readonly Option<double> FailureRate = new("--failure-rate") { CustomParser = ReadShare, Description = "Share of the calls that fail with a transient error, 0 to 1." };
    private static readonly Option<double> MatchRate = new("--match-rate") { CustomParser = ReadShare, Description = "Share of the people who match, 0 to 1.", DefaultValueFactory = _ => 0.5 };
    private static readonly Option<SandboxFaultRates> FaultRates = new("--fault-rate")
    {
        Description = $"Share of the calls, 0 to 1, with a network fault, such as DroppedAfter=0.02. Can be repeated. Faults: {string.Join(", ", SandboxFaultRates.Names)}.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = static result => ReadShares(result, "faults. Use the format DroppedAfter=0.02.", SandboxFaultRates.FromShares),
    };

    private static readonly Option<int> SlowLatency = new("--slow-latency-ms") { CustomParser = ReadInteger, Description = "Additional delay of slow responses, in milliseconds.", DefaultValueFactory = _ => 2000 };
    private static readonly Option<int> DuplicateEvery = new("--duplicate-every") { CustomParser = ReadInteger, Description = "Every Nth upload or removal is processed twice." };
    private static readonly Option<int> ThrottleEvery = new("--throttle-every") { CustomParser = ReadInteger, Description = "Every Nth call is throttled." };
    private static readonly Option<int> ThrottleAfter = new("--throttle-after") { CustomParser = ReadInteger, Description = "Maximum number of calls of the ad account in each window." };
    private static readonly Option<int> ThrottleWindow = new("--throttle-window-sec") { CustomParser = ReadInteger, Description = "Length of a window, in seconds.", DefaultValueFactory = _ => 60 };
    private static readonly Option<int> ClockOffset = new("--clock-offset-sec", "--clock-skew-sec") { CustomParser = ReadInteger, Description = "Offset of the clock from the real time, in seconds. Negative for the past." };
    private static readonly Option<int?> Seed = new("--seed") { CustomParser = static result => ReadInteger(result), Description = "Makes IDs, tokens, and faults the same in each run." };
    private static readonly Option<Uri> WebhookUri = new("--webhook-uri") { Description = $"URL for webhooks: an http or https URL on the loopback address. The verify token is read from {Serve.VerifyToken}, or is random." };
    private static readonly Option<string[]> WebhookFields = new("--webhook-field") { Description = "A webhook field that the app is subscribed to at the start. Can be repeated.", DefaultValueFactory = _ => [] };
    private static readonly Option<int> DuplicateDelivery = new("--duplicate-delivery") { CustomParser = ReadInteger, Description = "Number of repetitions of each webhook." };
    private static readonly Option<UploadStatusShape> StatusShape = new("--upload-status-shape") { Description = "Format of the upload status webhook." };
    private static readonly Option<int> StatusDelay = new("--upload-status-delay-sec") { CustomParser = ReadInteger, Description = "Seconds from an upload until its status webhook." };
    private static readonly Option<bool> NestOptInResponse = new("--nest-opt-in-response") { Description = "Responds to opt-in requests in the format of Meta's guide." };
    private static readonly Option<SandboxMessageRates> MessageRates = new("--message-rate")
    {
        Description = $"Share of the marketing messages, 0 to 1, with a result, such as Read=0.6. Can be repeated. Results: {string.Join(", ", SandboxMessageRates.Names)}.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = static result => ReadShares(result, "messages. Use the format Read=0.6.", SandboxMessageRates.FromShares),
    };

    private static readonly Option<int> MessageDelay = new("--message-delay-sec") { CustomParser = ReadInteger, Description = "Seconds until a marketing message is delivered, from then until it is read, and from then until it is clicked." };
    private static readonly Option<int> CampaignReadyAfter = new("--campaign-ready-after-sec") { CustomParser = ReadInteger, Description = "Seconds until a new message campaign can send." };

    public static Command Create(TextWriter output, TextWriter errors)
    {
        var serve = new Command("serve", "Prints the environment variables for connecting, and runs a sandbox until it is stopped.")
        {
            Port, Latency, FailureRate, MatchRate, FaultRates, SlowLatency, DuplicateEvery, ThrottleEvery, ThrottleAfter, ThrottleWindow, ClockOffset, Seed,
            WebhookUri, WebhookFields, DuplicateDelivery, StatusShape, StatusDelay, NestOptInResponse, CampaignReadyAfter, MessageRates, MessageDelay,
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
        WebhookDuplicates = arguments.GetValue(DuplicateDelivery),
        UploadStatusShape = arguments.GetValue(StatusShape),
        UploadStatusDelay = TimeSpan.FromSeconds(arguments.GetValue(StatusDelay)),
        NestOptInResponse = arguments.GetValue(NestOptInResponse),
        CampaignReadyAfter = TimeSpan.FromSeconds(arguments.GetValue(CampaignReadyAfter)),
        MessageRates = arguments.GetValue(MessageRates) ?? new SandboxMessageRates(),
        MessageDelay = TimeSpan.FromSeconds(arguments.GetValue(MessageDelay)),
    };

    // The numbers of a command line look the same in every culture. The default parsers use the culture of the user, whose minus sign can be another one.
    private static int ReadInteger(ArgumentResult result)
    {
        if (!int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            result.AddError($"'{result.Tokens[0].Value}' is not an integer.");
        }

        return number;
    }

    private static double ReadShare(ArgumentResult result)
    {
        if (!double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double share))
        {
            result.AddError($"'{result.Tokens[0].Value}' is not a number. Use a period as the decimal separator, such as 0.5.");
        }

        return share;
    }

    private static T? ReadShares<T>(ArgumentResult result, string what, Func<IEnumerable<KeyValuePair<string, double>>, T> create)
        where T : class
    {
        List<KeyValuePair<string, double>> shares = [];
        foreach (Token token in result.Tokens)
        {
            string[] parts = token.Value.Split('=');
            if (parts.Length != 2 || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double share))
            {
                result.AddError($"'{token.Value}' is not a share of {what}");
                return null;
            }

            shares.Add(new KeyValuePair<string, double>(parts[0], share));
        }

        try
        {
            return create(shares);
        }
        catch (ArgumentException exception)
        {
            result.AddError(exception.Message);
            return null;
        }
    }
}
