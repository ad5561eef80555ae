using System;
using System.CommandLine;
using MessengerMarketing.Sandbox.Host;

var root = new RootCommand("A local Graph API for Messenger marketing-message audiences and their subscribers, to try and test against without a Meta account.")
{
    ServeCommand.Create(Console.Out, Console.Error),
};
return await root.Parse(args).InvokeAsync();
