using System;
using System.CommandLine;
using MessengerMarketing.Sandbox.Host;

var root = new RootCommand("A local Graph API for Messenger marketing message audiences and subscribers, for tests without a Meta account.")
{
    ServeCommand.Create(Console.Out, Console.Error),
};
return await root.Parse(args).InvokeAsync();
