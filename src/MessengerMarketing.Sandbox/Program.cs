using System;
using System.CommandLine;
using MessengerMarketing.Sandbox.Host;

var demo = new Command("demo", "Runs the main job against a sandbox of its own: creates an audience, uploads a list, shows the account.");
demo.SetAction((_, cancellationToken) => Demo.RunAsync(Console.Out, cancellationToken));

Option<int> port = new("--port") { Description = "Port on the loopback address; a free one by default." };
Option<int> latency = new("--latency") { Description = "Milliseconds that each answer takes longer." };
Option<double> failureRate = new("--failure-rate") { Description = "Share of the calls that fail for a passing reason, 0 to 1." };
Option<double> matchRate = new("--match-rate") { Description = "Share of the people who are found, 0 to 1.", DefaultValueFactory = _ => 0.5 };
var serve = new Command("serve", "Runs a sandbox until it is stopped, and first prints the environment variables that connect with it.")
{
    port, latency, failureRate, matchRate,
};
serve.SetAction((arguments, cancellationToken) => Serve.RunAsync(
    new ServeOptions(
        arguments.GetValue(port),
        TimeSpan.FromMilliseconds(arguments.GetValue(latency)),
        arguments.GetValue(failureRate),
        arguments.GetValue(matchRate)),
    Console.Out,
    Console.Error,
    cancellationToken));

var root = new RootCommand("A local Graph API for Messenger marketing-message audiences, to try and test against without a Meta account.") { demo, serve };
return await root.Parse(args).InvokeAsync();
