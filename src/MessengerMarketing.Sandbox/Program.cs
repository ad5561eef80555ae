using System;
using System.CommandLine;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandbox.Host;

var demo = new Command("demo", "Goes the whole way against a sandbox of its own: uploads a list, hears by webhook how matching went, takes a customer from a message to a token.");
demo.SetAction((_, cancellationToken) => Demo.RunAsync(Console.Out, cancellationToken));

Option<int> port = new("--port") { Description = "Port on the loopback address; a free one by default." };
Option<int> latency = new("--latency") { Description = "Milliseconds that each answer takes longer." };
Option<double> failureRate = new("--failure-rate") { Description = "Share of the calls that fail for a passing reason, 0 to 1." };
Option<double> matchRate = new("--match-rate") { Description = "Share of the people who are found, 0 to 1.", DefaultValueFactory = _ => 0.5 };
Option<Uri> webhookUri = new("--webhook-uri") { Description = "Where webhooks are delivered: an http or https address on loopback. The verify token is taken from MM_VERIFY_TOKEN, or made up." };
Option<string[]> webhookFields = new("--webhook-field") { Description = "A webhook field that the app is subscribed to from the start; may be repeated.", DefaultValueFactory = _ => [] };
Option<int> campaignReadyAfter = new("--campaign-ready-after") { Description = "Seconds until a new message campaign can send." };
var serve = new Command("serve", "Runs a sandbox until it is stopped, and first prints the environment variables that connect with it.")
{
    port, latency, failureRate, matchRate, webhookUri, webhookFields, campaignReadyAfter,
};
serve.SetAction((arguments, cancellationToken) => Serve.RunAsync(
    new SandboxOptions
    {
        Port = arguments.GetValue(port),
        Latency = TimeSpan.FromMilliseconds(arguments.GetValue(latency)),
        FailureRate = arguments.GetValue(failureRate),
        MatchRate = arguments.GetValue(matchRate),
        WebhookUri = arguments.GetValue(webhookUri),
        VerifyToken = Environment.GetEnvironmentVariable(Serve.VerifyToken),
        WebhookFields = arguments.GetValue(webhookFields) ?? [],
        CampaignReadyAfter = TimeSpan.FromSeconds(arguments.GetValue(campaignReadyAfter)),
    },
    Console.Out,
    Console.Error,
    cancellationToken));

var root = new RootCommand("A local Graph API for Messenger marketing-message audiences and their subscribers, to try and test against without a Meta account.") { demo, serve };
return await root.Parse(args).InvokeAsync();
