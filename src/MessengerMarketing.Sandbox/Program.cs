using System;
using System.CommandLine;
using MessengerMarketing.Sandbox.Host;

var demo = new Command("demo", "Goes the whole way against a sandbox of its own: uploads a list, hears by webhook how matching went, takes a customer from a message to a token.");
demo.SetAction((_, cancellationToken) => Demo.RunAsync(Console.Out, cancellationToken));

var root = new RootCommand("A local Graph API for Messenger marketing-message audiences and their subscribers, to try and test against without a Meta account.")
{
    demo,
    ServeCommand.Create(Console.Out, Console.Error),
};
return await root.Parse(args).InvokeAsync();
